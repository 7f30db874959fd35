// SPDX-License-Identifier: Apache-2.0
// The best moments of passages that are scored one after the other: where each lands, and which of them are one moment.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "search/landing.h"
#include "search/taken_moments.h"

namespace dais::search {

/// A passage that was scored; it lands when it may win.
struct ScoredPassage {
  std::uint32_t session = 0;
  std::uint32_t passage = 0;  ///< of the session
  std::uint32_t cell = 0;  ///< the best: of the session
  float score = 0;
  bool has_all = false;  ///< every plain word of the query: better than any that lacks one
  std::uint64_t number = 0;  ///< counted over the corpus
};

class BestMoments {
 public:
  BestMoments(const Corpus& corpus, const Scope& scope, const Matches& matches, const ParsedQuery& query,
              std::size_t most)
      : corpus_(corpus), landing_(corpus, scope, matches, query), most_(most) {}

  void add(const ScoredPassage& scored);
  /// Takes in what was added, where so much of it came that it counts.
  void fold_where_worthwhile();
  /// All that was added.
  void fold();
  /// What another one kept as well; both may have the same.
  void take(BestMoments&& other);
  /// Nothing that scores so at most is among the best of what was folded.
  [[nodiscard]] bool can_win(bool has_all, float at_most) const {
    return moments_.size() < most_ ||
           std::pair(has_all, at_most) >= std::pair(moments_.back().has_all, moments_.back().score);
  }
  /// Best first; of what was folded.
  [[nodiscard]] const std::vector<Moment>& moments() const { return moments_; }

 private:
  [[nodiscard]] std::vector<Moment> folded();
  bool bring_up();
  void put_behind();
  Moment land(const ScoredPassage& scored);

  const Corpus& corpus_;
  Landing landing_;
  std::size_t most_;
  std::size_t enough_ = 0;
  std::vector<Moment> moments_;
  ScoredPassage last_;  ///< what the last of them was made of
  std::vector<ScoredPassage> fresh_;  ///< not folded yet
  std::vector<ScoredPassage> shortlist_;  ///< best first, down to last_
  std::vector<ScoredPassage> behind_;  ///< in no order
  std::unordered_map<std::uint64_t, std::uint32_t> landed_;  ///< sentences, by ScoredPassage::number
};

}  // namespace dais::search
