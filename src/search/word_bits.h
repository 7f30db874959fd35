// SPDX-License-Identifier: Apache-2.0
// Where words stand in a stretch of talk, a bit each: which are near others is then a matter of a few shifts.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace dais::search {

class WordBits {
 public:
  /// None of so many places is set.
  void clear(std::size_t places) { bits_.assign(places / kInOne + 1, 0); }
  void set(std::size_t place) { bits_[place / kInOne] |= std::uint64_t{1} << place % kInOne; }
  /// REQUIRES: place is less than so many.
  [[nodiscard]] bool has(std::size_t place) const { return (bits_[place / kInOne] >> place % kInOne & 1U) != 0; }

  /// Calls take(place) for those of the places `first` to `end`, rising.
  template <typename Take>
  void each(std::size_t first, std::size_t end, Take take) const {
    for (std::size_t i = first / kInOne; i < bits_.size() && i * kInOne < end; ++i) {
      std::uint64_t part = bits_[i];
      if (part == 0) continue;
      if (i * kInOne < first) part &= ~std::uint64_t{0} << first % kInOne;
      if (end - i * kInOne < kInOne) part &= (std::uint64_t{1} << (end - i * kInOne)) - 1;
      each_of(part, i, take);
    }
  }
  [[nodiscard]] bool has_any(std::size_t first, std::size_t end) const {
    bool any = false;
    each(first, end, [&](std::size_t) { any = true; });
    return any;
  }
  /// For those that have one of `others` within `reach` places, rising. REQUIRES: the same size of both; reach < 64.
  template <typename Take>
  void each_near(const WordBits& others, unsigned reach, Take take) const {
    for (std::size_t i = 0; i < bits_.size(); ++i) {
      if (bits_[i] == 0) continue;
      const std::uint64_t before = i > 0 ? others.bits_[i - 1] : 0;
      const std::uint64_t after = i + 1 < bits_.size() ? others.bits_[i + 1] : 0;
      std::uint64_t near = others.bits_[i];
      if ((before | near | after) == 0) continue;
      for (unsigned by = 1; by <= reach; ++by)
        near |= others.bits_[i] << by | others.bits_[i] >> by | before >> (kInOne - by) | after << (kInOne - by);
      each_of(bits_[i] & near, i, take);
    }
  }

 private:
  static constexpr std::size_t kInOne = 64;

  template <typename Take>
  static void each_of(std::uint64_t part, std::size_t number, Take& take) {
    for (; part != 0; part &= part - 1) take(number * kInOne + static_cast<std::size_t>(std::countr_zero(part)));
  }

  std::vector<std::uint64_t> bits_;
};

}  // namespace dais::search
