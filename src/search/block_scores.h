// SPDX-License-Identifier: Apache-2.0
// Scores of the passages of a block, exactly, and what they can be at most, which is known from the heads alone:
// of whole sessions, then of their blocks.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "search/matches.h"
#include "search/said_at.h"

namespace dais::search {

/// Places of a unit in some blocks of one session, rising by word.
void said_in_blocks(const HitsByBlock& hits, PlacesAre are, const CorpusSession& session, std::uint32_t first,
                    std::uint32_t end, std::vector<SaidAt>& into);

struct PassageScore {
  std::uint32_t passage = 0;  ///< of the session
  std::uint32_t cell = 0;     ///< the best, the first of several: of the session
  float score = 0;
};

/// What words add to a block at most.
struct BlockBounds {
  std::array<float, kPartsOfBlock> parts{};
  float covered = 0;  ///< rarities of those that windows in it may have
  float pairs = 0;    ///< what pairs add, by the passages that their words are in
};

class BlockScores {
 public:
  BlockScores(const Corpus& corpus, const Matches& matches, const RankWeights& weights);

  /// No passage of the session has a higher score. Infinite where that is not known.
  [[nodiscard]] float bound_of_session(std::uint32_t session) const;
  /// To be called before bound() and closer_bound() of the session's blocks.
  void bound_blocks(std::uint32_t session);
  /// None of these passages of the block has a higher score. Infinite where that is not known.
  [[nodiscard]] float bound(std::uint32_t block, std::uint16_t passages) const;
  /// What is left of that bound where the words of pairs lie exactly.
  [[nodiscard]] float closer_bound(std::uint32_t block, float bound);
  /// Of the passages that match, in the blocks `first` to `end` of one session, rising.
  /// REQUIRES: all blocks of the session where it is wild.
  void score(std::uint32_t first, std::uint32_t end, std::vector<PassageScore>& into);

 private:
  struct UnitWeights {
    float said = 0;   ///< times a window's worth
    float named = 0;
    float pair = 0;   ///< with the unit before it; 0: they are no pair
  };
  /// Cells that are scored, and those that windows around them reach.
  struct Cells {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
    std::uint32_t reached_first = 0;
    std::uint32_t reached_end = 0;
    std::uint32_t first_sentence = 0;
    std::uint32_t end_of_sentences = 0;
  };
  /// What a unit adds with the one before it.
  void bound_pair(std::size_t unit, BlockRange blocks);
  [[nodiscard]] std::uint32_t near_at_most(const HitsByBlock& a, const HitsByBlock& b, std::uint32_t block) const;
  [[nodiscard]] std::uint32_t near_count(std::size_t unit, std::uint32_t block);
  /// Words of a pair may stand on both sides of such a passage.
  [[nodiscard]] bool has_short_passage_about(std::uint32_t block) const;
  [[nodiscard]] std::uint32_t count_near(const HitsByBlock& a, const HitsByBlock& b, std::uint32_t block,
                                         std::uint32_t most) const;
  void weigh_sessions();
  /// Of a unit and the one before it: how rare it is that a passage has both, and what sessions get for theirs.
  float weigh_pair(const HitsByBlock& a, const HitsByBlock& b);
  [[nodiscard]] Cells cells_of(const CorpusSession& session, std::uint32_t first, std::uint32_t end) const;
  void find_norms(const Outline& outline, const Cells& cells);
  /// What counts_ has is worth in each window.
  void add_word_windows(const Cells& cells, float weight);
  /// Marks the cells whose window has one of what counts_ has.
  void cover(const Cells& cells, float weight);
  void add_pair_windows(const Cells& cells, float weight, std::span<const Window> windows);
  void count(const std::vector<SaidAt>& said, const Cells& cells, bool once_a_cell);
  void add_pairs(std::size_t unit, const CorpusSession& session, std::uint32_t first, std::uint32_t end,
                 const Cells& cells);

  const Corpus& corpus_;
  const Matches& matches_;
  RankWeights weights_;
  bool is_bounded_ = true;
  std::vector<UnitWeights> units_;
  std::vector<float> session_scores_;
  std::vector<std::uint32_t> met_;  ///< by session: passages with both words of a pair
  std::vector<std::uint32_t> near_in_block_;  ///< of a session's blocks
  float pair_windows_ = 0;   ///< their weights together
  Reused<BlockBounds> bounds_;
  float all_said_ = 0;  ///< the words' weights together
  std::vector<Reused<std::uint8_t>> near_counts_;  ///< by unit, then block; empty until asked for
  std::vector<float> counts_;  ///< by cell from Cells::reached_first − kFarthestCell on; then sums before each
  std::vector<float> scores_;  ///< by cell from Cells::first on
  std::vector<float> covered_;  ///< the same: weights of the words in its window
  std::array<std::vector<float>, 5> norms_;  ///< a window each, by cell likewise
  std::vector<std::vector<SaidAt>> said_;  ///< by unit
  std::vector<SaidAt> named_;
  std::vector<SaidAt> near_;
};

}  // namespace dais::search
