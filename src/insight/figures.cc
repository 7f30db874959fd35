// SPDX-License-Identifier: Apache-2.0
#include "insight/figures.h"

#include <algorithm>
#include <bit>
#include <map>
#include <tuple>

namespace dais::insight {
namespace {

using domain::VoteClass;

/// Who said yes and who said no, a bit a vote event: two persons are compared 64 vote events at a time.
class Ballots {
 public:
  Ballots(const Record& record, const std::vector<Index>& vote_events)
      : words_((vote_events.size() + kBits - 1) / kBits),
        yes_(record.persons.size() * words_),
        no_(record.persons.size() * words_) {
    for (std::size_t place = 0; place < vote_events.size(); ++place) {
      for (const VoteRow& row : record.rows_of(record.vote_events[vote_events[place]])) {
        if (!is_yes_or_no(row.vote_class)) continue;
        auto& bits = row.vote_class == VoteClass::kYes ? yes_ : no_;
        bits[row.person * words_ + place / kBits] |= std::uint64_t{1} << (place % kBits);
      }
    }
  }

  [[nodiscard]] Agreement of(Index a, Index b) const {
    Agreement pair{a, b, 0, 0};
    const std::size_t at = a * words_;
    const std::size_t other = b * words_;
    for (std::size_t i = 0; i < words_; ++i) {
      pair.shared += std::popcount((yes_[at + i] | no_[at + i]) & (yes_[other + i] | no_[other + i]));
      pair.same += std::popcount(yes_[at + i] & yes_[other + i]) + std::popcount(no_[at + i] & no_[other + i]);
    }
    return pair;
  }

 private:
  static constexpr std::size_t kBits = 64;
  std::size_t words_;
  std::vector<std::uint64_t> yes_;
  std::vector<std::uint64_t> no_;
};

using Place = std::tuple<Index, int, Index>;  ///< person, year, body

Place place_of(Index person, int year, Index body, By by) {
  return {person, by == By::kYear ? year : 0, by == By::kBody ? body : kNone};
}

/// A source's numbers grow with time; as texts "9" would come after "10".
bool numbered_before(const std::string& a, const std::string& b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

bool voted_before(const VoteEvent& a, const VoteEvent& b) {
  return a.date != b.date ? a.date < b.date : numbered_before(a.external_id, b.external_id);
}

std::optional<Decision> decision_of(const VoteEvent& event) {
  std::optional<bool> carried = event.stated_passed;
  if (!carried && event.majority != Majority::kTie) carried = event.majority == Majority::kYes;
  if (!carried) return std::nullopt;
  if (!*carried) return Decision::kFailed;
  return event.motion == Motion::kApproves ? Decision::kPassed : Decision::kDisapprovedOrFiled;
}

}  // namespace

std::vector<PersonTally> tallies(const Record& record, const Selection& selection, By by) {
  std::map<Place, Tally> counted;
  for (const VoteEvent& event : record.vote_events) {
    if (!selects(selection, event)) continue;
    for (const VoteRow& row : record.rows_of(event)) {
      ++counted[place_of(row.person, event.year, event.body, by)].by_class.at(static_cast<std::size_t>(row.vote_class));
    }
  }
  std::vector<PersonTally> out;
  out.reserve(counted.size());
  for (const auto& [place, tally] : counted)
    out.push_back({std::get<0>(place), std::get<1>(place), std::get<2>(place), tally});
  return out;
}

std::vector<Agreement> agreement(const Record& record, const Selection& selection) {
  const Ballots ballots(record, select_vote_events(record, selection));
  const auto persons = static_cast<Index>(record.persons.size());
  std::vector<Agreement> out;
  for (Index a = 0; a < persons; ++a) {
    for (Index b = a + 1; b < persons; ++b) {
      const Agreement pair = ballots.of(a, b);
      if (pair.shared > 0) out.push_back(pair);
    }
  }
  return out;
}

std::vector<Agreement> agreement_with(const Record& record, const Selection& selection, Index person) {
  const Ballots ballots(record, select_vote_events(record, selection));
  std::vector<Agreement> out;
  for (Index other = 0; other < record.persons.size(); ++other) {
    if (other == person) continue;
    const Agreement pair = ballots.of(person, other);
    if (pair.shared > 0) out.push_back(pair);
  }
  return out;
}

std::vector<Dissent> dissent(const Record& record, const Selection& selection) {
  std::vector<Dissent> counted(record.persons.size());
  for (const VoteEvent& event : record.vote_events) {
    if (event.majority == Majority::kTie || !selects(selection, event)) continue;
    for (const VoteRow& row : record.rows_of(event)) {
      if (!is_yes_or_no(row.vote_class)) continue;
      ++counted[row.person].base;
      if ((row.vote_class == VoteClass::kYes) != (event.majority == Majority::kYes)) ++counted[row.person].dissents;
    }
  }
  std::vector<Dissent> out;
  for (Index person = 0; person < counted.size(); ++person) {
    if (counted[person].base == 0) continue;
    out.push_back(counted[person]);
    out.back().person = person;
  }
  return out;
}

std::vector<Attendance> attendance(const Record& record, const Selection& selection, By by) {
  std::map<Place, Attendance> counted;
  for (const Index index : select_roll_calls(record, selection)) {
    const Meeting& meeting = record.meetings[index];
    for (const PresenceRow& row : record.presences_of(meeting)) {
      Attendance& person = counted[place_of(row.person, meeting.year, meeting.body, by)];
      ++person.total;
      if (row.presence == Presence::kPresent) ++person.present;
    }
  }
  std::vector<Attendance> out;
  out.reserve(counted.size());
  for (const auto& [place, figure] : counted)
    out.push_back({std::get<0>(place), std::get<1>(place), std::get<2>(place), figure.present, figure.total});
  return out;
}

std::vector<Sponsorship> sponsorship(const Record& record, const Selection& selection) {
  std::map<std::pair<Index, Index>, Sponsorship> counted;
  for (const Matter& matter : record.matters) {
    if (selection.from && (!matter.introduced || *matter.introduced < *selection.from)) continue;
    if (selection.to && (!matter.introduced || *matter.introduced >= *selection.to)) continue;
    const auto sponsors = record.sponsors_of(matter);
    for (std::size_t i = 0; i < sponsors.size(); ++i) {
      Sponsorship& figure = counted[{sponsors[i], matter.type}];
      ++figure.sponsored;
      if (i == 0) ++figure.prime;
      if (matter.success == Success::kReached) ++figure.succeeded;
    }
  }
  std::vector<Sponsorship> out;
  out.reserve(counted.size());
  for (auto& [place, figure] : counted) {
    figure.person = place.first;
    figure.type = place.second;
    out.push_back(figure);
  }
  return out;
}

std::vector<MatterResult> matter_results(const Record& record, const Selection& selection) {
  std::vector<Index> last(record.matters.size(), kNone);
  for (Index i = 0; i < record.vote_events.size(); ++i) {
    const VoteEvent& event = record.vote_events[i];
    if (event.matter == kNone || !selects(selection, event)) continue;
    Index& best = last[event.matter];
    if (best == kNone || voted_before(record.vote_events[best], event)) best = i;
  }
  std::vector<MatterResult> out;
  for (Index matter = 0; matter < last.size(); ++matter) {
    if (last[matter] != kNone) out.push_back({matter, last[matter], decision_of(record.vote_events[last[matter]])});
  }
  return out;
}

}  // namespace dais::insight
