// SPDX-License-Identifier: Apache-2.0
// What passages of one session's blocks can score at most: from the heads, and where that may pay, from the places.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "search/score_bounds.h"

namespace dais::search {

class BlockBounds {
 public:
  BlockBounds(const Corpus& corpus, const Matches& matches, const QueryWeights& query, const RankWeights& weights,
              const ScoreBounds& sessions)
      : corpus_(corpus), matches_(matches), query_(query), covered_(weights.covered), sessions_(sessions) {}

  /// To be called before the others, which are about its blocks.
  void look_at(std::uint32_t session);
  /// The same with what takes longer to find out, if there is such a thing. REQUIRES: look_at(session).
  void look_closer_at(std::uint32_t session);
  /// None of these passages of the block has a higher score. Infinite where that is not known.
  [[nodiscard]] float of_block(std::uint32_t block, std::uint16_t passages) const;
  /// What such a bound reckons with for a unit and the one before it.
  [[nodiscard]] float of_pair(std::size_t unit, std::uint32_t block) const;

 private:
  /// What words add to a block at most.
  struct Block {
    std::array<float, kPartsOfBlock> parts{};
    float covered = 0;  ///< rarities of those that windows in it may have
    float pairs = 0;    ///< by the passages that their words are in
  };
  enum class Look { kAtHeads, kAtPlaces };
  void bound_blocks(Look look);
  /// `cover`: what it adds to Block::covered.
  void add_impacts(const HitsByBlock& hits, std::span<const PartsOfImpact> parts, float weight, float cover);
  /// Of the blocks of the session that is looked at.
  std::span<const PartsOfImpact> parts_of(const HitsByBlock& hits, Look look);

  const Corpus& corpus_;
  const Matches& matches_;
  const QueryWeights& query_;
  Window covered_;
  const ScoreBounds& sessions_;
  std::uint32_t session_ = 0;
  BlockRange range_;
  std::vector<Block> blocks_;
  std::vector<PartsOfImpact> closer_;  ///< of one unit's hits
};

}  // namespace dais::search
