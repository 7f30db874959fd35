// SPDX-License-Identifier: Apache-2.0
// Search: the index answers with moments of sessions, the catalog says which meetings they are.
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <map>

#include <fmt/format.h>

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

constexpr std::array<std::string_view, 6> kKinds = {"", "moment", "person", "matter", "item", "document"};
constexpr const char* kKindNames = "moment, person, matter, item, document";

/// Of kind:WORD; empty where the word names none.
std::string_view kind_named(const search::NameFilter& filter) {
  static const std::map<std::string_view, std::string_view> kWords = {
      {"moment", "moment"}, {"moments", "moment"}, {"passage", "moment"},    {"person", "person"},
      {"people", "person"}, {"matter", "matter"},  {"matters", "matter"},    {"item", "item"},
      {"items", "item"},    {"agenda", "item"},    {"document", "document"}, {"documents", "document"},
      {"file", "document"}};
  const auto found = filter.words.empty() ? kWords.end() : kWords.find(filter.words.front());
  return found == kWords.end() ? std::string_view() : found->second;
}

/// The first that is.
std::string kind_asked_in(const search::ParsedQuery& parsed) {
  for (const search::NameFilter& filter : parsed.kinds) {
    if (filter.wanted == search::Wanted::kYes && !kind_named(filter).empty()) return std::string(kind_named(filter));
  }
  return "";
}

/// What is said of kinds that there are not.
std::string note_on_kinds(const search::ParsedQuery& parsed) {
  std::string note;
  for (const search::NameFilter& filter : parsed.kinds) {
    if (kind_named(filter).empty())
      note += fmt::format(" (“{}” is no kind: write one of {})", filter.shown, kKindNames);
  }
  return note;
}

search::Query query_of(const SearchRequest& request) {
  search::Query query;
  query.text = request.text;
  query.body_id = request.body_id;
  query.person_id = request.person_id;
  query.event_id = request.event_id;
  query.from = request.from;
  query.to = request.to;
  query.words = request.words == WordsWanted::kAll ? search::WordsAsked::kAll : search::WordsAsked::kAsFits;
  query.limit = request.paging.limit;
  return query;
}

}  // namespace

std::vector<search::SessionSpan> session_spans(const Spans& spans) {
  std::vector<search::SessionSpan> out;
  for (const auto& [session, of_session] : spans.by_session()) {
    for (const auto& [from, to] : of_session) out.push_back({session, from, to});
  }
  return out;
}

Result<SearchView> CatalogReader::search(const SearchRequest& request) {
  const auto began = std::chrono::steady_clock::now();
  const Result<search::Sort> sort = sort_of(request.sort);
  if (!sort) return fail(sort.error());
  const Result<std::size_t> offset = offset_of(request.paging.cursor);
  if (!offset) return fail(offset.error());
  if (std::ranges::find(kKinds, request.kind) == kKinds.end())
    return fail(ErrorCode::kBadRequest, "kind: \"" + request.kind + "\" is none of " + kKindNames);
  search::Query query = query_of(request);
  query.sort = *sort;
  query.offset = *offset;
  SearchView view;
  view.text = request.text;
  const search::ParsedQuery parsed = search::parse_query(request.text);
  view.kind = request.kind.empty() ? kind_asked_in(parsed) : request.kind;
  const bool lists_moments = view.kind.empty() || view.kind == "moment";
  auto spans = asked_spans(parsed);
  if (!spans) return fail(std::move(spans.error()));
  if (*spans) query.spans = session_spans(**spans);
  const Result<Listed> listed = lists_moments ? add_moments(view, query) : add_listed_group(view, request, query);
  if (!listed) return fail(listed.error());
  const auto note_on_votes = this->note_on_votes(parsed);
  if (!note_on_votes) return fail(note_on_votes.error());
  view.understood += note_on_kinds(parsed) + *note_on_votes;
  if (view.kind.empty() && *offset == 0) {
    if (Status added = add_groups(view, request, query); !added) return fail(added.error());
  }
  if (lists_moments && view.total == 0 && *offset == 0) {
    if (Status added = add_nearest(view, query); !added) return fail(added.error());
  }
  const auto shown = static_cast<std::int64_t>(*offset + listed->rows);
  if (listed->has_more && listed->rows > 0 && shown <= kMaxOffset)
    view.next = encode_cursor(ListOf::kSearch, {store::Value{shown}, "search"});
  Result<Holdings> held = holdings();
  if (!held) return fail(std::move(held.error()));
  view.searched = *held;
  view.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
  return view;
}

Result<CatalogReader::Listed> CatalogReader::add_moments(SearchView& view, const search::Query& query) {
  Result<search::Answer> answer = index_->find(query);
  if (!answer) return fail(std::move(answer.error()));
  view.understood = answer->understood;
  view.terms = answer->terms;
  view.total = answer->total;
  view.meetings = answer->meetings;
  view.total_is_exact = answer->total_is_exact;
  view.is_complete = answer->is_complete;
  view.suggestion = answer->suggestion;
  view.bodies = facets_of(answer->bodies);
  for (const auto& [year, hits] : answer->years)
    view.years.push_back({std::to_string(year), std::to_string(year), hits});
  if (Status added = add_hits(view, answer->hits); !added) return fail(added.error());
  return Listed{answer->hits.size(), answer->has_more};
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
                         hit.more_in_meeting,
                         (*known)->evidence(hit.speaker, event->start),
                         hit.sounds_like});
  }
  return {};
}

}  // namespace dais::archive
