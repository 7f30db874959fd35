// SPDX-License-Identifier: Apache-2.0
#include "search/passage_bits.h"

#include <cstring>
#include <numeric>

#include "search/several_at_once.h"

namespace dais::search {
namespace {

/// Compilers make this several at once, std::popcount() a call for each.
std::uint8_t count_of(std::uint16_t bits) {
  auto counts = static_cast<std::uint16_t>(bits - (bits >> 1U & 0x5555U));
  counts = static_cast<std::uint16_t>((counts & 0x3333U) + (counts >> 2U & 0x3333U));
  counts = static_cast<std::uint16_t>((counts + (counts >> 4U)) & 0x0F0FU);
  return static_cast<std::uint8_t>(counts + (counts >> 8U));
}

using Eight = std::uint64_t;  ///< counts side by side

std::uint32_t sum_of(Eight counts) {
  constexpr Eight kEverySecond = 0x00FF'00FF'00FF'00FFU;
  const Eight pairs = (counts & kEverySecond) + (counts >> 8U & kEverySecond);
  return static_cast<std::uint32_t>(pairs * 0x0001'0001'0001'0001U >> 48U);
}

/// Of `count` of them from `first` on.
std::uint32_t sum_of(std::span<const std::uint8_t> counts, std::size_t first, std::size_t count) {
  std::uint32_t sum = 0;
  Eight eight = 0;
  for (; count > 0 && first + sizeof(eight) <= counts.size(); first += sizeof(eight)) {
    std::memcpy(&eight, counts.data() + first, sizeof(eight));
    if (count < sizeof(eight)) return sum + sum_of(eight & ((Eight{1} << count * 8) - 1));
    sum += sum_of(eight);
    count -= sizeof(eight);
  }
  for (; count > 0; --count) sum += counts[first++];
  return sum;
}

/// A block's passages, those beside them, and those beside what the blocks before and after it end and begin with.
std::uint16_t beside(std::uint16_t before, std::uint16_t here, std::uint16_t after) {
  return static_cast<std::uint16_t>(here | here << 1U | here >> 1U | before >> 15U | (after & 1U) << 15U);
}

}  // namespace

DAIS_SEVERAL_AT_ONCE void add_passages(PassageBits others, std::span<std::uint16_t> into) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] |= others[i];
}

DAIS_SEVERAL_AT_ONCE void keep_passages(PassageBits others, std::span<std::uint16_t> of) {
  for (std::size_t i = 0; i < of.size(); ++i) of[i] &= others[i];
}

DAIS_SEVERAL_AT_ONCE void remove_passages(PassageBits others, std::span<std::uint16_t> of) {
  for (std::size_t i = 0; i < of.size(); ++i) of[i] = static_cast<std::uint16_t>(of[i] & ~others[i]);
}

DAIS_SEVERAL_AT_ONCE std::uint64_t count_passages(PassageBits passages) {
  std::uint32_t sum = 0;
  for (const std::uint16_t mask : passages) sum += count_of(mask);
  return sum;
}

DAIS_SEVERAL_AT_ONCE void count_passages(PassageBits passages, std::span<std::uint8_t> into) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = count_of(passages[i]);
}

DAIS_SEVERAL_AT_ONCE void count_common_passages(PassageBits a, PassageBits b, std::span<std::uint8_t> into) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = count_of(a[i] & b[i]);
}

DAIS_SEVERAL_AT_ONCE void count_beside(PassageBits of, std::span<const std::uint8_t> counts, PassageBits others,
                                       std::span<std::uint8_t> into) {
  const std::size_t last = into.size() - 1;
  const auto at = [&](std::size_t i, std::uint16_t before, std::uint16_t after) {
    const bool is_beside = (of[i] & beside(before, others[i], after)) != 0;
    // Without a branch: that would be one at a time.
    return static_cast<std::uint8_t>(counts[i] & (is_beside ? 0xFFU : 0U));
  };
  for (std::size_t i = 1; i < last; ++i) into[i] = at(i, others[i - 1], others[i + 1]);
  into[0] = at(0, 0, last > 0 ? others[1] : std::uint16_t{0});
  if (last > 0) into[last] = at(last, others[last - 1], 0);
}

DAIS_SEVERAL_AT_ONCE void sum_by_session(std::span<const std::uint8_t> counts, const Corpus& corpus,
                                         std::span<std::uint32_t> into) {
  for (std::size_t s = 0; s < into.size(); ++s) {
    const BlockRange blocks = corpus.blocks_of_session[s];
    into[s] = sum_of(counts, blocks.first, blocks.end - blocks.first);
  }
}

std::uint64_t sum_of(std::span<const std::uint32_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

}  // namespace dais::search
