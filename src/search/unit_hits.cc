// SPDX-License-Identifier: Apache-2.0
#include "search/unit_hits.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "search/formula.h"
#include "search/reused.h"

namespace dais::search {
namespace {

using Places = std::vector<std::uint32_t>;

/// Where fewer blocks than one of so many have something, they are sorted; else there is a place for each.
constexpr std::size_t kSparse = 16;

std::uint8_t saturated(std::uint32_t sum, std::uint32_t most) { return static_cast<std::uint8_t>(std::min(sum, most)); }

std::uint8_t edge_for(float value) {
  const auto enough = std::ranges::lower_bound(Impact::kEdges, value);
  return static_cast<std::uint8_t>(std::min<std::ptrdiff_t>(enough - Impact::kEdges.begin(), 15));
}

/// What two things of a block add at most together.
Impact together(const Impact& a, const Impact& b) {
  Impact sum;
  for (std::size_t part = 0; part < kPartsOfBlock; ++part)
    sum.parts[part] = saturated(static_cast<std::uint32_t>(a.parts[part]) + b.parts[part], UINT8_MAX);
  sum.edges =
      static_cast<std::uint8_t>(edge_for(a.to_before() + b.to_before()) << 4U | edge_for(a.to_after() + b.to_after()));
  return sum;
}

/// What either of two things adds at most.
Impact most_of(const Impact& a, const Impact& b) {
  Impact most;
  for (std::size_t part = 0; part < kPartsOfBlock; ++part) most.parts[part] = std::max(a.parts[part], b.parts[part]);
  most.edges =
      static_cast<std::uint8_t>(std::max(a.edges & 0xF0, b.edges & 0xF0) | std::max(a.edges & 15, b.edges & 15));
  return most;
}

/// What things said so often add at most to cells of the blocks beside: windows of one cell do not reach there.
float most_beside(std::size_t count) {
  const RankWeights weights;
  float most = 0;
  for (const Window& window : weights.windows) {
    if (window.reach > 0)
      most += window.weight * worth_in_window(static_cast<float>(count), norm_of_window(0, window.reach));
  }
  return most;
}

/// The same as the edge of an impact.
std::uint8_t edge_of_count(std::size_t count) {
  static const auto edges = [] {
    std::array<std::uint8_t, kMostCounted> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = edge_for(most_beside(i));
    return all;
  }();
  return count < edges.size() ? edges[count] : edge_for(most_beside(count));
}

/// What members add to blocks that another member is in: their own heads do not tell. `sum_of`: a block's head, or
/// null where no member is in it.
template <typename SumOf>
void add_edges(const BlockHead& head, const Corpus& corpus, SumOf sum_of) {
  const auto add = [&](std::uint32_t block, float most, std::size_t first_part) {
    if (most == 0 || corpus.session_of_block[block] != corpus.session_of_block[head.block]) return;
    BlockHead* const found = sum_of(block);
    if (found == nullptr) return;
    const auto steps = static_cast<std::uint32_t>(std::ceil(most / Impact::kMost * Impact::kSteps));
    for (std::size_t part = first_part; part < first_part + 2; ++part) {
      std::uint8_t& sum = found->impact.parts[part];
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
  if (lies()) return each_with_places({block, block + 1}, [&](std::uint32_t, const Places& here) { into = here; });
  std::size_t members = 0;
  for (const auto& term : lies_) {
    for (const InSegment& one : term) {
      if (block < one.first_block || block >= one.end_block) continue;
      const std::uint32_t in_segment = block - one.first_block;
      one.postings.each_with_places(in_segment, in_segment + 1, [&](std::uint32_t, const Places& here) {
        into.insert(into.end(), here.begin(), here.end());
        ++members;
      });
    }
  }
  for (const HitList& list : lists_) {
    const auto places = list.places(block);
    into.insert(into.end(), places.begin(), places.end());
    members += places.empty() ? 0 : 1;
  }
  if (members > 1) std::ranges::sort(into);
  into.erase(std::unique(into.begin(), into.end()), into.end());
}

float UnitHits::spread(const HeadColumns& into) const {
  Impact most;
  const auto take = [&](const Impact& impact) { most = most_of(most, impact); };
  if (lies()) {
    for (const InSegment& one : lies_.front()) {
      take(one.postings.spread(into.part(one.first_block, one.end_block - one.first_block)));
    }
  } else {
    for (const BlockHead& head : worked_out()) {
      into.passages[head.block] = head.passages;
      into.counts[head.block] = head.count;
      into.impacts[head.block] = head.impact;
      take(head.impact);
    }
  }
  return std::max(
      {most.to_part(0), most.to_part(1), most.to_part(2), most.to_part(3), most.to_before(), most.to_after()});
}

template <typename Take>
void UnitHits::each_of_members(Take take) const {
  for (const auto& term : lies_) {
    for (const InSegment& one : term) {
      one.postings.each([&](BlockHead head) {
        head.block += one.first_block;
        take(head);
      });
    }
  }
  for (const HitList& list : lists_) std::ranges::for_each(list.heads(), take);
}

std::size_t UnitHits::heads_of_members() const {
  std::size_t sum = 0;
  for (const auto& term : lies_) {
    for (const InSegment& one : term) sum += one.postings.heads();
  }
  for (const HitList& list : lists_) sum += list.heads().size();
  return sum;
}

void UnitHits::merge(const Corpus& corpus) {
  if (lies_.size() + lists_.size() < 2) return;
  if (heads_of_members() < corpus.blocks() / kSparse) return merge_few(corpus);
  Reused<BlockHead> sums;
  sums.assign(corpus.blocks(), {});
  each_of_members([&](const BlockHead& head) {
    if (corpus.session_of_block[head.block] == Corpus::kNoSession) return;
    BlockHead& sum = sums[head.block];
    sum = sum.passages == 0 ? head : together(sum, head);
  });
  const auto sum_of = [&](std::uint32_t block) { return sums[block].passages == 0 ? nullptr : &sums[block]; };
  each_of_members([&](const BlockHead& head) { add_edges(head, corpus, sum_of); });
  for (const BlockHead& sum : sums.values()) {
    if (sum.passages != 0) merged_.push_back(sum);
  }
}

void UnitHits::merge_few(const Corpus& corpus) {
  each_of_members([&](const BlockHead& head) {
    if (corpus.session_of_block[head.block] != Corpus::kNoSession) merged_.push_back(head);
  });
  std::ranges::stable_sort(merged_, {}, &BlockHead::block);
  std::size_t kept = 0;
  for (const BlockHead& head : merged_) {
    if (kept > 0 && merged_[kept - 1].block == head.block)
      merged_[kept - 1] = together(merged_[kept - 1], head);
    else
      merged_[kept++] = head;
  }
  merged_.resize(kept);
  const auto sum_of = [&](std::uint32_t block) {
    const auto found = std::ranges::lower_bound(merged_, block, {}, &BlockHead::block);
    return found != merged_.end() && found->block == block ? &*found : nullptr;
  };
  each_of_members([&](const BlockHead& head) { add_edges(head, corpus, sum_of); });
}

}  // namespace dais::search
