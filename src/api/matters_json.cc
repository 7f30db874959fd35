// SPDX-License-Identifier: Apache-2.0
#include "api/to_json.h"

namespace dais::api {
namespace {

JsonObject summary_of(const archive::MatterSummary& matter) {
  JsonObject out = record_head(matter.ref, "matters");
  out["title"] = text_or_null(matter.title);
  out["matter_type"] = text_or_null(matter.matter_type);
  out["status"] = text_or_null(matter.status);
  out["introduced"] = datetime(matter.introduced);
  out["timezone"] = matter.timezone;
  out["prime_sponsor"] = to_json(matter.prime_sponsor);
  out["sponsor_count"] = matter.sponsor_count;
  out["withdrawn"] = matter.withdrawn;
  return out;
}

JsonValue action_to_json(const archive::MatterActionView& action) {
  return {{"datetime", datetime(action.date)},
          {"action", text_or_null(action.action)},
          {"description", text_or_null(action.description)},
          {"outcome", text_or_null(action.outcome)},
          {"body", to_json(action.body)},
          {"event", to_json(action.event)},
          {"vote", action.vote ? to_json(*action.vote) : JsonValue(nullptr)}};
}

}  // namespace

JsonValue to_json(const archive::MatterSummary& matter) { return summary_of(matter); }

JsonValue to_json(const archive::MatterView& matter) {
  JsonArray actions;
  for (const auto& action : matter.actions) actions.emplace_back(action_to_json(action));
  JsonObject out = summary_of(matter.summary);
  out["summary"] = text_or_null(matter.summary_text);
  out["text"] = text_or_null(matter.text);
  out["enactment_number"] = text_or_null(matter.enactment_number);
  out["passed"] = datetime(matter.passed);
  out["enacted"] = datetime(matter.enacted);
  out["body"] = to_json(matter.body);
  out["sponsors"] = array_of(matter.sponsors);
  out["files"] = array_of(matter.files);
  JsonArray texts;
  for (const auto& text : matter.earlier_texts) texts.push_back({{"text", text.text}, {"until", datetime(text.until)}});
  out["actions"] = std::move(actions);
  out["moments"] = moments_json(matter.moments);
  out["earlier_texts"] = std::move(texts);
  out["provenance"] = to_json(matter.provenance);
  return out;
}

}  // namespace dais::api
