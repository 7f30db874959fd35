// SPDX-License-Identifier: Apache-2.0
// A transcript: sentences with their words, each with its place in the recording. Times are milliseconds from the
// start of the recording, so that sums stay exact.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

namespace dais::domain {

using Milliseconds = std::int64_t;

struct Word {
  Milliseconds start = 0;
  Milliseconds end = 0;
  std::string text;  ///< one white-space separated token of the sentence's text, with its punctuation
};

struct Sentence {
  Milliseconds start = 0;
  Milliseconds end = 0;
  std::string text;
  std::string speaker;      ///< the label the captions give; empty: none given
  bool turn_start = false;  ///< somebody else begins to speak here, whether named or not (">>")
  std::optional<double> confidence;
  std::vector<Word> words;
};

enum class TranscriptKind { kHuman, kCaptions, kMachine, kDraft };

struct Transcript {
  std::string generator;  ///< what made it, with its version
  double confidence = 0;  ///< 0 to 1, as the generator states it; 0: it states none
  TranscriptKind kind = TranscriptKind::kCaptions;
  std::string language;            ///< BCP 47; empty: not known
  std::optional<Instant> created;  ///< when the source says it was made
  std::vector<Sentence> sentences;
};

}  // namespace dais::domain
