// SPDX-License-Identifier: Apache-2.0
// What was said, for the export: the sentences as rows of the table "sentence", and the transcripts with the time of
// each word as the Council Data Project writes them, one a line. Withdrawn transcripts, recordings and meetings are
// left out. One transcript is in memory at a time.
#pragma once

#include <string>

#include "archive/export_file.h"
#include "archive/export_tables.h"
#include "archive/speakers.h"
#include "store/blobs.h"
#include "store/database.h"

namespace dais::archive {

/// A transcript and where it belongs.
struct TranscriptPlace {
  std::string transcript_id;
  std::string session_id;
  std::int64_t session_index = 0;
  std::string event_id;
  std::string text_blob;
  std::string original_blob;
  bool is_cdp = false;  ///< the original is CDP's own
  Instant start;        ///< of the meeting
};

/// In order of the transcripts' ids.
Result<std::vector<TranscriptPlace>> transcripts_to_export(store::Database& database);

/// The references must outlive the source.
RowSource sentences_of(const std::vector<TranscriptPlace>& transcripts, const store::Blobs& blobs,
                       const Speakers& speakers);

inline constexpr const char* kTranscriptsFile = "transcripts.jsonl.gz";
Result<ExportedFile> export_transcripts(const std::string& folder, const std::vector<TranscriptPlace>& transcripts,
                                        const store::Blobs& blobs);

}  // namespace dais::archive
