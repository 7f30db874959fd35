// SPDX-License-Identifier: Apache-2.0
// Words of overlapping pieces → one list, no word lost and none twice. Pure.
#pragma once

#include <vector>

#include "speech/heard.h"

namespace dais::speech {

/// Adds `next`, which was heard in audio that begins before `cut`, to `words`, heard in audio that ends after it; times
/// are of the whole recording. Words that both heard are matched by their letters, in order and near in time, and the
/// seam is put at the match nearest to the cut; where nothing matches, it is put at the cut.
void join_words(std::vector<HeardWord>& words, std::vector<HeardWord> next, domain::Milliseconds cut);

}  // namespace dais::speech
