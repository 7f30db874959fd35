// SPDX-License-Identifier: Apache-2.0
#include "search/unit_hits.h"

#include <algorithm>

namespace dais::search {
namespace {

using Places = std::vector<std::uint32_t>;

/// What a member adds to blocks beside that another member is in: their own heads do not tell.
void add_edges(const BlockHead& head, const Corpus& corpus, const HeadColumns& into) {
  const auto add = [&](std::uint32_t block, float most, std::size_t first_part) {
    if (most == 0 || into.passages[block] == 0) return;
    if (corpus.session_of_block[block] != corpus.session_of_block[head.block]) return;
    const std::uint32_t steps = Impact::steps_of(most);
    for (std::size_t part = first_part; part < first_part + 2; ++part) {
      std::uint8_t& sum = into.parts[block][part];
      sum = static_cast<std::uint8_t>(std::min(sum + steps, std::uint32_t{UINT8_MAX}));
    }
  };
  if (head.block > 0) add(head.block - 1, head.impact.to_before(), 2);
  if (head.block + 1 < corpus.blocks()) add(head.block + 1, head.impact.to_after(), 0);
}

}  // namespace

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
