// SPDX-License-Identifier: Apache-2.0
// What a recogniser heard in one piece of audio: words with their times, whatever form its answer had.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/transcript.h"

namespace dais::speech {

struct HeardWord {
  domain::Milliseconds start = 0;
  domain::Milliseconds end = 0;
  std::string text;               ///< with its punctuation, never empty, without blanks
  bool begins_segment = false;    ///< where the recogniser itself began anew
  bool begins_turn = false;       ///< somebody else speaks, as far as the recogniser tells speakers apart
  std::optional<double> confidence;
};

struct Repair {
  domain::Milliseconds at = 0;
  std::string what;
};

struct Heard {
  std::vector<HeardWord> words;  ///< starts never decrease; each end is at or after its start
  std::string language;          ///< BCP 47; empty: not said
  std::vector<Repair> repairs;   ///< what was left out of the answer, or could not be as it said
};

}  // namespace dais::speech
