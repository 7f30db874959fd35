// SPDX-License-Identifier: Apache-2.0
// Cues with tokens → sentences whose times come from their own words' places in the cues. (CDP spread a sentence's
// words over its last cue, so that most began seconds off.)
#pragma once

#include <vector>

#include "domain/transcript.h"
#include "speech/cue.h"
#include "speech/warnings.h"
#include "speech/word_times.h"

namespace dais::speech {

/// Puts cues in the order of their starts, naming those that were not in a warning. To be called before their text is
/// read into tokens: a speaker goes on from one cue to the next.
void order_cues(std::vector<Cue>& cues, Warnings& warnings);

/// Sentence starts never decrease; a change of speaker ends a sentence; a word's time lies within its cue.
/// REQUIRES: ordered cues with tokens.
std::vector<domain::Sentence> assemble_sentences(std::vector<Cue> cues, Speakers& speakers, Labels labels);

/// The same of words that have their times and turns already. REQUIRES: starts never decrease within a turn.
std::vector<domain::Sentence> assemble_words(std::vector<TimedWord> words, const Speakers& speakers);

}  // namespace dais::speech
