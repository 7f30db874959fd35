// SPDX-License-Identifier: Apache-2.0
// What the pipeline must know of the archive's recordings to see what is still to be done with them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/recordings.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/transcript.h"
#include "store/database.h"

namespace dais::archive {

struct TranscriptFacts {
  std::string id;
  std::string source;  ///< the [[source]] or [[recogniser]] that gave it
  domain::TranscriptKind kind = domain::TranscriptKind::kCaptions;
  std::string caption_uri;
  std::string text_blob;
  double end_seconds = 0;
  std::string fault;  ///< empty: nothing against it
};

struct SessionFacts {
  std::string session_id;
  std::string event_id;
  std::string event_source;       ///< the [[source]] that gave the meeting
  std::string event_external_id;  ///< its id there
  std::string title;  ///< "Council, March 5, 2024"
  Instant event_start;
  std::string media_uri;   ///< as the source gives it
  std::string media_blob;  ///< the file that came with the record
  std::string caption_uri;
  double clip_start_seconds = 0;
  std::optional<double> clip_end_seconds;
  std::optional<Recording> recording;
  std::vector<TranscriptFacts> transcripts;  ///< the one that is shown first
  std::string items_version;  ///< of the meeting's agenda; empty: none, or this is not its first recording
};

/// Of all recordings, newest meeting first; or of one.
Result<std::vector<SessionFacts>> load_session_facts(store::Database& database);
Result<std::optional<SessionFacts>> load_session_facts(store::Database& database, const std::string& session_id);

}  // namespace dais::archive
