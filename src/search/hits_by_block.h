// SPDX-License-Identifier: Apache-2.0
// A unit's hits in the sessions that count, in or out of a query's scope: a row a block, found by block at once.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "search/reused.h"
#include "search/unit_hits.h"

namespace dais::search {

class HitsByBlock {
 public:
  struct Row {
    std::uint32_t block = 0;
    std::uint32_t head = 0;  ///< its number
    std::uint16_t passages = 0;
    std::uint8_t count = 0;
    Impact impact;
  };

  HitsByBlock() = default;
  HitsByBlock(UnitHits hits, const Corpus& corpus);

  [[nodiscard]] bool empty() const { return rows_.empty(); }
  /// Rising by block within a segment.
  [[nodiscard]] const std::vector<Row>& rows() const { return rows_.values(); }
  /// Null where the block has none.
  [[nodiscard]] const Row* find(std::uint32_t block) const {
    if (rows_.empty()) return nullptr;
    const std::uint32_t row = row_of_block_[block];
    return row < rows_.size() && rows_[row].block == block ? &rows_[row] : nullptr;
  }
  [[nodiscard]] std::uint16_t passages_in(std::uint32_t block) const {
    const Row* row = find(block);
    return row == nullptr ? std::uint16_t{0} : row->passages;
  }
  /// Empty where the block has none.
  void places(std::uint32_t block, std::vector<std::uint32_t>& into) const;

  [[nodiscard]] std::uint64_t passages() const { return passages_; }  ///< that have it
  [[nodiscard]] std::uint64_t count() const { return count_; }        ///< as heads count
  /// The same by session; empty where there is none at all.
  [[nodiscard]] const std::vector<std::uint32_t>& in_session() const { return in_session_.values(); }

 private:
  UnitHits hits_;
  Reused<Row> rows_;
  /// Of a block that has none it may be any number: the row then is another block's.
  Reused<std::uint32_t> row_of_block_;
  Reused<std::uint32_t> in_session_;
  std::uint64_t passages_ = 0;
  std::uint64_t count_ = 0;
};

}  // namespace dais::search
