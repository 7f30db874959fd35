// SPDX-License-Identifier: Apache-2.0
// Recorder: events with their sessions, transcripts, agenda items, votes and roll calls.
#include <algorithm>

#include "archive/cdp_ids.h"
#include "archive/kept_transcript.h"
#include "archive/names.h"
#include "archive/recorder.h"
#include "base/ids.h"
#include "speech/captions.h"

namespace dais::archive {

using domain::Standing;
using store::of;
using store::of_text;
using store::Value;
namespace tables = store::tables;

namespace {

std::optional<Instant> start_of(const domain::Event& event) {
  if (event.start) return event.start;
  const domain::Session* first = nullptr;
  for (const domain::Session& session : event.sessions) {
    if (session.start && (first == nullptr || session.index < first->index)) first = &session;
  }
  return first == nullptr ? std::nullopt : first->start;
}

std::chrono::sys_time<std::chrono::microseconds> precise_start(const domain::Event& event, Instant start) {
  return start + std::chrono::microseconds(event.start ? event.start_microseconds : 0);
}

/// An item that says of its matter no more than which it is leaves the matter to a record of its own. That one's
/// history states when and how the vote ended (under the same id); the votes themselves may come with either.
bool matter_tells_of_votes(const domain::EventItem& item) {
  const auto& matter = item.matter;
  return matter && matter->standing == Standing::kMentioned && !matter->title && !matter->status &&
         !matter->matter_type && !item.external_id.empty();
}

}  // namespace

Status Recorder::record_event(const domain::Event& event, Brought& brought) {
  if (event.body.name.empty()) return fail(ErrorCode::kBadInput, "an event without a body");
  const std::optional<Instant> start = start_of(event);
  if (!start) return fail(ErrorCode::kBadInput, "an event without a time: neither it nor a session of it says when");
  if (event.timezone && !is_time_zone(*event.timezone)) {
    return fail(ErrorCode::kBadInput, "timezone: \"" + *event.timezone + "\" is no IANA time zone");
  }
  const std::string body_id = put_body(event.body, Standing::kStated);
  const std::string id = identity_->find_or_make("event", event.external_id, body_id + " " + format_utc(*start));
  merge_->put(tables::kEvent, id, event.external_id,
              {body_id, of(*start), event.timezone.value_or(zone_.name), of(event.location), of(event.status),
               of(event.comment), of(event.agenda_uri), of(event.minutes_uri), of(event.source_uri),
               of(event.static_thumbnail_uri), of(event.hover_thumbnail_uri)});
  link_cdp("event", cdp_id_of_event(cdp_id_of_name(event.body.name), precise_start(event, *start)), id);
  brought.records.emplace_back("event", id);
  ++brought.events;
  for (const domain::Session& session : event.sessions) {
    if (Status put = put_session(session, id, brought); !put) return put;
  }
  merge_->complete(tables::kSession, "event_id", id);
  if (!event.items || others_.has_agenda_of(id)) return {};
  std::int64_t place = 0;
  for (const domain::EventItem& item : *event.items) put_item(item, id, body_id, *start, place++, brought);
  merge_->complete(tables::kEventItem, "event_id", id);
  merge_->complete(tables::kEventItemFile, "event_id", id);
  merge_->complete(tables::kAttendance, "event_id", id);
  return {};
}

Status Recorder::put_session(const domain::Session& session, const std::string& event_id, Brought& brought) {
  const std::string key = session.external_id.empty() ? "#" + std::to_string(session.index) : session.external_id;
  const std::string id = make_id({"session", event_id, key});
  std::string media_blob;
  if (session.media_path) {
    const Result<std::string> kept = blobs_->put_file(*session.media_path);
    if (kept) {
      media_blob = *kept;
    } else {
      brought.refused.emplace_back("video_uri", kept.error());
    }
  }
  merge_->put(tables::kSession, id, session.external_id,
              {event_id, of(session.index), of(session.start), of_text(session.media_uri), of_text(media_blob),
               of(session.clip_start_seconds), of(session.clip_end_seconds), of(session.caption_uri)});
  if (!session.caption) return {};
  return put_transcript(session, id, brought);
}

Status Recorder::put_transcript(const domain::Session& session, const std::string& session_id, Brought& brought) {
  const domain::Caption& caption = *session.caption;
  Result<speech::Captions> read = speech::read_captions(caption.content, caption.uri);
  if (!read) {
    brought.refused.emplace_back("caption_uri", read.error());
    return {};
  }
  for (const std::string& warning : read->warnings) brought.warnings.push_back(caption.uri + ": " + warning);
  if (spelling_ != nullptr) {
    if (Status cared = spelling_->care_for(read->transcript); !cared) return cared;
  }
  const Result<KeptTranscript> kept =
      keep_text(*blobs_, session_id, read->transcript, {caption.uri, caption.content, read->is_cdp_transcript});
  if (!kept) return fail(kept.error());
  merge_->put(tables::kTranscript, kept->id, "", kept->fields);
  merge_->complete(tables::kTranscript, "session_id", session_id);
  ++brought.transcripts;
  return {};
}

std::string Recorder::item_id(const domain::EventItem& item, const std::string& event_id) {
  if (!item.external_id.empty()) return make_id({"event_item", source_, item.external_id});
  const std::string matter = item.matter ? item.matter->external_id + item.matter->name : "";
  const int nth = ++times_named_[item.name + '\x1f' + matter];
  return make_id({"event_item", event_id, item.name, matter, std::to_string(nth)});
}

void Recorder::put_item(const domain::EventItem& item, const std::string& event_id, const std::string& body_id,
                        Instant start, std::int64_t place, Brought& brought) {
  const std::string id = item_id(item, event_id);
  const std::string matter_id = item.matter ? put_matter(*item.matter) : "";
  if (item.matter && item.matter->actions) put_actions(*item.matter, matter_id, brought);
  merge_->put(tables::kEventItem, id, item.external_id,
              {event_id, of(item.index ? std::int64_t{*item.index} : place), of(item.agenda_number), of_text(item.name),
               of(item.description), of(item.action), of(item.decision), of(item.method), of(item.start_seconds),
               of_text(matter_id)});
  ++brought.items;
  if (item.files) {
    std::int64_t file_place = 0;
    for (const domain::File& file : *item.files) {
      merge_->put(tables::kEventItemFile, make_id({"event_item_file", id, file.name, file.uri}), file.external_id,
                  {event_id, id, of(file_place++), of_text(file.name), of_text(file.uri)});
    }
  }
  put_attendance(item, event_id, id);
  if (!item.votes || item.votes->empty() || others_.has_votes_of(event_id)) return;
  const std::string vote_event_id = make_id({"vote_event", item.external_id.empty() ? id : source_, item.external_id});
  const Standing standing = matter_tells_of_votes(item) ? Standing::kMentioned : Standing::kStated;
  const Value method = standing == Standing::kMentioned ? Value{} : of(item.method);
  merge_->put(tables::kVoteEvent, vote_event_id, item.external_id,
              {event_id, id, of_text(matter_id), body_id, of(start), of(item.action), of(item.decision), method},
              standing);
  put_votes(*item.votes, vote_event_id, brought);
}

void Recorder::put_attendance(const domain::EventItem& item, const std::string& event_id, const std::string& item_id) {
  if (!item.roll_call) return;
  std::map<std::string, int> times;
  std::int64_t place = 0;
  for (const domain::Attendance& row : *item.roll_call) {
    const std::string person_id = put_person(row.person);
    const std::string nth = std::to_string(++times[person_id]);
    merge_->put(tables::kAttendance, make_id({"attendance", item_id, person_id, nth}), "",
                {event_id, item_id, person_id, of(place++), row.value});
  }
}

}  // namespace dais::archive
