// SPDX-License-Identifier: Apache-2.0
// What the units of a query are worth in the corpus, and what each session gets for what is said in all of it.
#pragma once

#include <vector>

#include "search/formula.h"
#include "search/matches.h"

namespace dais::search {

struct UnitWeight {
  float said = 0;   ///< times a window's worth
  float named = 0;
  float pair = 0;   ///< with the unit before it; 0: they are no pair
};

class QueryWeights {
 public:
  QueryWeights(const Corpus& corpus, const Matches& matches, const RankWeights& weights);

  /// Parallel to Matches::units.
  [[nodiscard]] const std::vector<UnitWeight>& units() const { return units_; }
  /// Units that are a pair with the one before them, those that are worth most first.
  [[nodiscard]] const std::vector<std::size_t>& pairs() const { return pairs_; }
  [[nodiscard]] float all_said() const { return all_said_; }
  [[nodiscard]] float of_session(std::uint32_t session) const { return sessions_[session]; }
  [[nodiscard]] const std::vector<float>& of_sessions() const { return sessions_; }

 private:
  void weigh_sessions(const Corpus& corpus, const Matches& matches, const RankWeights& weights);
  /// Answers how rare it is that a passage has both.
  float weigh_pair(const HitsByBlock& a, const HitsByBlock& b, const Corpus& corpus, const RankWeights& weights);

  std::vector<UnitWeight> units_;
  std::vector<std::size_t> pairs_;
  std::vector<float> sessions_;
  float all_said_ = 0;
};

}  // namespace dais::search
