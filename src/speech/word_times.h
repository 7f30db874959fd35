// SPDX-License-Identifier: Apache-2.0
// Tokens of cues → words with times, turns and speakers.
#pragma once

#include <string>
#include <vector>

#include "speech/cue.h"

namespace dais::speech {

enum class Labels { kInText, kBesideText };  ///< kBesideText: the source has a field for the speaker; text is only text

struct TimedWord {
  domain::Milliseconds start = 0;
  domain::Milliseconds end = 0;
  std::string text;
  std::size_t turn = 0;  ///< counts changes of speaker; 0: before the first mark
  std::size_t speaker = Speakers::kUnnamed;
  bool cue_start = false;
};

/// Words in reading order; within a turn their starts never decrease. Labels are taken out of the text.
std::vector<TimedWord> time_words(const std::vector<Cue>& cues, Speakers& speakers, Labels labels);

}  // namespace dais::speech
