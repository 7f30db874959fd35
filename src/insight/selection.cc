// SPDX-License-Identifier: Apache-2.0
#include "insight/selection.h"

#include <algorithm>

namespace dais::insight {
namespace {

bool within(const Selection& selection, const std::optional<Instant>& when) {
  if (selection.from && (!when || *when < *selection.from)) return false;
  return !selection.to || (when && *when < *selection.to);
}

std::optional<Instant> time_of(const VoteEvent& event) { return event.date; }
std::optional<Instant> time_of(const Meeting& meeting) { return meeting.start; }

template <typename Place>
void newest_first(std::vector<Index>& found, const std::vector<Place>& places) {
  std::ranges::sort(found, [&places](Index a, Index b) {
    const auto left = time_of(places[a]);
    const auto right = time_of(places[b]);
    if (left != right) return left > right;
    return places[a].id < places[b].id;
  });
}

bool fits_person(const Record& record, const VoteQuestion& question, const VoteEvent& event) {
  if (!question.person) return true;
  const auto vote = record.vote_of(event, *question.person);
  if (!vote || (question.vote_class && *vote != *question.vote_class)) return false;
  if (question.side == Side::kAgainstMajority) {
    if (!is_yes_or_no(*vote) || event.majority == Majority::kTie) return false;
    if ((*vote == domain::VoteClass::kYes) == (event.majority == Majority::kYes)) return false;
  }
  if (!question.with) return true;
  const auto other = record.vote_of(event, *question.with);
  if (!other || !is_yes_or_no(*vote) || !is_yes_or_no(*other)) return false;
  return !question.accord || (*question.accord == Accord::kSame) == (*vote == *other);
}

bool fits(const Record& record, const VoteQuestion& question, const VoteEvent& event) {
  if (!selects(question.selection, event)) return false;
  if (question.stated == Stated::kDisagrees && !event.disagrees()) return false;
  if (question.matter_type && (event.matter == kNone || record.matters[event.matter].type != *question.matter_type))
    return false;
  return fits_person(record, question, event);
}

}  // namespace

bool is_yes_or_no(domain::VoteClass vote_class) {
  return vote_class == domain::VoteClass::kYes || vote_class == domain::VoteClass::kNo;
}

bool selects(const Selection& selection, const VoteEvent& event) {
  if (selection.body && event.body != *selection.body) return false;
  if (selection.year && event.year != *selection.year) return false;
  if (selection.contested == Contested::kOnly && !event.contested()) return false;
  return within(selection, event.date);
}

std::vector<Index> find_vote_events(const Record& record, const VoteQuestion& question) {
  std::vector<Index> found;
  for (Index i = 0; i < record.vote_events.size(); ++i) {
    if (fits(record, question, record.vote_events[i])) found.push_back(i);
  }
  newest_first(found, record.vote_events);
  return found;
}

std::vector<Index> select_vote_events(const Record& record, const Selection& selection) {
  return find_vote_events(record, {.selection = selection});
}

std::vector<Index> select_roll_calls(const Record& record, const Selection& selection) {
  std::vector<bool> contested;
  if (selection.contested == Contested::kOnly) {
    contested.resize(record.meetings.size());
    for (const VoteEvent& event : record.vote_events) {
      if (event.meeting != kNone && event.contested()) contested[event.meeting] = true;
    }
  }
  std::vector<Index> found;
  for (Index i = 0; i < record.meetings.size(); ++i) {
    const Meeting& meeting = record.meetings[i];
    if (meeting.presence_count == 0 || (selection.body && meeting.body != *selection.body)) continue;
    if (selection.year && meeting.year != *selection.year) continue;
    if (!contested.empty() && !contested[i]) continue;
    if (within(selection, meeting.start)) found.push_back(i);
  }
  newest_first(found, record.meetings);
  return found;
}

}  // namespace dais::insight
