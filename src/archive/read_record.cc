// SPDX-License-Identifier: Apache-2.0
// The rows behind the figures: which vote events and roll calls they are is answered by the voting record in memory;
// what is shown of those of one page is read from the catalog.
#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "archive/catalog_reader.h"
#include "archive/names.h"
#include "archive/vote_classes.h"

namespace dais::archive {

using insight::Index;
using store::Row;
using store::Rows;
using store::text_of;

namespace {

store::Value key_of(const std::optional<Instant>& when) { return when ? store::of(*when) : store::Value{}; }

std::optional<Instant> time_of(const insight::VoteEvent& event) { return event.date; }
std::optional<Instant> time_of(const insight::Meeting& meeting) { return meeting.start; }

/// The part of `found` (newest first, then by id) that the paging asks for, and the cursor of the next one.
template <typename Place>
Result<Page<Index>> part_of(const std::vector<Index>& found, const std::vector<Place>& places, const Paging& paging) {
  auto first = found.begin();
  if (!paging.cursor.empty()) {
    const Result<Cursor> cursor = decode_cursor(ListOf::kRecord, paging.cursor);
    if (!cursor) return fail(cursor.error());
    const std::optional<Instant> when = store::maybe_instant(cursor->key);
    first = std::ranges::find_if(found, [&](Index index) {
      const auto time = time_of(places[index]);
      return time != when ? time < when : places[index].id > cursor->id;
    });
  }
  Page<Index> page;
  page.total = static_cast<std::int64_t>(found.size());
  const auto left = static_cast<std::size_t>(found.end() - first);
  page.items.assign(first, first + static_cast<std::ptrdiff_t>(std::min(left, paging.limit)));
  if (left > paging.limit) {
    const Place& last = places[page.items.back()];
    page.next = encode_cursor(ListOf::kRecord, {key_of(time_of(last)), last.id});
  }
  return page;
}

/// An id that the record doesn't know has nothing in it.
bool narrow(const std::string& id, std::optional<Index> known, std::optional<Index>& into) {
  if (id.empty()) return true;
  into = known;
  return known.has_value();
}

/// Nothing where the filter names what the record does not have.
std::optional<insight::VoteQuestion> question_of(const insight::Record& record, const VoteFilter& filter) {
  insight::VoteQuestion question;
  question.selection.from = filter.from;
  question.selection.to = filter.to;
  question.selection.year = filter.year;
  question.selection.contested = filter.contested;
  question.vote_class = filter.vote_class;
  question.side = filter.side;
  question.accord = filter.accord;
  question.stated = filter.stated;
  const bool all_known = narrow(filter.body_id, record.find_body(filter.body_id), question.selection.body) &&
                         narrow(filter.person_id, record.find_person(filter.person_id), question.person) &&
                         narrow(filter.with_id, record.find_person(filter.with_id), question.with) &&
                         narrow(filter.matter_type, record.find_matter_type(filter.matter_type), question.matter_type);
  return all_known ? std::optional(question) : std::nullopt;
}

}  // namespace

Result<std::shared_ptr<const insight::Record>> CatalogReader::record() { return record_cache_->current(*database_); }

Result<std::vector<VoteEventSummary>> CatalogReader::votes_of_ids(const Ids& ids) {
  auto votes = vote_summaries("where v.id " + database_->in_list("$1"), {database_->list_value(ids)});
  if (!votes) return fail(std::move(votes.error()));
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < ids.size(); ++i) places.emplace(ids[i], i);
  std::ranges::sort(*votes, {}, [&places](const VoteEventSummary& vote) { return places.at(vote.ref.id); });
  return votes;
}

Result<std::vector<Index>> CatalogReader::found_votes(const insight::Record& record, const VoteFilter& filter) {
  const auto question = question_of(record, filter);
  if (!question) return std::vector<Index>{};
  std::vector<Index> found = insight::find_vote_events(record, *question);
  if (filter.text.empty()) return found;
  const Result<Rows> rows = database_->query(
      "select v.id from vote_event v left join matter m on m.id = v.matter_id left join event_item i on i.id = "
      "v.event_item_id where v.withdrawn is null and (lower(m.name) like $1 or lower(m.title) like $1 or lower(i.name) "
      "like $1)",
      {"%" + fold_name(filter.text) + "%"});
  if (!rows) return fail(rows.error());
  std::unordered_set<std::string> named;
  for (const Row& row : *rows) named.insert(text_of(row[0]));
  std::erase_if(found, [&](Index index) { return !named.contains(record.vote_events[index].id); });
  return found;
}

