// SPDX-License-Identifier: Apache-2.0
// Hits that were worked out of several terms: a phrase, a beginning, words near one another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "search/corpus.h"
#include "search/postings.h"

namespace dais::search {

/// What two heads of a block are together; what each adds at most adds up.
BlockHead together(const BlockHead& a, const BlockHead& b);

/// Heads and places; blocks are counted over the corpus and rise.
class HitList {
 public:
  /// REQUIRES: places rise, at least one.
  void add(BlockHead head, std::span<const std::uint32_t> places);
  /// REQUIRES: its blocks come after all that are here.
  void append(HitList&& later);
  /// To be called once all are added: heads tell what they add at most by how many places there are.
  void bound_by_counts();

  [[nodiscard]] const std::vector<BlockHead>& heads() const { return heads_; }
  /// Of the head with this number.
  [[nodiscard]] std::span<const std::uint32_t> places(std::size_t head) const;
  /// Calls take(head, places) for those of the blocks that have some.
  template <typename Take>
  void each_with_places(BlockRange blocks, Take take) const {
    for (std::size_t head = first_head(blocks.first); head < heads_.size() && heads_[head].block < blocks.end; ++head)
      take(heads_[head], places(head));
  }

 private:
  /// The first one of this block or a later one.
  [[nodiscard]] std::size_t first_head(std::uint32_t block) const;

  std::vector<BlockHead> heads_;
  std::vector<std::size_t> ends_;
  std::vector<std::uint32_t> places_;
};

}  // namespace dais::search
