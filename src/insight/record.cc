// SPDX-License-Identifier: Apache-2.0
#include "insight/record.h"

#include <algorithm>

namespace dais::insight {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string plain(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
  std::string out(text);
  std::ranges::transform(out, out.begin(), lower);
  return out;
}

bool is_one_of(std::string_view text, const std::vector<std::string>& plain_words) {
  return std::ranges::find(plain_words, plain(text)) != plain_words.end();
}

/// Whether one word of `text` is among them: "Approved, by Council" has "approved", "Disapproved by Council" has not.
bool has_one_of(std::string_view text, const std::vector<std::string>& plain_words) {
  const std::string folded = plain(text);
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80U; };
  for (auto at = folded.begin(); at != folded.end();) {
    at = std::find_if(at, folded.end(), is_letter);
    const auto end = std::find_if_not(at, folded.end(), is_letter);
    if (at != end && std::ranges::find(plain_words, std::string_view(at, end)) != plain_words.end()) return true;
    at = end;
  }
  return false;
}

/// Orders the rows by where they belong and by person, leaves the first of each, and tells each place its rows.
template <typename Row, typename Place>
void settle(std::vector<std::pair<Index, Row>>& rows, std::vector<Row>& out, std::vector<Place>& places,
            Index Place::* first, Index Place::* count) {
  const auto key = [](const std::pair<Index, Row>& row) { return std::pair(row.first, row.second.person); };
  std::ranges::stable_sort(rows, {}, key);
  const auto repeated = std::ranges::unique(rows, {}, key);
  rows.erase(repeated.begin(), repeated.end());
  out.reserve(rows.size());
  for (const auto& [place, row] : rows) {
    Place& owner = places.at(place);
    if (owner.*count == 0) owner.*first = static_cast<Index>(out.size());
    ++(owner.*count);
    out.push_back(row);
  }
}

}  // namespace

std::optional<domain::VoteClass> Record::vote_of(const VoteEvent& event, Index person) const {
  const auto rows = rows_of(event);
  const auto found = std::ranges::lower_bound(rows, person, {}, &VoteRow::person);
  if (found == rows.end() || found->person != person) return std::nullopt;
  return found->vote_class;
}

std::optional<Index> Record::find_person(std::string_view id) const {
  const auto found = person_by_id.find(std::string(id));
  return found == person_by_id.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Index> Record::find_body(std::string_view id) const {
  const auto found = body_by_id.find(std::string(id));
  return found == body_by_id.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Index> Record::find_matter_type(std::string_view type) const {
  const auto found = std::ranges::find(matter_types, type);
  return found == matter_types.end() ? std::nullopt : std::optional(static_cast<Index>(found - matter_types.begin()));
}

RecordBuilder::RecordBuilder(Words words) : words_(std::move(words)) {
  for (auto* list : {&words_.present_values, &words_.success_statuses, &words_.approving_words}) {
    for (std::string& word : *list) word = plain(word);
  }
}

Index RecordBuilder::Pool::place_of(std::string_view text, std::vector<std::string>& texts) {
  if (text.empty()) return kNone;
  const auto [found, added] = places.try_emplace(std::string(text), static_cast<Index>(texts.size()));
  if (added) texts.emplace_back(text);
  return found->second;
}

Index RecordBuilder::add_person(Named person) {
  const auto index = static_cast<Index>(record_.persons.size());
  record_.person_by_id.try_emplace(person.id, index);
  record_.persons.push_back(std::move(person));
  return index;
}

Index RecordBuilder::add_body(Named body) {
  const auto index = static_cast<Index>(record_.bodies.size());
  record_.body_by_id.try_emplace(body.id, index);
  record_.bodies.push_back(std::move(body));
  return index;
}

Index RecordBuilder::add_matter(Matter matter, std::string_view type, std::string_view status) {
  matter.type = types_.place_of(type, record_.matter_types);
  matter.status = statuses_.place_of(status, record_.statuses);
  matter.success = is_one_of(status, words_.success_statuses) ? Success::kReached : Success::kNotReached;
  record_.matters.push_back(std::move(matter));
  return static_cast<Index>(record_.matters.size() - 1);
}

Index RecordBuilder::add_meeting(Meeting meeting) {
  record_.meetings.push_back(std::move(meeting));
  return static_cast<Index>(record_.meetings.size() - 1);
}

Index RecordBuilder::add_vote_event(VoteEvent event, std::string_view action) {
  event.motion = has_one_of(action, words_.approving_words) ? Motion::kApproves : Motion::kOther;
  record_.vote_events.push_back(std::move(event));
  return static_cast<Index>(record_.vote_events.size() - 1);
}

void RecordBuilder::add_vote(Index vote_event, Index person, domain::VoteClass vote_class) {
  votes_.emplace_back(vote_event, VoteRow{person, vote_class});
}

void RecordBuilder::add_presence(Index meeting, Index person, std::string_view value) {
  const Index place = values_.place_of(value, record_.presence_values);
  if (place != kNone && place >= presence_of_value_.size())
    presence_of_value_.push_back(is_one_of(value, words_.present_values) ? Presence::kPresent : Presence::kNotPresent);
  const Presence presence = place == kNone ? Presence::kNotPresent : presence_of_value_[place];
  presences_.emplace_back(meeting, PresenceRow{person, place, presence});
}

void RecordBuilder::add_part(Index meeting, Part part) { record_.meetings.at(meeting).add(part); }

void RecordBuilder::add_sponsor(Index matter, Index person) { sponsors_.emplace_back(matter, person); }

Record RecordBuilder::finish() {
  settle(votes_, record_.votes, record_.vote_events, &VoteEvent::first_row, &VoteEvent::row_count);
  for (VoteEvent& event : record_.vote_events) {
    for (const VoteRow& row : record_.rows_of(event))
      ++event.tally.by_class.at(static_cast<std::size_t>(row.vote_class));
    event.majority = majority(event.tally);
    if (event.row_count > 0 && event.meeting != kNone) add_part(event.meeting, Part::kVotes);
  }
  settle(presences_, record_.presences, record_.meetings, &Meeting::first_presence, &Meeting::presence_count);
  for (Meeting& meeting : record_.meetings) {
    if (meeting.presence_count > 0) meeting.add(Part::kRollCall);
  }
  std::ranges::stable_sort(sponsors_, {}, &std::pair<Index, Index>::first);
  for (const auto& [matter, person] : sponsors_) {
    Matter& owner = record_.matters.at(matter);
    if (owner.sponsor_count == 0) owner.first_sponsor = static_cast<Index>(record_.sponsors.size());
    if (std::ranges::find(record_.sponsors_of(owner), person) != record_.sponsors_of(owner).end()) continue;
    ++owner.sponsor_count;
    record_.sponsors.push_back(person);
  }
  return std::move(record_);
}

}  // namespace dais::insight