Status CatalogReader::add_casts(std::vector<VoteLine>& lines, const Ids& persons) {
  if (persons.empty() || lines.empty()) return {};
  std::unordered_map<std::string, VoteLine*> by_id;
  Ids ids;
  for (VoteLine& line : lines) {
    line.casts.resize(persons.size());
    by_id.emplace(line.vote_event.ref.id, &line);
    ids.push_back(line.vote_event.ref.id);
  }
  const Result<Rows> rows = database_->query(
      "select t.vote_event_id, coalesce(p.same_as, p.id), t.value, t.class from vote t join person p on p.id = "
      "t.person_id where t.withdrawn is null and t.vote_event_id " +
          database_->in_list("$1") + " and coalesce(p.same_as, p.id) " + database_->in_list("$2") + " order by t.id",
      {database_->list_value(ids), database_->list_value(persons)});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) {
    VoteLine& line = *by_id.at(text_of(row[0]));
    for (std::size_t i = 0; i < persons.size(); ++i) {
      if (persons[i] != text_of(row[1]) || line.casts[i]) continue;
      line.casts[i] = Cast{text_of(row[2]), class_named(text_of(row[3]))};
    }
  }
  return {};
}

Result<Page<VoteLine>> CatalogReader::votes(const VoteFilter& filter, const Paging& paging) {
  const auto record = this->record();
  if (!record) return fail(record.error());
  const auto found = found_votes(**record, filter);
  if (!found) return fail(found.error());
  Result<Page<Index>> part = part_of(*found, (*record)->vote_events, paging);
  if (!part) return fail(std::move(part.error()));
  Ids ids;
  for (const Index index : part->items) ids.push_back((*record)->vote_events[index].id);
  auto votes = votes_of_ids(ids);
  if (!votes) return fail(std::move(votes.error()));
  Page<VoteLine> page;
  page.total = part->total;
  page.next = std::move(part->next);
  for (VoteEventSummary& vote : *votes) page.items.push_back({std::move(vote), {}});
  Ids persons;
  if (!filter.person_id.empty()) persons.push_back(filter.person_id);
  if (!filter.with_id.empty()) persons.push_back(filter.with_id);
  if (Status added = add_casts(page.items, persons); !added) return fail(added.error());
  return page;
}

Result<Page<AttendedMeeting>> CatalogReader::attended(const AttendanceFilter& filter, const Paging& paging) {
  const auto held = this->record();
  if (!held) return fail(held.error());
  const insight::Record& record = **held;
  insight::Selection selection{
      .from = filter.from, .to = filter.to, .year = filter.year, .contested = filter.contested};
  const auto person = record.find_person(filter.person_id);
  std::unordered_map<std::string, insight::PresenceRow> rows;
  std::vector<Index> found;
  if (person && narrow(filter.body_id, record.find_body(filter.body_id), selection.body)) {
    for (const Index index : insight::select_roll_calls(record, selection)) {
      const auto presences = record.presences_of(record.meetings[index]);
      const auto row = std::ranges::find(presences, *person, &insight::PresenceRow::person);
      if (row == presences.end() || (filter.presence && row->presence != *filter.presence)) continue;
      found.push_back(index);
      rows.emplace(record.meetings[index].id, *row);
    }
  }
  Result<Page<Index>> part = part_of(found, record.meetings, paging);
  if (!part) return fail(std::move(part.error()));
  Ids ids;
  for (const Index index : part->items) ids.push_back(record.meetings[index].id);
  auto events = events_of_ids(ids);
  if (!events) return fail(std::move(events.error()));
  std::unordered_map<std::string, std::size_t> places;
  for (std::size_t i = 0; i < ids.size(); ++i) places.emplace(ids[i], i);
  std::ranges::sort(*events, {}, [&places](const EventSummary& event) { return places.at(event.ref.id); });
  Page<AttendedMeeting> page;
  page.total = part->total;
  page.next = std::move(part->next);
  for (EventSummary& event : *events) {
    const insight::PresenceRow& row = rows.at(event.ref.id);
    std::string value = row.value == insight::kNone ? "" : record.presence_values[row.value];
    page.items.push_back({std::move(event), std::move(value), row.presence});
  }
  return page;
}

}  // namespace dais::archive
