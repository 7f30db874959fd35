// SPDX-License-Identifier: Apache-2.0
// What passages can score at most, which is known from the heads alone: of whole sessions, then of their blocks.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "search/unit_weights.h"

namespace dais::search {

/// Sums of floats depend on their order a little.
inline constexpr float kSlack = 1.0001F;

/// What so many words of a pair near one another are worth at most: where counts end, so does what is known of them.
inline float most_of_pairs(std::uint32_t near) {
  return near < kMostCounted ? worth_of_pairs(static_cast<float>(near)) : 1.0F;
}

class ScoreBounds {
 public:
  ScoreBounds(const Corpus& corpus, const Matches& matches, const QueryWeights& query, const RankWeights& weights);

  /// No passage of the session has a higher score. Infinite where that is not known.
  [[nodiscard]] float of_session(std::uint32_t session) const { return sessions_[session]; }
  /// The same by what its own blocks have: takes longer.
  [[nodiscard]] float closer_of_session(std::uint32_t session) const;
  /// To be called before of_block() of the session's blocks.
  void look_at(std::uint32_t session);
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
  /// A unit and the one before it: how many words of that one may be near this one at most.
  struct NearAtMost {
    Reused<std::uint8_t> in_block;       ///< empty: they are no pair
    Reused<std::uint32_t> in_session;
  };
  void count_near(std::size_t unit);
  void bound_sessions();
  void add_impacts(const HitsByBlock& hits, float weight, float cover);

  const Corpus& corpus_;
  const Matches& matches_;
  const QueryWeights& query_;
  Window covered_;
  float pair_windows_ = 0;  ///< their weights together
  std::vector<NearAtMost> near_;  ///< by unit
  Reused<float> sessions_;
  std::uint32_t session_ = 0;  ///< that was looked at last
  BlockRange range_;
  std::vector<Block> blocks_;  ///< of that session
};

}  // namespace dais::search
