// SPDX-License-Identifier: Apache-2.0
// What the words of a block can add to a score at most: to cells of the block itself, and of the blocks before and after
// it that its windows reach. Bounds of several words add up, so that blocks which cannot win are never looked at.
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

struct Impact {
  std::uint8_t own = 0;    ///< in kOwnSteps
  std::uint8_t edges = 0;  ///< in kEdgeSteps
};

/// Of one session's blocks.
class SessionImpacts {
 public:
  explicit SessionImpacts(const Outline& outline);

  /// What is said in a block may count beyond the blocks beside it: times that go back, or none at all. Such a session
  /// is always looked at as a whole.
  [[nodiscard]] bool is_wild() const { return wild_; }
  /// REQUIRES: the counts are of words (or sentences) of this block.
  Impact of(std::uint32_t block, const std::vector<CellCount>& counts);

 private:
  /// Cells that sentences of a block's passages begin in, and the last one that any of its words lies in.
  struct Range {
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t last_said = 0;
  };
  void score(const std::vector<CellCount>& counts, std::uint32_t first, std::uint32_t end);
  Impact impact(std::uint32_t block, std::uint32_t first) const;
  [[nodiscard]] float most_in(std::uint32_t block, std::uint32_t first) const;
  bool reaches_too_far() const;

  Outline outline_;
  std::vector<Range> ranges_;
  bool wild_ = false;
  std::array<std::vector<float>, 5> norms_;  ///< a window's length in each cell, as it saturates
  struct Known {
    std::uint32_t block = UINT32_MAX;
    Impact impact;
  };
  std::vector<Known> of_one_;      ///< by cell: of something said once there
  std::vector<float> sums_;        ///< counts before a cell, padded
  std::vector<float> scores_;
};

}  // namespace dais::search
