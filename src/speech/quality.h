// SPDX-License-Identifier: Apache-2.0
// Whether captions are worth showing. Pure, and conservative: captions are given up only where they clearly are no
// account of the recording.
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

}  // namespace dais::speech
