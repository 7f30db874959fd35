// SPDX-License-Identifier: Apache-2.0
#include "search/impacts.h"

#include <algorithm>
#include <cmath>

namespace dais::search {
namespace {

constexpr RankWeights kWeights;

constexpr float most_of_windows() {
  float sum = 0;
  for (const Window& window : kWeights.windows) sum += window.weight * (kWindowK1 + 1);
  return sum;
}
static_assert(most_of_windows() <= Impact::kMost, "a bound that is cut off is none");
static_assert(std::ranges::all_of(kWeights.windows, [](const Window& one) { return one.reach <= kFarthestCell; }) &&
              std::ranges::all_of(kWeights.pairs, [](const Window& one) { return one.reach <= kFarthestCell; }) &&
              kWeights.covered.reach <= kFarthestCell && kWeights.adjacent.reach <= kFarthestCell);

/// The small addition covers that sums of floats depend on their order.
constexpr float kRounding = 1e-5F;

std::uint8_t rounded_up(float score) { return score == 0 ? std::uint8_t{0} : Impact::steps_of(score + kRounding); }

std::uint8_t edge_of(float score) { return score == 0 ? std::uint8_t{0} : Impact::edge_of(score + kRounding); }

}  // namespace

SessionImpacts::SessionImpacts(const Outline& outline) : outline_(outline), scores_(outline.cells(), 0) {
  const auto passages = static_cast<std::uint32_t>(outline.passages.size());
  for (std::uint32_t first = 0; first < passages; first += kPassagesInBlock) {
    Block& block = blocks_.emplace_back();
    block.widen(outline, first, first + kPassagesInBlock);
    for (std::uint32_t part = 0; part < kPartsOfBlock; ++part)
      block.parts[part].widen(outline, first + part * kPassagesInPart, first + (part + 1) * kPassagesInPart);
  }
  wild_ = reaches_too_far();
  for (std::size_t w = 0; w < norms_.size(); ++w) {
    const std::uint32_t reach = kWeights.windows[w].reach;
    for (std::uint32_t cell = 0; cell < outline.cells(); ++cell) {
      const float words = outline.words_in(cell - std::min(reach, cell), std::min(cell + reach + 1, outline.cells()));
      norms_[w].push_back(norm_of_window(words, reach));
    }
  }
}

void SessionImpacts::Range::widen(const Outline& outline, std::uint32_t first_passage, std::uint32_t end_passage) {
  for (std::uint32_t i = outline.first_sentence(first_passage); i < outline.first_sentence(end_passage); ++i) {
    first = std::min(first, outline.cell_of(i));
    last = std::max(last, outline.cell_of(i));
    last_said = std::max(last_said, outline.sentences[i].end_ms / kCellMs);
  }
}

bool SessionImpacts::reaches_too_far() const {
  for (std::size_t b = 0; b + 1 < blocks_.size(); ++b) {
    if (blocks_[b + 1].first < blocks_[b].first || blocks_[b + 1].last < blocks_[b].last) return true;
    const bool is_last = b + 2 == blocks_.size();
    if (is_last) continue;
    if (blocks_[b].last_said + kFarthestCell >= blocks_[b + 2].first) return true;
    if (blocks_[b + 1].last <= blocks_[b].last + kFarthestCell) return true;
    // Edges count for two parts of the block beside.
    if (blocks_[b].last_said + kFarthestCell >= blocks_[b + 1].parts[2].first) return true;
    if (b > 0 && blocks_[b].first <= blocks_[b - 1].parts[1].last + kFarthestCell) return true;
  }
  return false;
}

void SessionImpacts::score(const std::vector<CellCount>& counts) {
  std::fill(scores_.begin() + scored_first_, scores_.begin() + scored_end_, 0.0F);
  scored_first_ = counts.front().cell - std::min(counts.front().cell, kFarthestCell);
  scored_end_ = std::min(counts.back().cell + kFarthestCell + 1, outline_.cells());
  // What lies too far apart for any window to have both is scored apart.
  const CellCount* first = counts.data();
  const CellCount* const end = counts.data() + counts.size();
  for (const CellCount* at = first; at != end; ++at) {
    if (at + 1 != end && (at + 1)->cell - at->cell <= 2 * kFarthestCell) continue;
    score_around(first, at + 1);
    first = at + 1;
  }
}

void SessionImpacts::score_around(const CellCount* first, const CellCount* end) {
  const std::uint32_t first_cell = first->cell - std::min(first->cell, kFarthestCell);
  const std::uint32_t end_cell = std::min((end - 1)->cell + kFarthestCell + 1, outline_.cells());
  const std::size_t cells = end_cell - first_cell;
  sums_.assign(cells + 2 * kFarthestCell + 1, 0);
  for (const CellCount* one = first; one != end; ++one) sums_[one->cell - first_cell + kFarthestCell + 1] = one->count;
  for (std::size_t i = 1; i < sums_.size(); ++i) sums_[i] += sums_[i - 1];
  for (std::size_t w = 0; w < norms_.size(); ++w) {
    const std::uint32_t reach = kWeights.windows[w].reach;
    const float weight = kWeights.windows[w].weight;
    const float* before = sums_.data() + kFarthestCell - reach;
    const float* after = sums_.data() + kFarthestCell + reach + 1;
    const float* norm = norms_[w].data() + first_cell;
    float* into = scores_.data() + first_cell;
    for (std::size_t i = 0; i < cells; ++i) {
      into[i] += weight * worth_in_window(after[i] - before[i], norm[i]);
    }
  }
}

float SessionImpacts::most_in(const Range& range) const {
  const std::uint32_t end = std::min(scored_end_, range.last + 1);
  float most = 0;
  for (std::uint32_t cell = std::max(scored_first_, range.first); cell < end; ++cell)
    most = std::max(most, scores_[cell]);
  return most;
}

Impact SessionImpacts::of(std::uint32_t block, Beside before, Beside after) const {
  Impact impact;
  for (std::size_t part = 0; part < kPartsOfBlock; ++part)
    impact.parts[part] = rounded_up(most_in(blocks_[block].parts[part]));
  const std::uint8_t to_before =
      block == 0 || before == Beside::kHasIt ? std::uint8_t{0} : edge_of(most_in(blocks_[block - 1]));
  const std::uint8_t to_after =
      block + 1 == blocks_.size() || after == Beside::kHasIt ? std::uint8_t{0} : edge_of(most_in(blocks_[block + 1]));
  impact.edges = static_cast<std::uint8_t>(to_before << 4U | to_after);
  return impact;
}

}  // namespace dais::search
