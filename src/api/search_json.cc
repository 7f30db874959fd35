// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "api/to_json.h"

namespace dais::api {
namespace {

JsonValue hit_to_json(const archive::SearchHit& hit) {
  const archive::EventSummary& event = hit.event;
  return {{"event",
           {{"id", event.ref.id},
            {"external_id", text_or_null(event.ref.external_id)},
            {"name", event.ref.name},
            {"body", event.body.name},
            {"body_id", text_or_null(event.body.id)},
            {"datetime", datetime(event.start)},
            {"timezone", event.timezone}}},
          {"session", hit.session},
          {"start_seconds", hit.start_seconds},
          {"end_seconds", hit.end_seconds},
          {"speaker", text_or_null(hit.speaker.name)},
          {"speaker_id", text_or_null(hit.speaker.id)},
          {"speaker_evidence", text_or_null(hit.speaker_evidence)},
          {"text", hit.text},
          {"snippet_html", hit.snippet_html},
          {"score", hit.score},
          {"url", hit.url}};
}

JsonValue body_facet(const archive::Facet& facet) {
  return {{"id", facet.id}, {"name", facet.name}, {"count", facet.count}};
}

JsonValue year_facet(const archive::Facet& facet) {
  int year = 0;
  std::from_chars(facet.id.data(), facet.id.data() + facet.id.size(), year);
  return {{"value", year}, {"count", facet.count}};
}

JsonValue facets_of(const archive::SearchView& found) {
  JsonArray bodies;
  for (const auto& facet : found.bodies) bodies.emplace_back(body_facet(facet));
  JsonArray years;
  for (const auto& facet : found.years) years.emplace_back(year_facet(facet));
  return {{"body", std::move(bodies)}, {"year", std::move(years)}};
}

template <typename Summary>
JsonArray refs_of(const std::vector<Summary>& summaries) {
  JsonArray refs;
  for (const Summary& summary : summaries) refs.emplace_back(to_json(summary.ref));
  return refs;
}

}  // namespace

JsonArray moments_json(const std::vector<archive::SearchHit>& hits) {
  JsonArray out;
  for (const auto& hit : hits) out.emplace_back(hit_to_json(hit));
  return out;
}

JsonValue to_json(const archive::SearchView& found) {
  return {{"query",
           {{"text", found.text},
            {"understood", found.understood},
            {"terms", JsonArray(found.terms.begin(), found.terms.end())}}},
          {"total", found.total},
          {"total_is_exact", found.total_is_exact},
          {"hits", moments_json(found.hits)},
          {"facets", facets_of(found)},
          {"named", {{"people", refs_of(found.people)}, {"matters", refs_of(found.matters)}}},
          {"suggestion", found.suggestion ? JsonValue(*found.suggestion) : JsonValue(nullptr)},
          {"next", text_or_null(found.next)},
          {"took_ms", found.took_ms},
          {"searched", to_json(found.searched)}};
}

}  // namespace dais::api
