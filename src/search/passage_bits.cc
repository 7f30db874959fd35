// SPDX-License-Identifier: Apache-2.0
#include "search/passage_bits.h"

#include <cstring>
#include <numeric>

namespace dais::search {
namespace {

/// Compilers make this several at once, std::popcount() a call for each.
std::uint8_t count_of(std::uint16_t bits) {
  auto counts = static_cast<std::uint16_t>(bits - (bits >> 1U & 0x5555U));
  counts = static_cast<std::uint16_t>((counts & 0x3333U) + (counts >> 2U & 0x3333U));
  counts = static_cast<std::uint16_t>((counts + (counts >> 4U)) & 0x0F0FU);
  return static_cast<std::uint8_t>(counts + (counts >> 8U));
}

std::uint32_t sum_of(std::span<const std::uint8_t> counts) {
  constexpr std::uint64_t kEverySecond = 0x00FF'00FF'00FF'00FFU;
  std::uint64_t eight = 0;
  std::uint32_t sum = 0;
  for (; counts.size() >= sizeof(eight); counts = counts.subspan(sizeof(eight))) {
    std::memcpy(&eight, counts.data(), sizeof(eight));
    const std::uint64_t pairs = (eight & kEverySecond) + (eight >> 8U & kEverySecond);
    sum += static_cast<std::uint32_t>(pairs * 0x0001'0001'0001'0001U >> 48U);
  }
  for (const std::uint8_t count : counts) sum += count;
  return sum;
}

}  // namespace

void add_passages(PassageBits others, std::span<std::uint16_t> into) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] |= others[i];
}

void keep_passages(PassageBits others, std::span<std::uint16_t> of) {
  for (std::size_t i = 0; i < of.size(); ++i) of[i] &= others[i];
}

void remove_passages(PassageBits others, std::span<std::uint16_t> of) {
  for (std::size_t i = 0; i < of.size(); ++i) of[i] = static_cast<std::uint16_t>(of[i] & ~others[i]);
}

std::uint64_t count_passages(PassageBits passages) {
  std::uint32_t sum = 0;
  for (const std::uint16_t mask : passages) sum += count_of(mask);
  return sum;
}

void count_passages(PassageBits passages, std::span<std::uint8_t> into) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = count_of(passages[i]);
}

void count_common_passages(PassageBits a, PassageBits b, std::span<std::uint8_t> into) {
  for (std::size_t i = 0; i < into.size(); ++i) into[i] = count_of(a[i] & b[i]);
}

void sum_by_session(std::span<const std::uint8_t> counts, const Corpus& corpus, std::span<std::uint32_t> into) {
  for (std::size_t s = 0; s < into.size(); ++s) {
    const BlockRange blocks = corpus.blocks_of_session[s];
    into[s] = sum_of(counts.subspan(blocks.first, blocks.end - blocks.first));
  }
}

std::uint64_t sum_of(std::span<const std::uint32_t> counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

}  // namespace dais::search
