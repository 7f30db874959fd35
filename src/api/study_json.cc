// SPDX-License-Identifier: Apache-2.0
#include "api/study_json.h"

#include <algorithm>

#include "http/message.h"

namespace dais::api {
namespace {

using search::QuotePieceKind;

const char* name_of(QuotePieceKind kind) {
  switch (kind) {
    case QuotePieceKind::kContext:
      return "context";
    case QuotePieceKind::kSame:
      return "same";
    case QuotePieceKind::kSaidOnly:
      return "said_only";
    case QuotePieceKind::kQuotedOnly:
      return "quoted_only";
    case QuotePieceKind::kSkipped:
      return "skipped";
  }
  return "context";
}

const char* name_of(archive::Per per) {
  if (per == archive::Per::kQuarter) return "quarter";
  return per == archive::Per::kYear ? "year" : "month";
}

JsonValue event_json(const archive::EventSummary& event) {
  return {{"id", event.ref.id},
          {"external_id", text_or_null(event.ref.external_id)},
          {"name", event.ref.name},
          {"body", event.body.name},
          {"body_id", text_or_null(event.body.id)},
          {"datetime", datetime(event.start)},
          {"timezone", event.timezone}};
}

JsonValue place_json(const archive::QuotedMoment& moment) {
  JsonArray speakers;
  for (const archive::Ref& speaker : moment.speakers)
    speakers.push_back({{"id", text_or_null(speaker.id)}, {"name", text_or_null(speaker.name)}});
  JsonArray pieces;
  for (const search::QuotePiece& piece : moment.place.pieces)
    pieces.push_back({{"kind", name_of(piece.kind)}, {"text", piece.text}, {"words", piece.words}});
  return {{"event", event_json(moment.event)},
          {"session", moment.session},
          {"start_seconds", moment.place.start_seconds},
          {"end_seconds", moment.place.end_seconds},
          {"speakers", std::move(speakers)},
          {"likeness", moment.place.likeness},
          {"same_words", moment.place.same_words},
          {"pieces", std::move(pieces)},
          {"url", moment.url}};
}

/// ISO dates compare as texts; instants with a time are longer and narrow no further here.
std::string moments_url(const archive::TrendSeries& series, const archive::TrendPeriod& period,
                        const TrendLinks& links) {
  const bool by_body = links.apart == archive::Apart::kBody;
  const bool by_person = links.apart == archive::Apart::kPerson;
  http::Fields fields = {{"q", series.query},
                         {"body", by_body ? series.group.id : links.body},
                         {"person", by_person ? series.group.id : links.person},
                         {"from", std::max(period.first_day, links.from)},
                         {"to", links.to.empty() ? period.last_day : std::min(period.last_day, links.to)}};
  std::erase_if(fields, [](const auto& field) { return field.second.empty(); });
  return "/search?" + http::encode_query(fields);
}

JsonValue share_json(const archive::TrendPoint& point) {
  const auto share = point.per_10000();
  return share ? JsonValue(*share) : JsonValue(nullptr);
}

JsonValue series_json(const archive::TrendsView& view, const archive::TrendSeries& series, const TrendLinks& links) {
  JsonArray points;
  for (std::size_t i = 0; i < series.points.size(); ++i) {
    const archive::TrendPeriod& period = view.periods[i];
    const archive::TrendPoint& point = series.points[i];
    points.push_back({{"period", period.name},
                      {"from", period.first_day},
                      {"to", period.last_day},
                      {"count", point.count},
                      {"words", point.words},
                      {"per_10000", share_json(point)},
                      {"url", moments_url(series, period, links)}});
  }
  JsonValue group = nullptr;
  if (!series.group.id.empty()) group = {{"id", series.group.id}, {"name", series.group.name}};
  return {{"term", series.term},          {"understood", series.understood}, {"group", std::move(group)},
          {"count", series.in_all.count}, {"words", series.in_all.words},    {"per_10000", share_json(series.in_all)},
          {"points", std::move(points)}};
}

}  // namespace

JsonValue to_json(const archive::QuoteView& view) {
  JsonArray places;
  for (const archive::QuotedMoment& moment : view.places) places.emplace_back(place_json(moment));
  return {{"text", view.text},
          {"quoted_words", view.quoted_words},
          {"places", std::move(places)},
          {"searched", to_json(view.searched)}};
}

JsonValue to_json(const archive::TrendsView& view, const TrendLinks& links) {
  JsonArray series;
  for (const archive::TrendSeries& each : view.series) series.emplace_back(series_json(view, each, links));
  return {{"per", name_of(view.per)},
          {"series", std::move(series)},
          {"more_groups", view.more_groups},
          {"searched", to_json(view.searched)}};
}

JsonValue to_json(const archive::LikeView& view) {
  return {{"event", event_json(view.event)},
          {"session", view.session},
          {"start_seconds", view.start_seconds},
          {"text", view.text},
          {"url", view.url},
          {"words", JsonArray(view.words.begin(), view.words.end())},
          {"hits", moments_json(view.found.hits)}};
}

JsonValue to_json(const std::string& text, const std::vector<search::RelatedWord>& related) {
  JsonArray words;
  for (const search::RelatedWord& word : related)
    words.push_back({{"word", word.word}, {"passages", word.passages}, {"strength", word.strength}});
  return {{"text", text}, {"words", std::move(words)}};
}

}  // namespace dais::api
