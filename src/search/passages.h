// SPDX-License-Identifier: Apache-2.0
// Cuts a transcript into moments: passages of a speaker's turn of some 30 to 60 seconds, whole sentences each.
// Pure. Short turns join their neighbours, long turns are cut at sentence ends.
#pragma once

#include <cstddef>
#include <vector>

#include "domain/transcript.h"

namespace dais::search {

/// Sentences [first, first + count) of the transcript.
struct Passage {
  std::size_t first = 0;
  std::size_t count = 0;
};

inline constexpr domain::Milliseconds kLongestPassage = 60'000;
inline constexpr domain::Milliseconds kShortestTurn = 20'000;  ///< a shorter one is joined by what follows
inline constexpr domain::Milliseconds kLongestSilence = 30'000;

/// Every sentence is in exactly one passage, in order. A passage of more than one sentence lasts at most
/// kLongestPassage, from the earliest start to the latest end within it, and has no silence of kLongestSilence.
std::vector<Passage> cut_passages(const domain::Transcript& transcript);

}  // namespace dais::search
