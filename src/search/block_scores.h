// SPDX-License-Identifier: Apache-2.0
// Scores of the passages of blocks, exactly, by the formula.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "search/said_at.h"
#include "search/unit_weights.h"
#include "search/word_bits.h"

namespace dais::search {

struct PassageScore {
  std::uint32_t passage = 0;  ///< of the session
  std::uint32_t cell = 0;     ///< the best, the first of several: of the session
  float score = 0;
};

class BlockScores {
 public:
  BlockScores(const Corpus& corpus, const Matches& matches, const QueryWeights& query, const RankWeights& weights)
      : corpus_(corpus), matches_(matches), query_(query), weights_(weights), said_(matches.units.size()) {}

  /// To be called before the others: they are about these blocks of one session.
  void begin(BlockRange blocks);
  /// Where the words of a unit lie, and of the one before it, which are a pair.
  void read_pair(std::size_t unit);
  /// What they add at most to a score in the block. REQUIRES: they were read.
  [[nodiscard]] float pair_at_most(std::size_t unit, std::uint32_t block) const;
  /// Of the passages that match, in some of the blocks, rising.
  /// REQUIRES: some match; all blocks of the session where it is wild.
  void score(BlockRange blocks, std::vector<PassageScore>& into);

 private:
  /// Bits before and after those of the words that were read, for words just beyond.
  static constexpr std::uint32_t kMargin = 64;
  static_assert(kPairReach < kMargin);

  /// The blocks, and those beside that windows around them reach. Words are counted from the first one.
  struct Reached {
    const CorpusSession* session = nullptr;
    Outline outline;
    BlockRange blocks;
    std::uint32_t first_word = 0;  ///< of the session
    std::uint32_t words = 0;
    [[nodiscard]] std::uint32_t first_word_of(std::uint32_t block) const;
    /// The same, of the words that were read.
    [[nodiscard]] std::uint32_t place_of(std::uint32_t block) const {
      return std::max(first_word_of(block), first_word) - first_word;
    }
  };
  /// What is scored: cells, and those that windows around them reach.
  struct Cells {
    std::uint32_t first = 0;
    std::uint32_t end = 0;
    std::uint32_t first_reached = 0;
    std::uint32_t end_reached = 0;
    std::uint32_t first_sentence = 0;
    std::uint32_t end_of_sentences = 0;
    std::uint32_t first_word = 0;  ///< of those that were read
    std::uint32_t end_of_words = 0;
    [[nodiscard]] std::size_t count() const { return end - first; }
  };
  using Places = std::vector<std::size_t>;
  /// Words of a unit that were read, kMargin on.
  struct Said {
    WordBits words;
    Places near;      ///< words of the unit before it that are near one of its own
    Places followed;  ///< and those that one of its own follows
    std::vector<std::uint32_t> near_in_block;  ///< how many, by block that is reached
    std::vector<std::uint32_t> followed_in_block;
    bool is_read = false;
    bool is_paired = false;
  };
  void read(std::size_t unit);
  /// Those of a block beside those that were read, as bits.
  void set_beyond(const HitsByBlock& hits, std::uint32_t block, WordBits& bits) const;
  void count_by_block(const Places& places, std::vector<std::uint32_t>& into) const;

  /// Of the session.
  [[nodiscard]] std::uint32_t passage_of(std::uint32_t block, unsigned bit) const {
    return (block - reached_.session->first_block) * kPassagesInBlock + bit;
  }
  [[nodiscard]] std::uint32_t first_matching(BlockRange blocks) const;
  [[nodiscard]] std::uint32_t last_matching(BlockRange blocks) const;
  /// Those of the passages that match, and what lies between.
  void set_cells(BlockRange blocks);
  void find_norms();
  void add_said(std::size_t unit);
  void add_named(std::size_t unit);
  /// How many of places that rise are in each cell; false where no window reaches any. `each`: calls what it is given
  /// for those from one place to another.
  template <typename Each>
  bool count(const Each& each);
  bool count(const Places& places);
  void begin_counting();
  void end_counting();
  void add_to_cell(std::uint32_t cell);
  /// What was counted is worth in each window.
  void add_word_windows(float weight);
  /// Marks the cells whose window has one of what was counted.
  void cover(float weight);
  void add_pair_windows(float weight, std::span<const Window> windows);
  [[nodiscard]] PassageScore best_of(std::uint32_t passage) const;

  const Corpus& corpus_;
  const Matches& matches_;
  const QueryWeights& query_;
  RankWeights weights_;
  Reached reached_;
  Cells cells_;
  std::vector<float> words_before_;  ///< by cell from Cells::first − kFarthestCell on
  std::vector<float> counts_;  ///< by cell from Cells::first_reached − kFarthestCell on; then sums before each
  bool is_any_counted_ = false;
  std::vector<float> scores_;  ///< by cell from Cells::first on
  std::vector<float> covered_;  ///< the same: weights of the words in its window
  std::array<std::vector<float>, 5> norms_;  ///< a window each, by cell likewise
  std::vector<Said> said_;  ///< by unit
  WordBits beyond_;
};

}  // namespace dais::search
