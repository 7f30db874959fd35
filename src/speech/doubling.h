// SPDX-License-Identifier: Apache-2.0
// Some captions were made by writing down every state of a roll-up display: each line stands there twice, "the clerk
// will the clerk will call the roll call the roll", wrapped anew so that no cue begins where a line did. People repeat
// themselves too, in up to a tenth of their words (qmsum's conversations); in such captions it is two thirds.
#pragma once

#include <vector>

#include "speech/cue.h"

namespace dais::speech {

/// Takes out what is said again at once, in stretches where most of the words are. Cues may become empty.
/// REQUIRES: cues in the order of their starts, with tokens, their repeats marked.
void drop_doubled_words(std::vector<Cue>& cues);

}  // namespace dais::speech
