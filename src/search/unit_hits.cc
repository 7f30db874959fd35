// SPDX-License-Identifier: Apache-2.0
#include "search/unit_hits.h"

#include <algorithm>
#include <array>

#include "search/formula.h"

namespace dais::search {
namespace {

using Places = std::vector<std::uint32_t>;

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
  const RankWeights weights;
  float most = 0;
  for (const Window& window : weights.windows) {
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

/// What a member adds to blocks beside that another member is in: their own heads do not tell.
void add_edges(const BlockHead& head, const Corpus& corpus, const HeadColumns& into) {
  const auto add = [&](std::uint32_t block, float most, std::size_t first_part) {
    if (most == 0 || into.passages[block] == 0) return;
    if (corpus.session_of_block[block] != corpus.session_of_block[head.block]) return;
    const std::uint32_t steps = Impact::steps_of(most);
    for (std::size_t part = first_part; part < first_part + 2; ++part) {
      std::uint8_t& sum = into.parts[block][part];
      sum = saturated(sum + steps, UINT8_MAX);
    }
  };
  if (head.block > 0) add(head.block - 1, head.impact.to_before(), 2);
  if (head.block + 1 < corpus.blocks()) add(head.block + 1, head.impact.to_after(), 0);
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

std::span<const std::uint32_t> HitList::places_of_head(std::size_t head) const {
  const std::size_t begin = head == 0 ? 0 : ends_[head - 1];
  return std::span(places_).subspan(begin, ends_[head] - begin);
}

std::span<const std::uint32_t> HitList::places(std::uint32_t block) const {
  const auto head = std::ranges::lower_bound(heads_, block, {}, &BlockHead::block);
  if (head == heads_.end() || head->block != block) return {};
  return places_of_head(static_cast<std::size_t>(head - heads_.begin()));
}

void UnitHits::places(std::uint32_t block, Places& into) const {
  into.clear();
  each_with_places({block, block + 1}, [&](std::uint32_t, const Places& here) { into = here; });
}

void UnitHits::gather(BlockRange blocks, std::vector<PlaceInBlock>& into) const {
  into.clear();
  each_of_members(blocks, [&](std::uint32_t block, std::span<const std::uint32_t> places) {
    for (const std::uint32_t place : places) into.push_back({block, place});
  });
  if (!std::ranges::is_sorted(into)) std::ranges::sort(into);
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

void UnitHits::spread(const Corpus& corpus, const HeadColumns& into) const {
  if (lies()) {
    for (const InSegment& one : lies_.front())
      one.postings.spread(into.part(one.first_block, one.end_block - one.first_block));
    return;
  }
  each_head([&](const BlockHead& head) {
    into.set(into.passages[head.block] == 0 ? head : together(into.head(head.block), head));
  });
  if (lies_.size() + lists_.size() > 1) each_head([&](const BlockHead& head) { add_edges(head, corpus, into); });
}

HeadsByBlock::HeadsByBlock(const UnitHits& hits, const Corpus& corpus) {
  passages_.assign(corpus.blocks(), 0);
  counts_.assign(corpus.blocks(), 0);
  parts_.assign(corpus.blocks(), {});
  edges_.assign(corpus.blocks(), 0);
  hits.spread(corpus, {passages_.values(), counts_.values(), parts_.values(), edges_.values()});
}

}  // namespace dais::search
