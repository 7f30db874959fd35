// SPDX-License-Identifier: Apache-2.0
#include "search/hit_list.h"

#include <algorithm>
#include <array>
#include <utility>

#include "search/formula.h"

namespace dais::search {
namespace {

std::uint8_t saturated(std::uint32_t sum, std::uint32_t most) { return static_cast<std::uint8_t>(std::min(sum, most)); }

/// What two things of a block add at most together.
Impact together(const Impact& a, const Impact& b) {
  Impact sum;
  for (std::size_t part = 0; part < kPartsOfBlock; ++part)
    sum.parts[part] = saturated(static_cast<std::uint32_t>(a.parts[part]) + b.parts[part], UINT8_MAX);
  sum.edges = static_cast<std::uint8_t>(Impact::edge_of(a.to_before() + b.to_before()) << 4U |
                                        Impact::edge_of(a.to_after() + b.to_after()));
  return sum;
}

/// What things said so often add at most to cells that only windows of some reach have them in.
float most_of_count(std::size_t count, std::uint32_t least_reach) {
  constexpr RankWeights kWeights;
  float most = 0;
  for (const Window& window : kWeights.windows) {
    if (window.reach >= least_reach)
      most += window.weight * worth_in_window(static_cast<float>(count), norm_of_window(0, window.reach));
  }
  return most;
}

/// To cells of the blocks beside: windows of one cell do not reach there.
float most_beside(std::size_t count) { return most_of_count(count, 1); }

/// In steps, by how often.
const std::array<std::uint8_t, kMostCounted>& steps_by_count() {
  static const auto steps = [] {
    std::array<std::uint8_t, kMostCounted> all{};
    for (std::size_t i = 1; i < all.size(); ++i) all[i] = Impact::steps_of(most_of_count(i, 0));
    return all;
  }();
  return steps;
}

/// The same as the edge of an impact.
std::uint8_t edge_of_count(std::size_t count) {
  static const auto edges = [] {
    std::array<std::uint8_t, kMostCounted> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = Impact::edge_of(most_beside(i));
    return all;
  }();
  return count < edges.size() ? edges[count] : Impact::edge_of(most_beside(count));
}

}  // namespace

BlockHead together(const BlockHead& a, const BlockHead& b) {
  BlockHead sum;
  sum.block = a.block;
  sum.passages = a.passages | b.passages;
  sum.count = saturated(std::uint32_t{a.count} + b.count, kMostCounted);
  sum.impact = together(a.impact, b.impact);
  return sum;
}

void HitList::add(BlockHead head, std::span<const std::uint32_t> places) {
  head.count = saturated(static_cast<std::uint32_t>(places.size()), kMostCounted);
  const std::uint8_t edge = edge_of_count(places.size());
  head.impact.edges = static_cast<std::uint8_t>(edge << 4U | edge);
  heads_.push_back(head);
  places_.insert(places_.end(), places.begin(), places.end());
  ends_.push_back(places_.size());
}

void HitList::append(HitList&& later) {
  if (heads_.empty()) {
    *this = std::move(later);
    return;
  }
  heads_.insert(heads_.end(), later.heads_.begin(), later.heads_.end());
  for (const std::size_t end : later.ends_) ends_.push_back(places_.size() + end);
  places_.insert(places_.end(), later.places_.begin(), later.places_.end());
}

void HitList::bound_by_counts() {
  for (std::size_t i = 0; i < heads_.size(); ++i) {
    BlockHead& head = heads_[i];
    std::uint32_t about = head.count;
    if (i > 0 && heads_[i - 1].block + 1 == head.block) about += heads_[i - 1].count;
    if (i + 1 < heads_.size() && heads_[i + 1].block == head.block + 1) about += heads_[i + 1].count;
    if (about >= kMostCounted) continue;
    for (std::uint8_t& part : head.impact.parts) part = std::min(part, steps_by_count()[about]);
  }
}

std::span<const std::uint32_t> HitList::places(std::size_t head) const {
  const std::size_t begin = head == 0 ? 0 : ends_[head - 1];
  return std::span(places_).subspan(begin, ends_[head] - begin);
}

std::size_t HitList::first_head(std::uint32_t block) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(heads_, block, {}, &BlockHead::block) - heads_.begin());
}

}  // namespace dais::search
