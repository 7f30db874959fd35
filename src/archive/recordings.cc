// SPDX-License-Identifier: Apache-2.0
#include "archive/recordings.h"

#include <algorithm>
#include <array>

#include "archive/kept_transcript.h"
#include "os/said.h"

namespace dais::archive {
namespace {

using enum store::ColumnType;
constexpr std::array<store::Column, 15> kColumns = {{{"session_id"},
                                                     {"uri"},
                                                     {"made_from"},
                                                     {"made_at", kTime},
                                                     {"content_hash"},
                                                     {"bytes", kInteger},
                                                     {"duration_seconds", kReal},
                                                     {"has_video", kTruth},
                                                     {"width", kInteger},
                                                     {"height", kInteger},
                                                     {"media_blob"},
                                                     {"audio_blob"},
                                                     {"thumbnail_blob"},
                                                     {"waveform_blob"},
                                                     {"note"}}};

std::optional<std::int64_t> maybe_integer(const store::Value& value) {
  if (store::is_null(value)) return std::nullopt;
  return store::integer_of(value);
}

Recording recording_of(const store::Row& row) {
  using store::text_of;
  Recording out;
  out.session_id = text_of(row[0]);
  out.uri = text_of(row[1]);
  out.made_from = text_of(row[2]);
  out.made_at = store::instant_of(row[3]);
  out.content_hash = text_of(row[4]);
  out.bytes = maybe_integer(row[5]);
  out.duration_seconds = store::maybe_real(row[6]);
  out.has_video = store::integer_of(row[7]) != 0;
  out.width = maybe_integer(row[8]);
  out.height = maybe_integer(row[9]);
  out.media_blob = text_of(row[10]);
  out.audio_blob = text_of(row[11]);
  out.thumbnail_blob = text_of(row[12]);
  out.waveform_blob = text_of(row[13]);
  out.note = text_of(row[14]);
  return out;
}

}  // namespace

std::string without_place(std::string message, std::initializer_list<std::string_view> places) {
  for (const std::string_view place : places) {
    if (!place.empty() && message.starts_with(std::string(place) + ": ")) message.erase(0, place.size() + 2);
  }
  // What others said is for the operator.
  message.resize(std::min(message.size(), message.find(os::kItSaid)));
  return message.starts_with('/') ? "cannot be read" : message;
}

Result<std::vector<Recording>> load_recordings(store::Database& database, const std::string& session_id) {
  const Result<store::Rows> rows = database.query(
      "select session_id, uri, made_from, made_at, content_hash, bytes, duration_seconds, has_video, width, height, "
      "media_blob, audio_blob, thumbnail_blob, waveform_blob, note from recording where $1 = '' or session_id = $2",
      {session_id, session_id});
  if (!rows) return fail(rows.error());
  std::vector<Recording> out;
  out.reserve(rows->size());
  for (const store::Row& row : *rows) out.push_back(recording_of(row));
  return out;
}

Result<std::optional<Recording>> load_recording(store::Database& database, const std::string& session_id) {
  auto found = load_recordings(database, session_id);
  if (!found) return fail(std::move(found.error()));
  return found->empty() ? std::nullopt : std::optional(std::move(found->front()));
}

Status keep_recording(store::Database& database, const Recording& recording) {
  using store::of;
  using store::of_text;
  const store::Row row = {recording.session_id,
                          of_text(recording.uri),
                          recording.made_from,
                          of(recording.made_at),
                          of_text(recording.content_hash),
                          of(recording.bytes),
                          of(recording.duration_seconds),
                          of(recording.has_video),
                          of(recording.width),
                          of(recording.height),
                          of_text(recording.media_blob),
                          of_text(recording.audio_blob),
                          of_text(recording.thumbnail_blob),
                          of_text(recording.waveform_blob),
                          of_text(recording.note)};
  if (Status kept = database.upsert("recording", kColumns, 1, {row}); !kept) return kept;
  return announce(database);
}

}  // namespace dais::archive
