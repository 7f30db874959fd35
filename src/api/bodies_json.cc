// SPDX-License-Identifier: Apache-2.0
#include "api/to_json.h"

namespace dais::api {
namespace {

JsonObject summary_of(const archive::BodySummary& body) {
  JsonObject out = record_head(body.ref, "bodies");
  out["classification"] = text_or_null(body.classification);
  out["description"] = text_or_null(body.description);
  out["is_active"] = body.is_active;
  out["event_count"] = body.event_count;
  out["member_count"] = body.member_count;
  out["last_event"] = datetime(body.last_event);
  out["timezone"] = body.timezone;
  return out;
}

}  // namespace

JsonValue to_json(const archive::BodySummary& body) { return summary_of(body); }

JsonValue to_json(const archive::BodyView& body) {
  JsonArray members;
  for (const auto& member : body.members)
    members.push_back({{"person", to_json(member.person)}, {"role", to_json(member.role)}});
  JsonObject out = summary_of(body.summary);
  out["members"] = std::move(members);
  out["upcoming"] = array_of(body.upcoming);
  out["events"] = list_of(body.events);
  out["provenance"] = to_json(body.provenance);
  return out;
}

JsonValue to_json(const archive::Holdings& holdings) {
  return {{"events", holdings.events},
          {"events_with_transcript", holdings.events_with_transcript},
          {"transcript_hours", holdings.transcript_hours},
          {"matters", holdings.matters},
          {"votes", holdings.votes},
          {"people", holdings.people},
          {"bodies", holdings.bodies},
          {"first_event", datetime(holdings.first_event)},
          {"last_event", datetime(holdings.last_event)}};
}

}  // namespace dais::api
