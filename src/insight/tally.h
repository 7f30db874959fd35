// SPDX-License-Identifier: Apache-2.0
// What the rows of a vote say, and whether the outcome that its source states agrees with them. Pure functions of
// domain values; definitions: majority is yes where yes > no, no where no > yes, a tie otherwise. The classes that are
// neither are counted and decide nothing (rules of the record, 8).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "domain/vote_class.h"

namespace dais::insight {

struct Tally {
  std::array<std::int64_t, domain::kVoteClasses.size()> by_class{};
  [[nodiscard]] std::int64_t of(domain::VoteClass vote_class) const {
    return by_class.at(static_cast<std::size_t>(vote_class));
  }
  [[nodiscard]] std::int64_t rows() const {
    std::int64_t sum = 0;
    for (const auto count : by_class) sum += count;
    return sum;
  }
  bool operator==(const Tally&) const = default;
};

/// What the rows say: more yes than no, more no than yes, as many (or none at all).
enum class Majority { kYes, kNo, kTie };

Tally tally(std::span<const domain::VoteClass> votes);
Majority majority(const Tally& tally);

/// What a stated outcome says about passing: "Pass", "Passed", "Adopted", "Approved", "Carried" → true; "Fail",
/// "Failed", "Rejected", "Lost", "Defeated" → false; anything else says nothing. Case and blanks around do not count.
std::optional<bool> stated_passed(std::string_view outcome);

/// Stated as passed where the rows have no majority of yes, or as failed where they have. Nothing stated disagrees with
/// nothing. A failed tie agrees: a motion needs a majority to carry. REQUIRES: the majority is of at least one row.
bool disagrees(std::optional<bool> stated_passed, Majority majority);

}  // namespace dais::insight
