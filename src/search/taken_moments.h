// SPDX-License-Identifier: Apache-2.0
// Which moments are taken: one that is near another of its session is the same moment.
#pragma once

#include <algorithm>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "search/ranking.h"

namespace dais::search {

class TakenMoments {
 public:
  /// False where another is too near.
  bool take(std::uint32_t session, std::uint32_t start_ms) {
    auto& starts = starts_[session];
    const auto after = std::ranges::lower_bound(starts, start_ms);
    const bool near = (after != starts.end() && *after - start_ms < kOneMomentMs) ||
                      (after != starts.begin() && start_ms - *(after - 1) < kOneMomentMs);
    if (!near) starts.insert(after, start_ms);
    return !near;
  }

 private:
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> starts_;  ///< by session, rising
};

}  // namespace dais::search
