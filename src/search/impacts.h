// SPDX-License-Identifier: Apache-2.0
// What the words of a block can add to a score at most: to cells of the block itself, and of the blocks before and
// after it that its windows reach. Bounds of several words add up, so that blocks which cannot win are never looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "search/outline.h"
#include "search/postings.h"

namespace dais::search {

/// How often something occurs in a cell; in lists that rise by cell, each cell once.
struct CellCount {
  std::uint32_t cell = 0;
  float count = 0;
};

/// Of one session's blocks.
class SessionImpacts {
 public:
  explicit SessionImpacts(const Outline& outline);

  /// What is said in a block may count beyond the blocks beside it: times that go back, or none at all. Such a session
  /// is always looked at as a whole.
  [[nodiscard]] bool is_wild() const { return wild_; }
  /// Takes what occurs in the whole session.
  void score(const std::vector<CellCount>& counts);
  /// Of what was taken last. Where a block beside has it too, that one's own impact tells what it gets from this one.
  enum class Beside { kHasIt, kHasNone };
  [[nodiscard]] Impact of(std::uint32_t block, Beside before, Beside after) const;

 private:
  /// Cells that sentences of some passages begin in, and the last one that any of their words lies in.
  struct Range {
    std::uint32_t first = UINT32_MAX;
    std::uint32_t last = 0;
    std::uint32_t last_said = 0;
    void widen(const Outline& outline, std::uint32_t first_passage, std::uint32_t end_passage);
  };
  struct Block : Range {
    std::array<Range, kPartsOfBlock> parts;
  };
  void score_around(const CellCount* first, const CellCount* end);
  [[nodiscard]] float most_in(const Range& range) const;
  [[nodiscard]] bool reaches_too_far() const;

  Outline outline_;
  std::vector<Block> blocks_;
  bool wild_ = false;
  std::array<std::vector<float>, 5> norms_;  ///< a window's length around each cell, as it saturates
  std::vector<float> sums_;  ///< counts before a cell, padded
  std::vector<float> scores_;  ///< by cell
  std::uint32_t scored_first_ = 0;  ///< all others are 0
  std::uint32_t scored_end_ = 0;
};

}  // namespace dais::search
