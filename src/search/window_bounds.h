// SPDX-License-Identifier: Apache-2.0
// What several terms together add to the score of a session's cells at most, by how close their places lie: heads tell
// of each term alone. Takes longer than to add up what they tell, less than to score.
#pragma once

#include <span>

#include "search/hit_list.h"

namespace dais::search {

/// Lowers what a list of words adds to parts of the session's blocks, where that is known. `parts`: by block of the
/// session.
void bound_by_windows(const HitList& list, const CorpusSession& session, std::span<PartsOfImpact> parts);

}  // namespace dais::search
