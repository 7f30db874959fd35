// SPDX-License-Identifier: Apache-2.0
#include "api/to_json.h"

namespace dais::api {
namespace {

JsonValue to_json(const archive::Change& change) {
  return {{"field", change.field},
          {"old_value", change.old_value},
          {"new_value", change.new_value},
          {"when", datetime(change.when)}};
}

JsonArray changes_of(const archive::Provenance& provenance) {
  JsonArray out;
  for (const auto& change : provenance.changes) out.emplace_back(to_json(change));
  return out;
}

}  // namespace

JsonValue text_or_null(std::string_view text) { return text.empty() ? JsonValue(nullptr) : JsonValue(text); }

JsonValue datetime(Instant instant) { return JsonValue(format_utc(instant)); }

JsonValue datetime(const std::optional<Instant>& instant) { return instant ? datetime(*instant) : JsonValue(nullptr); }

JsonValue seconds_or_null(const std::optional<double>& seconds) {
  return seconds ? JsonValue(*seconds) : JsonValue(nullptr);
}

JsonValue page_url(std::string_view collection, std::string_view id) {
  if (id.empty()) return nullptr;
  return JsonValue("/" + std::string(collection) + "/" + std::string(id));
}

JsonValue to_json(const archive::Ref& ref) {
  if (ref.id.empty() && ref.name.empty() && ref.external_id.empty()) return nullptr;
  return {{"id", text_or_null(ref.id)}, {"name", ref.name}, {"external_id", text_or_null(ref.external_id)}};
}

JsonValue to_json(const archive::FileLink& file) {
  return {{"name", file.name},
          {"uri", file.uri},
          {"pages", file.pages == 0 ? JsonValue(nullptr) : JsonValue(file.pages)},
          {"note", text_or_null(file.note)}};
}

JsonValue to_json(const archive::Provenance& provenance) {
  return {{"source", provenance.source},
          {"external_id", text_or_null(provenance.external_id)},
          {"source_uri", text_or_null(provenance.source_uri)},
          {"first_seen", datetime(provenance.first_seen)},
          {"last_changed", datetime(provenance.last_changed)},
          {"withdrawn", datetime(provenance.withdrawn)},
          {"changes", changes_of(provenance)}};
}

JsonValue to_json(const archive::Tally& tally) {
  JsonObject out;
  for (const auto vote_class : domain::kVoteClasses) out[domain::name_of(vote_class)] = tally.of(vote_class);
  return out;
}

JsonObject record_head(const archive::Ref& ref, std::string_view collection) {
  return {{"id", ref.id},
          {"name", ref.name},
          {"external_id", text_or_null(ref.external_id)},
          {"url", page_url(collection, ref.id)}};
}

}  // namespace dais::api
