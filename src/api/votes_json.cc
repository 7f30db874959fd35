// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "api/to_json.h"

namespace dais::api {
namespace {

JsonObject summary_of(const archive::VoteEventSummary& vote) {
  JsonObject out = record_head(vote.ref, "votes");
  out["event"] = to_json(vote.event);
  out["body"] = to_json(vote.body);
  out["matter"] = to_json(vote.matter);
  out["matter_title"] = text_or_null(vote.matter_title);
  out["datetime"] = datetime(vote.date);
  out["timezone"] = vote.timezone;
  out["action"] = text_or_null(vote.action);
  out["stated_outcome"] = text_or_null(vote.stated_outcome);
  out["stated_passed"] = vote.stated_passed ? JsonValue(*vote.stated_passed) : JsonValue(nullptr);
  out["method"] = method_name(vote.method);
  out["tally"] = to_json(vote.tally);
  out["majority"] = majority_json(vote);
  out["outcome_disagrees"] = vote.outcome_disagrees;
  return out;
}

JsonValue row_to_json(const archive::VoteRow& row) {
  return {{"person", to_json(row.person)}, {"value", row.value}, {"class", domain::name_of(row.vote_class)}};
}

}  // namespace

std::string_view method_name(archive::VoteMethod method) {
  switch (method) {
    case archive::VoteMethod::kRollCall:
      return "roll_call";
    case archive::VoteMethod::kVoice:
      return "voice";
    case archive::VoteMethod::kConsent:
      return "consent";
    case archive::VoteMethod::kUnknown:
      break;
  }
  return "unknown";
}

JsonValue majority_json(const archive::VoteEventSummary& vote) {
  if (vote.tally.rows() == 0) return nullptr;
  switch (vote.majority) {
    case archive::Majority::kYes:
      return "yes";
    case archive::Majority::kNo:
      return "no";
    case archive::Majority::kTie:
      break;
  }
  return "tie";
}

JsonValue to_json(const archive::VoteEventSummary& vote) { return summary_of(vote); }

JsonValue to_json(const archive::VoteEventView& vote) {
  JsonArray rows;
  for (const auto& row : vote.rows) rows.emplace_back(row_to_json(row));
  const bool has_item = !vote.item.id.empty();
  JsonObject out = summary_of(vote.summary);
  out["item"] = has_item ? item_to_json(vote.item, vote.summary.event.id) : JsonValue(nullptr);
  out["rows"] = std::move(rows);
  out["provenance"] = to_json(vote.provenance);
  return out;
}

JsonValue to_json(const archive::PersonVote& vote) {
  return {{"vote_event", to_json(vote.vote_event)}, {"value", vote.value}, {"class", domain::name_of(vote.vote_class)}};
}

JsonValue to_json(const archive::VoteLine& line) {
  const auto cast_of = [](const std::optional<archive::Cast>& cast) -> JsonValue {
    if (!cast) return nullptr;
    return {{"value", cast->value}, {"class", domain::name_of(cast->vote_class)}};
  };
  if (line.casts.empty()) return to_json(line.vote_event);
  if (line.casts.size() == 1) {
    const archive::Cast cast = line.casts.front().value_or(archive::Cast{});
    return to_json(archive::PersonVote{line.vote_event, cast.value, cast.vote_class});
  }
  const auto& [a, b] = std::pair(line.casts[0], line.casts[1]);
  return {{"vote_event", to_json(line.vote_event)},
          {"a", cast_of(a)},
          {"b", cast_of(b)},
          {"same", a && b && a->vote_class == b->vote_class}};
}

JsonValue to_json(const archive::AttendedMeeting& meeting) {
  return {{"event", to_json(meeting.event)},
          {"value", text_or_null(meeting.value)},
          {"present", meeting.presence == insight::Presence::kPresent}};
}

}  // namespace dais::api
