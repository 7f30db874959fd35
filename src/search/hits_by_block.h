// SPDX-License-Identifier: Apache-2.0
// A unit's hits in the sessions that count, in or out of a query's scope: heads in columns by block, and how often by
// session.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/passage_bits.h"
#include "search/reused.h"
#include "search/unit_hits.h"

namespace dais::search {

class HitsByBlock {
 public:
  HitsByBlock() = default;
  HitsByBlock(UnitHits hits, const Corpus& corpus);

  [[nodiscard]] bool empty() const { return passages_ == 0; }
  /// What several terms made together; null where it is not that alone.
  [[nodiscard]] const HitList* only_list() const { return hits_.only_list(); }
  [[nodiscard]] std::uint16_t passages_in(std::uint32_t block) const { return empty() ? 0 : heads_.passages()[block]; }
  [[nodiscard]] std::uint8_t count_in(std::uint32_t block) const { return empty() ? 0 : heads_.counts()[block]; }
  /// By block; empty where there is none at all.
  [[nodiscard]] PassageBits passages_by_block() const { return heads_.passages(); }
  [[nodiscard]] std::span<const std::uint8_t> counts_by_block() const { return heads_.counts(); }
  /// The same.
  [[nodiscard]] std::span<const PartsOfImpact> parts_by_block() const { return heads_.parts(); }
  [[nodiscard]] std::span<const std::uint8_t> edges_by_block() const { return heads_.edges(); }
  /// REQUIRES: not empty.
  [[nodiscard]] Impact impact_in(std::uint32_t block) const { return heads_.impact(block); }
  /// What one of these blocks adds to a cell at most, in it or beside it. REQUIRES: not empty.
  [[nodiscard]] float most_in(BlockRange blocks) const;
  /// Calls take(block, places) for those of blocks of one session that have some, rising.
  template <typename Take>
  void each_with_places(BlockRange blocks, Take take) const {
    if (!empty()) hits_.each_with_places(blocks, take);
  }
  /// The same in no order: what several members have comes several times.
  template <typename Take>
  void each_of_members(BlockRange blocks, Take take) const {
    if (!empty()) hits_.each_of_members(blocks, take);
  }
  /// Empty where the block has none.
  void places(std::uint32_t block, std::vector<std::uint32_t>& into) const;

  [[nodiscard]] std::uint64_t passages() const { return passages_; }  ///< that have it
  [[nodiscard]] std::uint64_t count() const { return count_; }        ///< as heads count
  /// The same by session; empty where there is none at all.
  [[nodiscard]] const std::vector<std::uint32_t>& in_session() const { return in_session_.values(); }

 private:
  UnitHits hits_;
  HeadsByBlock heads_;
  Reused<std::uint32_t> in_session_;
  std::uint64_t passages_ = 0;
  std::uint64_t count_ = 0;
};

}  // namespace dais::search
