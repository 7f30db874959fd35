// SPDX-License-Identifier: Apache-2.0
#include "search/hits_by_block.h"

#include <algorithm>
#include <array>

namespace dais::search {
namespace {

/// The most of some bytes, of those of their bits that are in `mask`; so many are looked at at once.
template <std::size_t kAtOnce>
std::uint8_t most_of(std::span<const std::uint8_t> bytes, std::uint8_t mask) {
  std::array<std::uint8_t, kAtOnce> most{};
  for (; bytes.size() >= kAtOnce; bytes = bytes.subspan(kAtOnce)) {
    for (std::size_t i = 0; i < kAtOnce; ++i) most[i] = std::max<std::uint8_t>(most[i], bytes[i] & mask);
  }
  for (std::size_t i = 0; i < bytes.size(); ++i) most[i] = std::max<std::uint8_t>(most[i], bytes[i] & mask);
  return *std::ranges::max_element(most);
}

}  // namespace

HitsByBlock::HitsByBlock(UnitHits hits, const Corpus& corpus) : hits_(std::move(hits)) {
  if (hits_.empty()) return;
  heads_ = HeadsByBlock(hits_, corpus);
  // Sessions that are gone have no passages there.
  if (corpus.has_gone) keep_passages(corpus.passages_in_block, heads_.passages());
  passages_ = count_passages(heads_.passages());
  in_session_.resize(corpus.sessions.size());
  sum_by_session(heads_.counts(), corpus, in_session_.values());
  count_ = sum_of(in_session_.values());
}

float HitsByBlock::most_in(BlockRange blocks) const {
  const std::size_t count = blocks.end - blocks.first;
  const std::uint8_t within = most_of<16>({heads_.parts()[blocks.first].data(), count * kPartsOfBlock}, UINT8_MAX);
  const std::span<const std::uint8_t> edges = heads_.edges().subspan(blocks.first, count);
  const Impact impact{{within}, static_cast<std::uint8_t>(most_of<8>(edges, 0xF0) | most_of<8>(edges, 0x0F))};
  return std::max({impact.to_part(0), impact.to_before(), impact.to_after()});
}

void HitsByBlock::places(std::uint32_t block, std::vector<std::uint32_t>& into) const {
  into.clear();
  if (passages_in(block) != 0) hits_.places(block, into);
}

}  // namespace dais::search
