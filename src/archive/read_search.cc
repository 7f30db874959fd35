// SPDX-License-Identifier: Apache-2.0
// Search: the index answers with moments of sessions, the catalog says which meetings they are.
#include <algorithm>
#include <chrono>
#include <cmath>

#include "archive/catalog_reader.h"

namespace dais::archive {

using store::integer_of;
using store::Row;
using store::Rows;
using store::text_of;

namespace {

/// Deeper than this nobody pages; a program asks for a narrower time instead.
constexpr std::int64_t kMaxOffset = 10'000;

Result<search::Sort> sort_of(const std::string& sort) {
  if (sort.empty() || sort == "relevance") return search::Sort::kRelevance;
  if (sort == "newest") return search::Sort::kNewest;
  if (sort == "oldest") return search::Sort::kOldest;
  return fail(ErrorCode::kBadRequest, "sort: \"" + sort + "\" is none of relevance, newest, oldest");
}

Result<std::size_t> offset_of(const std::string& cursor) {
  if (cursor.empty()) return 0;
  const Result<Cursor> decoded = decode_cursor(ListOf::kSearch, cursor);
  if (!decoded) return fail(decoded.error());
  const std::int64_t offset = integer_of(decoded->key);
  if (decoded->id != "search" || offset < 0 || offset > kMaxOffset)
    return fail(ErrorCode::kBadRequest, "cursor: not one that this archive gave out");
  return static_cast<std::size_t>(offset);
}

std::string url_of(const EventSummary& event, int session, double seconds) {
  return "/events/" + event.ref.id + "?s=" + std::to_string(session) +
         "&t=" + std::to_string(static_cast<std::int64_t>(std::floor(seconds)));
}

std::vector<Facet> facets_of(const std::vector<search::FacetCount>& counts) {
  std::vector<Facet> facets;
  facets.reserve(counts.size());
  for (const search::FacetCount& count : counts) facets.push_back({count.id, count.name, count.count});
  return facets;
}

}  // namespace

Result<SearchView> CatalogReader::search(const SearchRequest& request) {
  const auto began = std::chrono::steady_clock::now();
  const Result<search::Sort> sort = sort_of(request.sort);
  if (!sort) return fail(sort.error());
  const Result<std::size_t> offset = offset_of(request.paging.cursor);
  if (!offset) return fail(offset.error());
  search::Query query;
  query.text = request.text;
  query.body_id = request.body_id;
  query.person_id = request.person_id;
  query.event_id = request.event_id;
  query.from = request.from;
  query.to = request.to;
  query.sort = *sort;
  query.words = request.words == WordsWanted::kAll ? search::WordsAsked::kAll : search::WordsAsked::kAsFits;
  query.limit = request.paging.limit;
  query.offset = *offset;
  Result<search::Answer> answer = index_->find(query);
  if (!answer) return fail(std::move(answer.error()));

  SearchView view;
  view.text = request.text;
  view.understood = answer->understood;
  view.terms = answer->terms;
  view.total = answer->total;
  view.total_is_exact = answer->total_is_exact;
  view.suggestion = answer->suggestion;
  view.bodies = facets_of(answer->bodies);
  for (const auto& [year, hits] : answer->years)
    view.years.push_back({std::to_string(year), std::to_string(year), hits});
  if (Status added = add_hits(view, answer->hits); !added) return fail(added.error());
  if (*offset == 0) {
    if (Status added = add_named_records(view); !added) return fail(added.error());
  }
  const std::int64_t shown = static_cast<std::int64_t>(*offset + answer->hits.size());
  if (answer->has_more && shown <= kMaxOffset)
    view.next = encode_cursor(ListOf::kSearch, {store::Value{shown}, "search"});
  Result<Holdings> held = holdings();
  if (!held) return fail(std::move(held.error()));
  view.searched = *held;
  view.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
  return view;
}

/// "Int 0001-2022" or a member's name in the search box means the record as well as the words.
Status CatalogReader::add_named_records(SearchView& view) {
  constexpr std::size_t kNamedRecords = 3;
  constexpr std::size_t kShortest = 3;
  constexpr std::size_t kLongest = 100;
  if (view.text.size() < kShortest || view.text.size() > kLongest) return {};
  MatterFilter matter;
  matter.text = view.text;
  auto named_matters = matters(matter, {kNamedRecords, ""});
  if (!named_matters) return fail(std::move(named_matters.error()));
  view.matters = std::move(named_matters->items);
  view.matters_in_all = named_matters->total;
  PersonFilter person;
  person.text = view.text;
  auto named_people = people(person, {kNamedRecords, ""});
  if (!named_people) return fail(std::move(named_people.error()));
  view.people = std::move(named_people->items);
  return {};
}

Status CatalogReader::add_hits(SearchView& view, const std::vector<search::Hit>& hits) {
  if (hits.empty()) return {};
  Ids event_ids;
  Ids session_ids;
  for (const search::Hit& hit : hits) {
    event_ids.push_back(hit.event_id);
    session_ids.push_back(hit.session_id);
  }
  const auto events = events_of_ids(event_ids);
  if (!events) return fail(events.error());
  const Result<Rows> sessions =
      database_->query("select id, session_index from session where id " + database_->in_list("$1"),
                       {database_->list_value(session_ids)});
  if (!sessions) return fail(sessions.error());
  const Result<const Speakers*> known = speakers();
  if (!known) return fail(known.error());
  for (const search::Hit& hit : hits) {
    const auto event =
        std::ranges::find_if(*events, [&](const EventSummary& summary) { return summary.ref.id == hit.event_id; });
    const auto session =
        std::ranges::find_if(*sessions, [&](const Row& row) { return text_of(row[0]) == hit.session_id; });
    // Between two commits the index may be ahead of the catalog that this reader sees, or behind it.
    if (event == events->end() || session == sessions->end()) continue;
    const KnownPerson* speaker = hit.speaker.empty() ? nullptr : (*known)->find(hit.speaker, event->start);
    const int index = static_cast<int>(integer_of((*session)[1]));
    view.hits.push_back({*event,
                         index,
                         hit.start_seconds,
                         hit.end_seconds,
                         {speaker == nullptr ? "" : speaker->id, hit.speaker, ""},
                         hit.text,
                         hit.snippet_html,
                         hit.score,
                         url_of(*event, index, hit.start_seconds),
                         (*known)->evidence(hit.speaker, event->start)});
  }
  return {};
}

}  // namespace dais::archive
