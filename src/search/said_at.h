// SPDX-License-Identifier: Apache-2.0
// From places in a block to words, sentences and cells of its session.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/unit_hits.h"

namespace dais::search {

/// What is said (or who speaks) in a stretch of a session.
struct SaidAt {
  std::uint32_t word = 0;      ///< of the session; of a name: the sentence
  std::uint32_t sentence = 0;  ///< of the session
  std::uint32_t cell = 0;      ///< of the session
};

enum class PlacesAre { kWords, kSentences };

/// Of places in a block, rising; parallel to them.
void locate(std::span<const std::uint32_t> places, PlacesAre are, const CorpusSession& session, std::uint32_t block,
            std::vector<SaidAt>& into);
/// The same, behind what is there.
void add_located(std::span<const std::uint32_t> places, PlacesAre are, const CorpusSession& session,
                 std::uint32_t block, std::vector<SaidAt>& into);
/// Places of a unit in a block, rising by word.
void said_in_block(const UnitHits& hits, PlacesAre are, const CorpusSession& session, std::uint32_t block,
                   std::vector<SaidAt>& into);
}  // namespace dais::search
