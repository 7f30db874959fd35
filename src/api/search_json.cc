// SPDX-License-Identifier: Apache-2.0
#include <charconv>

#include "api/to_json.h"

namespace dais::api {
namespace {

JsonValue meeting_of(const archive::EventSummary& event) {
  return {{"id", event.ref.id},
          {"external_id", text_or_null(event.ref.external_id)},
          {"name", event.ref.name},
          {"body", event.body.name},
          {"body_id", text_or_null(event.body.id)},
          {"datetime", datetime(event.start)},
          {"timezone", event.timezone}};
}

JsonArray sounds_of(const archive::SearchHit& hit) {
  JsonArray sounds;
  for (const search::SoundAlike& one : hit.sounds_like)
    sounds.emplace_back(JsonValue{{"asked", one.asked}, {"heard", one.heard}});
  return sounds;
}

JsonValue hit_to_json(const archive::SearchHit& hit) {
  return {{"event", meeting_of(hit.event)},
          {"session", hit.session},
          {"start_seconds", hit.start_seconds},
          {"end_seconds", hit.end_seconds},
          {"speaker", text_or_null(hit.speaker.name)},
          {"speaker_id", text_or_null(hit.speaker.id)},
          {"speaker_evidence", text_or_null(hit.speaker_evidence)},
          {"text", hit.text},
          {"snippet_html", hit.snippet_html},
          {"score", hit.score},
          {"more_in_meeting", hit.more_in_meeting},
          {"sounds_like", sounds_of(hit)},
          {"url", hit.url}};
}

JsonValue found_to_json(const archive::PersonSummary& person) {
  return {{"id", person.ref.id},
          {"name", person.ref.name},
          {"external_id", text_or_null(person.ref.external_id)},
          {"title", text_or_null(person.title)},
          {"url", "/people/" + person.ref.id}};
}

JsonValue found_to_json(const archive::MatterSummary& matter) {
  return {{"id", matter.ref.id},
          {"name", matter.ref.name},
          {"external_id", text_or_null(matter.ref.external_id)},
          {"title", text_or_null(matter.title)},
          {"status", text_or_null(matter.status)},
          {"url", "/matters/" + matter.ref.id}};
}

JsonValue found_to_json(const archive::ItemHit& item) {
  return {{"id", item.id},
          {"name", item.name},
          {"agenda_number", text_or_null(item.agenda_number)},
          {"matter", item.matter.id.empty() ? JsonValue(nullptr) : to_json(item.matter)},
          {"event", meeting_of(item.event)},
          {"url", item.url}};
}

JsonValue found_to_json(const archive::DocumentHit& document) {
  return {{"title", document.title},
          {"kind", document.kind},
          {"page", document.page},
          {"pages", document.pages},
          {"event", document.event ? meeting_of(*document.event) : JsonValue(nullptr)},
          {"matter_id", text_or_null(document.matter.id)},
          {"snippet_html", document.snippet_html},
          {"score", document.score},
          {"url", document.url}};
}

template <typename T>
JsonValue group_to_json(const archive::Group<T>& group) {
  JsonArray items;
  for (const T& one : group.items) items.emplace_back(found_to_json(one));
  return {{"total", group.total}, {"items", std::move(items)}};
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

std::string_view name_of(archive::Dropped dropped) {
  switch (dropped) {
    case archive::Dropped::kWords:
    case archive::Dropped::kFilterWords:
      return "words";
    case archive::Dropped::kBody:
      return "body";
    case archive::Dropped::kPerson:
      return "person";
    case archive::Dropped::kEvent:
      return "event";
    case archive::Dropped::kDates:
      return "dates";
  }
  return "words";
}

JsonArray nearest_of(const archive::SearchView& found) {
  JsonArray out;
  for (const archive::Nearest& nearest : found.nearest)
    out.emplace_back(JsonValue{{"dropped", name_of(nearest.dropped)},
                               {"words", text_or_null(nearest.words)},
                               {"text", nearest.text},
                               {"total", nearest.total}});
  return out;
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
            {"kind", text_or_null(found.kind)},
            {"understood", found.understood},
            {"terms", JsonArray(found.terms.begin(), found.terms.end())}}},
          {"total", found.total},
          {"meetings", found.meetings},
          {"total_is_exact", found.total_is_exact},
          {"complete", found.is_complete},
          {"hits", moments_json(found.hits)},
          {"facets", facets_of(found)},
          {"named", {{"people", refs_of(found.people.items)}, {"matters", refs_of(found.matters.items)}}},
          {"groups",
           {{"people", group_to_json(found.people)},
            {"matters", group_to_json(found.matters)},
            {"items", group_to_json(found.items)},
            {"documents", group_to_json(found.documents)}}},
          {"suggestion", found.suggestion ? JsonValue(*found.suggestion) : JsonValue(nullptr)},
          {"unsaid", JsonArray(found.unsaid.begin(), found.unsaid.end())},
          {"nearest", nearest_of(found)},
          {"next", text_or_null(found.next)},
          {"took_ms", found.took_ms},
          {"searched", to_json(found.searched)}};
}

JsonValue to_json(const archive::Suggested& suggested) {
  return {{"kind", suggested.kind},
          {"text", suggested.text},
          {"detail", text_or_null(suggested.detail)},
          {"url", text_or_null(suggested.url)}};
}

}  // namespace dais::api
