// SPDX-License-Identifier: Apache-2.0
// What is to be done for a recording: pure, from what the archive holds, what the config wants, and what was tried.
//
//   captions ──┐
//   recording ─┼─ transcribe ── settle ── align
//
// captions fetches what the source names; recording fetches the recording itself and makes what is kept of it;
// transcribe has it written down where no good transcript came; settle judges the transcripts and puts the one that is
// shown into the index; align finds where the agenda items begin. Each is left out where it has nothing to do.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "archive/session_facts.h"
#include "config/config.h"
#include "pipeline/queue.h"

namespace dais::pipeline {

/// Part of every key below: a new way to do a step does it again.
inline constexpr int kRecordingVersion = 1;
inline constexpr int kTranscribeVersion = 1;
inline constexpr int kSettleVersion = 1;
inline constexpr int kAlignVersion = 1;

/// What the config asks for, as far as recordings go.
struct Wishes {
  config::Recordings recordings;
  std::vector<std::string> recognisers;  ///< their keys, in order; empty: nothing is transcribed
  std::map<std::string, std::string> captions_url;  ///< by source
};
Wishes wishes_of(const config::Config& config);

/// Jobs that ended and left something wanting all the same: they failed, or there was nothing to be had yet.
struct Tries {
  Instant last;
  std::int64_t times = 0;
};
struct Memory {
  std::set<std::string> steps;  ///< keys of steps that are done
  std::map<std::string, Tries> tries;  ///< by the unique key of the job
  Instant now;
};
/// Read from the queue's tables.
Result<Memory> load_memory(store::Database& database, Instant now);

/// It failed lately: it is tried again after a rest that grows.
bool rests(const Memory& memory, const std::string& unique_key);

/// Jobs that wait for one another, in the order of the picture; empty: nothing.
std::vector<NewJob> wanted_jobs(const archive::SessionFacts& facts, const Wishes& wishes, const Memory& memory);

/// The job that aligns the agenda with the transcript that is shown; none where it is done or cannot be.
std::optional<NewJob> wanted_alignment(const archive::SessionFacts& facts, const Memory& memory);

/// Where captions are to be had: as the source says, or by the rule of the config for that source; empty: nowhere.
std::string captions_address(const archive::SessionFacts& facts, const Wishes& wishes);

/// Nothing is against the transcript that is shown, and it is no draft.
bool has_good_transcript(const archive::SessionFacts& facts);

/// "link", "audio" or "video": what is to be kept of the recording at `now`.
std::string keep_now(const archive::SessionFacts& facts, const Wishes& wishes, Instant now);

/// What `recording` makes its rows from: the same again needs no work.
std::string recording_made_from(const archive::SessionFacts& facts, const Wishes& wishes);
/// The step of writing the recording down with the recognisers of the config.
std::string transcribe_key(const archive::SessionFacts& facts, const Wishes& wishes);
/// The step of settling what the session holds now.
std::string settle_key(const archive::SessionFacts& facts);

/// What the jobs of a session are told.
/// Why a recording cannot be heard, as is known once it was fetched: it stays a link, or has no sound. Empty: it can,
/// or nobody has looked yet.
std::string why_unheard(const archive::SessionFacts& facts, const Wishes& wishes);

std::string session_args(const std::string& session_id);
Result<std::string> session_of_args(const std::string& args);

}  // namespace dais::pipeline
