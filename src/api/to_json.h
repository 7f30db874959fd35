// SPDX-License-Identifier: Apache-2.0
// Views of the archive → JSON: the one place that says how each looks. openapi.json describes the same shapes.
// Everywhere: datetimes are UTC in ISO 8601 with their IANA zone beside them, seconds are places in a recording, what a
// source did not say is null, enumerations are words, `url` is the address of the page for people.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "archive/views.h"

namespace dais::api {

using JsonObject = boost::json::object;
using JsonArray = boost::json::array;
using JsonValue = boost::json::value;

// ---- parts

JsonValue text_or_null(std::string_view text);
JsonValue datetime(Instant instant);
JsonValue datetime(const std::optional<Instant>& instant);
JsonValue seconds_or_null(const std::optional<double>& seconds);
/// "/events/ID": the page of a record, null where it has none.
JsonValue page_url(std::string_view collection, std::string_view id);

/// {"id","name","external_id"}; null for nobody and nothing.
JsonValue to_json(const archive::Ref& ref);
JsonValue to_json(const archive::FileLink& file);
JsonValue to_json(const archive::Suggested& suggested);
JsonValue to_json(const archive::Provenance& provenance);
JsonValue to_json(const archive::Tally& tally);

/// What every record begins with: id, name, external_id, url.
JsonObject record_head(const archive::Ref& ref, std::string_view collection);

// ---- meetings (events_json.cc)

JsonValue to_json(const archive::EventSummary& event);
JsonValue to_json(const archive::EventView& event);
/// `event_id` may be empty where the item's meeting is not in the archive.
JsonValue item_to_json(const archive::AgendaItem& item, std::string_view event_id);
/// "/api/v1/events/ID/sessions/N/transcript" without its ending.
std::string transcript_address(std::string_view event_id, int session);

// ---- votes (votes_json.cc)

std::string_view method_name(archive::VoteMethod method);
/// "yes", "no", "tie"; null where no rows were counted.
JsonValue majority_json(const archive::VoteEventSummary& vote);
JsonValue to_json(const archive::VoteEventSummary& vote);
JsonValue to_json(const archive::VoteEventView& vote);
JsonValue to_json(const archive::PersonVote& vote);

/// {"vote_event","value","class"} where one person was asked for, {"vote_event","a","b","same"} for two.
JsonValue to_json(const archive::VoteLine& line);
JsonValue to_json(const archive::AttendedMeeting& meeting);

// ---- people (people_json.cc)

JsonValue to_json(const archive::RoleView& role);
JsonValue to_json(const archive::PersonSummary& person);
JsonValue to_json(const archive::PersonView& person);

// ---- matters (matters_json.cc)

JsonValue to_json(const archive::MatterSummary& matter);
JsonValue to_json(const archive::MatterView& matter);

// ---- bodies, what the archive holds (bodies_json.cc)

JsonValue to_json(const archive::BodySummary& body);
JsonValue to_json(const archive::BodyView& body);
JsonValue to_json(const archive::Holdings& holdings);

// ---- search (search_json.cc)

JsonValue to_json(const archive::SearchView& found);
JsonArray moments_json(const std::vector<archive::SearchHit>& hits);

// ---- lists, of anything above

template <typename T>
JsonArray array_of(const std::vector<T>& items) {
  JsonArray out;
  out.reserve(items.size());
  for (const T& item : items) out.emplace_back(to_json(item));
  return out;
}

/// {"items","next","total"}.
template <typename T>
JsonObject list_of(const archive::Page<T>& page) {
  return {{"items", array_of(page.items)}, {"next", text_or_null(page.next)}, {"total", page.total}};
}

}  // namespace dais::api
