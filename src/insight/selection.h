// SPDX-License-Identifier: Apache-2.0
// Which vote events and meetings a figure counts, and the vote events that stand behind one: the same conditions make
// the number and the list. Pure functions; results are indexes into the record, newest first, then by id.
#pragma once

#include <optional>
#include <vector>

#include "insight/record.h"

namespace dais::insight {

enum class Contested { kAny, kOnly };

/// What every figure can be narrowed to. A vote event without a date is in no span of time.
struct Selection {
  std::optional<Index> body = {};
  std::optional<Instant> from = {};
  std::optional<Instant> to = {};  ///< the first moment that is no longer meant
  std::optional<int> year = {};
  Contested contested = Contested::kAny;
};

/// Both said yes or no: the same, or not.
enum class Accord { kSame, kDifferent };
enum class Side { kAny, kAgainstMajority };
enum class Stated { kAny, kDisagrees };

/// Vote events, by who took part and how. Conditions on `person` are of those who have a row.
struct VoteQuestion {
  Selection selection = {};
  std::optional<Index> person = {};
  std::optional<domain::VoteClass> vote_class = {};  ///< of the person
  Side side = Side::kAny;                       ///< of the person: against the majority of yes and no, ties left out
  std::optional<Index> with = {};                    ///< the other person: both said yes or no
  std::optional<Accord> accord = {};                 ///< of the two
  std::optional<Index> matter_type = {};
  Stated stated = Stated::kAny;
};

bool is_yes_or_no(domain::VoteClass vote_class);

bool selects(const Selection& selection, const VoteEvent& event);
std::vector<Index> select_vote_events(const Record& record, const Selection& selection);
/// Meetings with a roll call. kOnly: those where a contested vote was taken.
std::vector<Index> select_roll_calls(const Record& record, const Selection& selection);
std::vector<Index> find_vote_events(const Record& record, const VoteQuestion& question);

}  // namespace dais::insight
