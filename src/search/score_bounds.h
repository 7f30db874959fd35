// SPDX-License-Identifier: Apache-2.0
// What passages of whole sessions can score at most, which is known from the heads alone.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "search/unit_weights.h"

namespace dais::search {

/// Sums of floats depend on their order a little.
inline constexpr float kSlack = 1.0001F;
inline constexpr float kUnknownBound = std::numeric_limits<float>::infinity();

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
  [[nodiscard]] bool is_known(std::uint32_t session) const { return sessions_[session] != kUnknownBound; }
  /// How many words of a unit and the one before it may be near one another. REQUIRES: they are a pair.
  [[nodiscard]] std::uint32_t near_in_session(std::size_t unit, std::uint32_t session) const {
    return near_[unit].in_session[session];
  }
  [[nodiscard]] const std::vector<std::uint8_t>& near_by_block(std::size_t unit) const {
    return near_[unit].in_block.values();
  }
  /// What so many are worth at most.
  [[nodiscard]] float of_near(std::size_t unit, std::uint32_t near) const {
    return query_.units()[unit].pair * pair_windows_ * most_of_pairs(near);
  }

 private:
  /// A unit and the one before it: how many words of that one may be near this one at most.
  struct NearAtMost {
    Reused<std::uint8_t> in_block;       ///< empty: they are no pair
    Reused<std::uint32_t> in_session;
  };
  void count_near(std::size_t unit);
  void bound_sessions();

  const Corpus& corpus_;
  const Matches& matches_;
  const QueryWeights& query_;
  Window covered_;
  float pair_windows_ = 0;  ///< their weights together
  std::vector<NearAtMost> near_;  ///< by unit
  Reused<float> sessions_;
};

}  // namespace dais::search
