// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "api/to_json.h"

namespace dais::api {
namespace {

std::string_view state_name(archive::EventState state) {
  switch (state) {
    case archive::EventState::kUpcoming:
      return "upcoming";
    case archive::EventState::kCancelled:
      return "cancelled";
    case archive::EventState::kHeld:
      break;
  }
  return "held";
}

std::string_view media_name(archive::MediaKind kind) {
  switch (kind) {
    case archive::MediaKind::kVideo:
      return "video";
    case archive::MediaKind::kAudio:
      return "audio";
    case archive::MediaKind::kElsewhere:
      return "elsewhere";
    case archive::MediaKind::kNone:
      break;
  }
  return "none";
}

std::string_view kind_name(domain::TranscriptKind kind) {
  switch (kind) {
    case domain::TranscriptKind::kHuman:
      return "human";
    case domain::TranscriptKind::kMachine:
      return "machine";
    case domain::TranscriptKind::kDraft:
      return "draft";
    case domain::TranscriptKind::kCaptions:
      break;
  }
  return "captions";
}

std::string session_address(std::string_view event_id, int session) {
  return "/api/v1/events/" + std::string(event_id) + "/sessions/" + std::to_string(session);
}

/// Each once, in the order they first speak.
JsonArray speakers_of(const archive::SessionView& session) {
  JsonArray out;
  std::vector<const archive::Ref*> seen;
  for (const archive::Ref& speaker : session.speakers) {
    const auto same = [&](const archive::Ref* other) { return other->id == speaker.id && other->name == speaker.name; };
    if ((speaker.name.empty() && speaker.id.empty()) || std::ranges::any_of(seen, same)) continue;
    seen.push_back(&speaker);
    out.emplace_back(to_json(speaker));
  }
  return out;
}

JsonArray evidence_of(const archive::SessionView& session) {
  JsonArray out;
  for (const archive::Identified& known : session.identified) {
    out.push_back({{"label", known.label}, {"person", to_json(known.person)}, {"evidence", known.evidence}});
  }
  return out;
}

/// Captions and most recognisers say nothing of how sure they are.
JsonValue stated_or_null(double confidence) { return confidence > 0 ? JsonValue(confidence) : JsonValue(); }

JsonValue transcript_to_json(const archive::SessionView& session, std::string_view event_id) {
  if (!session.transcript) return nullptr;
  const domain::Transcript& transcript = *session.transcript;
  const std::string address = transcript_address(event_id, session.index);
  return {{"generator", text_or_null(transcript.generator)},
          {"kind", kind_name(transcript.kind)},
          {"confidence", stated_or_null(transcript.confidence)},
          {"language", text_or_null(transcript.language)},
          {"created", datetime(transcript.created)},
          {"sentence_count", transcript.sentences.size()},
          {"speakers", speakers_of(session)},
          {"speaker_evidence", evidence_of(session)},
          {"json", address + ".json"},
          {"vtt", address + ".vtt"},
          {"srt", address + ".srt"},
          {"txt", address + ".txt"}};
}

/// All transcripts of a session, the one shown first.
JsonArray transcripts_of(const archive::SessionView& session, std::string_view event_id) {
  const std::string address = transcript_address(event_id, session.index);
  JsonArray out;
  for (const archive::TranscriptNote& note : session.transcripts) {
    out.push_back({{"id", note.id},
                   {"generator", text_or_null(note.generator)},
                   {"kind", kind_name(note.kind)},
                   {"confidence", stated_or_null(note.confidence)},
                   {"since", datetime(note.since)},
                   {"fault", text_or_null(note.fault)},
                   {"json", address + ".json?transcript=" + note.id}});
  }
  return out;
}

JsonValue session_to_json(const archive::SessionView& session, std::string_view event_id) {
  return {{"index", session.index},
          {"id", session.id},
          {"url", "/events/" + std::string(event_id) + "?s=" + std::to_string(session.index)},
          {"datetime", datetime(session.start)},
          {"media", media_name(session.media)},
          {"media_uri", text_or_null(session.media_uri)},
          {"chapters", session_address(event_id, session.index) + "/chapters.vtt"},
          {"caption_uri", text_or_null(session.caption_uri)},
          {"clip_start_seconds", session.clip_start_seconds},
          {"clip_end_seconds", seconds_or_null(session.clip_end_seconds)},
          {"recording_seconds", seconds_or_null(session.recording_seconds)},
          {"recording_fault", text_or_null(session.recording_fault)},
          {"audio_uri", text_or_null(session.kept_audio)},
          {"thumbnail_uri", text_or_null(session.thumbnail)},
          {"transcript", transcript_to_json(session, event_id)},
          {"transcripts", transcripts_of(session, event_id)}};
}

JsonObject summary_of(const archive::EventSummary& event) {
  JsonObject out = record_head(event.ref, "events");
  out["body"] = to_json(event.body);
  out["datetime"] = datetime(event.start);
  out["timezone"] = event.timezone;
  out["state"] = state_name(event.state);
  out["status"] = text_or_null(event.status);
  out["location"] = text_or_null(event.location);
  out["comment"] = text_or_null(event.comment);
  out["has_recording"] = event.has_recording;
  out["has_transcript"] = event.has_transcript;
  out["item_count"] = event.item_count;
  out["vote_count"] = event.vote_count;
  out["duration_seconds"] = event.duration_seconds > 0 ? JsonValue(event.duration_seconds) : JsonValue(nullptr);
  out["thumbnail_uri"] = text_or_null(event.thumbnail);
  out["withdrawn"] = event.withdrawn;
  return out;
}

}  // namespace

std::string transcript_address(std::string_view event_id, int session) {
  return session_address(event_id, session) + "/transcript";
}

namespace {

JsonValue moment_to_json(const archive::AgendaItem& item, std::string_view event_id) {
  if (!item.moment) return nullptr;
  const archive::ItemMoment& moment = *item.moment;
  const std::string place = "?s=" + std::to_string(moment.session) +
                            "&t=" + std::to_string(static_cast<std::int64_t>(std::floor(moment.seconds)));
  return {{"session", moment.session},
          {"seconds", moment.seconds},
          {"stated", moment.origin == archive::TimeOrigin::kStated},
          {"confidence", moment.confidence},
          {"why", text_or_null(moment.why)},
          {"url", event_id.empty() ? JsonValue(nullptr) : JsonValue("/events/" + std::string(event_id) + place)}};
}

}  // namespace

JsonValue item_to_json(const archive::AgendaItem& item, std::string_view event_id) {
  const bool has_place = !event_id.empty() && !item.id.empty();
  return {{"id", text_or_null(item.id)},
          {"url", has_place ? JsonValue("/events/" + std::string(event_id) + "#item-" + item.id) : JsonValue(nullptr)},
          {"index", item.index},
          {"agenda_number", text_or_null(item.agenda_number)},
          {"name", item.name},
          {"description", text_or_null(item.description)},
          {"action", text_or_null(item.action)},
          {"decision", text_or_null(item.decision)},
          {"matter", to_json(item.matter)},
          {"matter_type", text_or_null(item.matter_type)},
          {"matter_title", text_or_null(item.matter_title)},
          {"start_seconds", seconds_or_null(item.start_seconds)},
          {"moment", moment_to_json(item, event_id)},
          {"files", array_of(item.files)},
          {"votes", array_of(item.votes)},
          {"withdrawn", item.withdrawn}};
}

JsonValue to_json(const archive::EventSummary& event) { return summary_of(event); }

JsonValue to_json(const archive::EventView& event) {
  const std::string& id = event.summary.ref.id;
  JsonArray sessions;
  for (const auto& session : event.sessions) sessions.emplace_back(session_to_json(session, id));
  JsonArray items;
  for (const auto& item : event.items) items.emplace_back(item_to_json(item, id));
  JsonArray attendance;
  for (const auto& row : event.attendance)
    attendance.push_back({{"person", to_json(row.person)}, {"value", row.value}});
  JsonObject out = summary_of(event.summary);
  out["agenda_uri"] = text_or_null(event.agenda_uri);
  out["minutes_uri"] = text_or_null(event.minutes_uri);
  out["agenda_note"] = text_or_null(event.agenda_note);
  out["minutes_note"] = text_or_null(event.minutes_note);
  out["sessions"] = std::move(sessions);
  out["items"] = std::move(items);
  out["attendance"] = std::move(attendance);
  out["previous_id"] = text_or_null(event.previous_id);
  out["next_id"] = text_or_null(event.next_id);
  out["provenance"] = to_json(event.provenance);
  return out;
}

}  // namespace dais::api
