// SPDX-License-Identifier: Apache-2.0
// Moments on the pages of records: what a person said last, and where a matter is spoken of in the meetings that took
// it up; and the texts that a matter had before.
#include <algorithm>
#include <unordered_set>

#include "archive/catalog_reader.h"
#include "archive/spoken_names.h"

namespace dais::archive {

using store::Row;
using store::Rows;
using store::text_of;

namespace {

constexpr std::size_t kPersonMoments = 5;
constexpr std::size_t kMomentsAMeeting = 3;
constexpr std::size_t kMeetingsSearched = 12;

}  // namespace

Result<std::vector<SearchHit>> CatalogReader::moments(const search::Query& query) {
  const Result<search::Answer> answer = index_->find(query);
  if (!answer) return fail(answer.error());
  SearchView view;
  if (Status added = add_hits(view, answer->hits); !added) return fail(added.error());
  return std::move(view.hits);
}

Status CatalogReader::add_person_moments(PersonView& view) {
  if (view.summary.spoken_count == 0) return {};
  search::Query query;
  query.person_id = view.summary.ref.id;
  query.sort = search::Sort::kNewest;
  query.limit = kPersonMoments;
  auto found = moments(query);
  if (!found) return fail(std::move(found.error()));
  view.moments = std::move(*found);
  return {};
}

Status CatalogReader::add_matter_moments(MatterView& view) {
  search::Query query;
  query.text = spoken_query(view.summary.ref.name, view.summary.matter_type);
  if (query.text.empty()) return {};
  query.limit = kMomentsAMeeting;
  Ids events;
  for (const MatterActionView& action : view.actions) {
    if (!action.event.id.empty() && std::ranges::find(events, action.event.id) == events.end())
      events.push_back(action.event.id);
  }
  if (events.empty()) return {};
  const Result<Rows> rows = database_->query(
      "select distinct s.event_id from transcript t join session s on s.id = t.session_id where t.withdrawn is null "
      "and s.event_id " +
          database_->in_list("$1"),
      {database_->list_value(events)});
  if (!rows) return fail(rows.error());
  std::unordered_set<std::string> transcribed;
  for (const Row& row : *rows) transcribed.insert(text_of(row[0]));
  std::erase_if(events, [&](const std::string& id) { return !transcribed.contains(id); });
  if (events.size() > kMeetingsSearched) events.resize(kMeetingsSearched);
  for (const std::string& event : events) {
    query.event_id = event;
    auto found = moments(query);
    if (!found) return fail(std::move(found.error()));
    std::ranges::sort(*found, {}, [](const SearchHit& hit) { return std::pair(hit.session, hit.start_seconds); });
    std::ranges::move(*found, std::back_inserter(view.moments));
  }
  return {};
}

Status CatalogReader::add_earlier_texts(MatterView& view) {
  const Result<Rows> rows = database_->query(
      "select h.old_value, h.changed_at from history h join matter_text x on x.id = h.record_id where h.kind = "
      "'matter_text' and h.field = 'text' and x.matter_id = $1 order by h.changed_at desc, h.nth desc",
      {view.summary.ref.id});
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) {
    if (!text_of(row[0]).empty()) view.earlier_texts.push_back({text_of(row[0]), store::instant_of(row[1])});
  }
  return {};
}

}  // namespace dais::archive
