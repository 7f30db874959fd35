// SPDX-License-Identifier: Apache-2.0
// Roll-up captions show a line again while the next one comes in; a transcript says it once.
#pragma once

#include <vector>

#include "speech/cue.h"

namespace dais::speech {

/// Sets `fresh` of each cue past the words that only repeat the cue before. A person who says a thing twice is not
/// a roll-up: whole lines must repeat with others below them, or the file must be seen to roll throughout.
/// REQUIRES: cues in the order of their starts, with tokens.
void mark_repeats(std::vector<Cue>& cues);

}  // namespace dais::speech
