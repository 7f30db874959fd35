// SPDX-License-Identifier: Apache-2.0
// From the passages that answer to the moments that are shown: a score (of its best cell) and a landing point each, and
// of passages that land within 90 seconds of one another the best alone. Sessions are looked at in the order
// of what they can hold at most, in them only blocks that can win, until nothing that is left can.
#pragma once

#include <cstdint>
#include <vector>

#include "search/block_scores.h"
#include "search/matches.h"

namespace dais::search {

inline constexpr std::uint32_t kOneMomentMs = 90'000;

struct Moment {
  std::uint32_t session = 0;  ///< of Corpus::sessions
  std::uint32_t passage = 0;  ///< of the session
  std::uint32_t sentence = 0;  ///< where to land: of the session
  std::uint32_t start_ms = 0;  ///< of that sentence
  bool has_all = false;  ///< every plain word of a short query is in the passage
  float score = 0;
};

/// The first `most` moments of all. A total order whatever the scores, so that pages neither repeat nor leave out:
/// best first, or by time.
std::vector<Moment> rank_moments(const Corpus& corpus, const Scope& scope, const Matches& matches,
                                 const ParsedQuery& query, Sort sort, std::size_t most,
                                 const RankWeights& weights = {});

/// Of moments best first, those that are not within kOneMomentMs of a better one of their session, at most `most`.
std::vector<Moment> fold_near_moments(const std::vector<Moment>& best_first, std::size_t most);

}  // namespace dais::search
