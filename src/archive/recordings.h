// SPDX-License-Identifier: Apache-2.0
// What is kept of a session's recording: our own work beside the record, made again when it is lost.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/database.h"

namespace dais::archive {

struct Recording {
  std::string session_id;
  std::string uri;        ///< as it was fetched; empty: the file came with the record
  std::string made_from;  ///< digest of what the rest was made from and by which version
  Instant made_at;
  std::string content_hash;  ///< SHA-256 of the file as it was fetched
  std::optional<std::int64_t> bytes;
  std::optional<double> duration_seconds;
  bool has_video = false;
  std::optional<std::int64_t> width;   ///< pixels
  std::optional<std::int64_t> height;
  // Names of blobs; empty: not kept.
  std::string media_blob;
  std::string audio_blob;  ///< Opus
  std::string thumbnail_blob;
  std::string waveform_blob;
  std::string note;  ///< why it cannot be had or read, in words for readers; empty: nothing is wrong with it
};

/// `message` without the file or address that it begins with, where that is one of `places`: readers are shown neither
/// paths of the machine nor an address twice. One that names another file says only that it cannot be read.
std::string without_place(std::string message, std::initializer_list<std::string_view> places);

Result<std::optional<Recording>> load_recording(store::Database& database, const std::string& session_id);
/// Of one session, or of all where its id is empty.
Result<std::vector<Recording>> load_recordings(store::Database& database, const std::string& session_id);
/// Within the caller's transaction; readers see it from then on.
Status keep_recording(store::Database& database, const Recording& recording);

}  // namespace dais::archive
