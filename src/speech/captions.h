// SPDX-License-Identifier: Apache-2.0
// Captions and transcripts as they occur in the wild → domain::Transcript.
// What it is not: speech recognition, and no text is invented. Pure: no file, no network, no clock.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/transcript.h"

namespace dais::speech {

/// Finds out what `content` is (WebVTT, SRT, CDP transcript JSON, other transcript JSON it knows; UTF-8 with or without
/// BOM, UTF-16 with BOM, Latin-1) and reads it. `name` is the file's name or URI, for messages and as a hint. Errors
/// (kBadInput) name the line or JSON path: not a caption format, nothing in it, nested too deep. Cues that cannot be
/// read are left out and named in `warnings`, never silently.
struct Captions {
  domain::Transcript transcript;
  std::vector<std::string> warnings;
  bool is_cdp_transcript = false;  ///< `content` was CDP's own Transcript JSON: serve it as it came
};
Result<Captions> read_captions(std::string_view content, std::string_view name);

/// How far CDP trusts transcripts of a kind, 0 to 1: what it writes itself for captions and for speech recognition, and
/// far less for a draft. For putting those that state nothing between those that do; never to be shown.
double usual_confidence(domain::TranscriptKind kind);

/// The ways out. `write_cdp_json` is CDP's Transcript, its key order, nulls and ISO dates. CDP knows no transcript
/// without a confidence: one that states none has the usual one of its kind there.
std::string write_cdp_json(const domain::Transcript& transcript);
std::string write_vtt(const domain::Transcript& transcript);
std::string write_srt(const domain::Transcript& transcript);
/// Plain text: a paragraph a turn, "[h:mm:ss] SPEAKER: …".
std::string write_txt(const domain::Transcript& transcript);

}  // namespace dais::speech
