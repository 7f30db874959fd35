// SPDX-License-Identifier: Apache-2.0
// Looks at sessions for the moments of one query, one after the other, and in them only at what can win. Copies of one
// share what was found out of all sessions, and may be used by a thread each.
#pragma once

#include <cstdint>
#include <vector>

#include "search/best_moments.h"
#include "search/block_bounds.h"
#include "search/block_scores.h"

namespace dais::search {

class SessionSearch {
 public:
  SessionSearch(const Corpus& corpus, const Matches& matches, const QueryWeights& query, const RankWeights& weights,
                const ScoreBounds& sessions, BestMoments best);

  /// At the block that may score most.
  void look_at_best_block(std::uint32_t session);
  /// At all blocks that can win.
  void look_at(std::uint32_t session);
  /// At all of it, whatever can win, for the moments of another list.
  void look_at_all_of(std::uint32_t session, BestMoments& into);
  [[nodiscard]] BestMoments& best() { return best_; }

 private:
  [[nodiscard]] bool has_all(std::uint32_t block, std::uint32_t passage) const;
  [[nodiscard]] bool has_all(std::uint32_t block) const;
  /// REQUIRES: bounds_.look_at() was called for its session.
  [[nodiscard]] float bound_of(std::uint32_t block) const;
  [[nodiscard]] bool can_win(std::uint32_t block) const;
  void look_at_row(BlockRange row);
  void score(BlockRange blocks, BestMoments& into);

  const Corpus& corpus_;
  const Matches& matches_;
  const QueryWeights& query_;
  const ScoreBounds& sessions_;
  BlockBounds bounds_;
  BlockScores scores_;
  BestMoments best_;
  std::vector<bool> looked_at_;  ///< by block
  std::vector<PassageScore> passages_;
  std::vector<float> left_;  ///< bounds of a row's blocks
};

}  // namespace dais::search
