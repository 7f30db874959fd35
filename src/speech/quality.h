// SPDX-License-Identifier: Apache-2.0
// Whether captions are worth showing, and which of two transcripts of a recording is the better one. Pure, and
// conservative: captions are given up only where they clearly are no account of the recording.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/transcript.h"

namespace dais::speech {

struct Verdict {
  bool good = true;
  std::string reason;  ///< of bad ones, for people: "only 12 words in 1:04:10"
};

/// `recording_seconds`: nothing where the recording's length is not known; fewer faults show then. `language`: BCP 47,
/// what should be spoken; empty: any.
Verdict judge_captions(const domain::Transcript& transcript, std::optional<double> recording_seconds,
                       std::string_view language = {});

struct Facts {
  domain::TranscriptKind kind = domain::TranscriptKind::kCaptions;
  double confidence = 0;
  std::optional<Instant> made;
};

/// Whether `a` is to be shown rather than `b`: people's work before captions, before machines', before drafts; then by
/// confidence; then the newer one. False where nothing tells them apart.
bool better(const Facts& a, const Facts& b);

}  // namespace dais::speech
