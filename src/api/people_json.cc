// SPDX-License-Identifier: Apache-2.0
#include "api/to_json.h"

namespace dais::api {
namespace {

JsonObject summary_of(const archive::PersonSummary& person) {
  JsonObject out = record_head(person.ref, "people");
  out["seat"] = text_or_null(person.seat);
  out["title"] = text_or_null(person.title);
  out["is_active"] = person.is_active;
  out["vote_count"] = person.vote_count;
  out["sponsored_count"] = person.sponsored_count;
  out["spoken_count"] = person.spoken_count;
  return out;
}

}  // namespace

JsonValue to_json(const archive::RoleView& role) {
  return {{"title", text_or_null(role.title)}, {"body", to_json(role.body)}, {"seat", text_or_null(role.seat)},
          {"start", datetime(role.start)},     {"end", datetime(role.end)},  {"current", role.current}};
}

JsonValue to_json(const archive::PersonSummary& person) { return summary_of(person); }

JsonValue to_json(const archive::PersonView& person) {
  JsonObject out = summary_of(person.summary);
  out["timezone"] = person.timezone;
  out["also_known_as"] = JsonArray(person.also_known_as.begin(), person.also_known_as.end());
  out["email"] = text_or_null(person.email);
  out["phone"] = text_or_null(person.phone);
  out["website"] = text_or_null(person.website);
  out["picture_uri"] = text_or_null(person.picture_uri);
  out["roles"] = array_of(person.roles);
  out["tally"] = to_json(person.tally);
  out["votes"] = list_of(person.votes);
  out["sponsored"] = array_of(person.sponsored);
  out["moments"] = moments_json(person.moments);
  out["provenance"] = to_json(person.provenance);
  return out;
}

}  // namespace dais::api
