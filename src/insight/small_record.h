// SPDX-License-Identifier: Apache-2.0
// For tests: a record written as lines, "who: how" a vote, and one made of chance for comparing with plain loops.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "insight/record.h"

namespace dais::insight {

inline const Words& plain_words() {
  static const Words words{{"Present", "Remote"}, {"Enacted", "Adopted"}, {"approved", "adopted"}};
  return words;
}

inline Instant day(int number) { return Instant(std::chrono::days(number)); }

/// Persons "0", "1", … and bodies likewise.
class SmallRecord {
 public:
  SmallRecord(Index persons, Index bodies) : builder(plain_words()) {
    for (Index i = 0; i < persons; ++i) builder.add_person({std::to_string(i), "P" + std::to_string(i), ""});
    for (Index i = 0; i < bodies; ++i) builder.add_body({std::to_string(i), "B" + std::to_string(i), ""});
  }

  /// A letter a person, in their order: Y N A(bsent) - (no row) and ? (unrecognised).
  Index vote(std::string_view votes, Index body = 0, int on_day = 0, VoteEvent event = {},
             std::string_view action = {}) {
    event.id = "v" + std::to_string(count_++);
    if (event.external_id.empty()) event.external_id = event.id;
    event.body = body;
    event.date = day(on_day);
    event.year = 1970 + on_day / 365;
    const Index index = builder.add_vote_event(std::move(event), action);
    for (Index person = 0; person < votes.size(); ++person) {
      if (votes[person] != '-') builder.add_vote(index, person, class_of(votes[person]));
    }
    return index;
  }

  Index meeting(Index body, int on_day, Standing standing = Standing::kTakesPlace) {
    Meeting meeting;
    meeting.id = "m" + std::to_string(count_++);
    meeting.body = body;
    meeting.start = day(on_day);
    meeting.year = 1970 + on_day / 365;
    meeting.standing = standing;
    return builder.add_meeting(std::move(meeting));
  }

  static domain::VoteClass class_of(char letter) {
    switch (letter) {
      case 'Y':
        return domain::VoteClass::kYes;
      case 'N':
        return domain::VoteClass::kNo;
      case 'A':
        return domain::VoteClass::kAbsent;
      default:
        return domain::VoteClass::kUnrecognised;
    }
  }

  RecordBuilder builder;

 private:
  int count_ = 0;
};

}  // namespace dais::insight
