// SPDX-License-Identifier: Apache-2.0
#include "search/impacts.h"

#include <algorithm>
#include <cmath>

namespace dais::search {
namespace {

const RankWeights kWeights;

std::uint8_t rounded_up(float score, float steps) {
  // The small addition covers that sums of floats depend on their order.
  return static_cast<std::uint8_t>(std::min(std::ceil((score + 1e-5F) / kMostImpact * steps), steps));
}

}  // namespace

SessionImpacts::SessionImpacts(const Outline& outline) : outline_(outline), of_one_(outline.cells()) {
  const auto passages = static_cast<std::uint32_t>(outline.passages.size());
  for (std::uint32_t first = 0; first < passages; first += kPassagesInBlock) {
    Range range{UINT32_MAX, 0, 0};
    const std::uint32_t end = outline.first_sentence(first + kPassagesInBlock);
    for (std::uint32_t i = outline.first_sentence(first); i < end; ++i) {
      range.first = std::min(range.first, outline.cell_of(i));
      range.last = std::max(range.last, outline.cell_of(i));
      range.last_said = std::max(range.last_said, outline.sentences[i].end_ms / kCellMs);
    }
    ranges_.push_back(range);
  }
  wild_ = reaches_too_far();
  for (std::size_t w = 0; w < norms_.size(); ++w) {
    const std::uint32_t reach = kWeights.windows[w].reach;
    for (std::uint32_t cell = 0; cell < outline.cells(); ++cell) {
      const float words = outline.words_in(cell - std::min(reach, cell), std::min(cell + reach + 1, outline.cells()));
      // Worth is f × 2.6 / (f + norm): see worth_in_window().
      norms_[w].push_back(2.6F / worth_in_window(1, words, reach) - 1);
    }
  }
}

bool SessionImpacts::reaches_too_far() const {
  for (std::size_t b = 0; b + 1 < ranges_.size(); ++b) {
    if (ranges_[b + 1].first < ranges_[b].first || ranges_[b + 1].last < ranges_[b].last) return true;
    const bool is_last = b + 2 == ranges_.size();
    if (is_last) continue;
    if (ranges_[b].last_said + kFarthestCell >= ranges_[b + 2].first) return true;
    if (ranges_[b + 1].last <= ranges_[b].last + kFarthestCell) return true;
  }
  return false;
}

Impact SessionImpacts::of(std::uint32_t block, const std::vector<CellCount>& counts) {
  const bool is_one = counts.size() == 1 && counts.front().count == 1;
  if (is_one && of_one_[counts.front().cell].block == block) return of_one_[counts.front().cell].impact;
  const std::uint32_t first = counts.front().cell - std::min(counts.front().cell, kFarthestCell);
  const std::uint32_t end = std::min(counts.back().cell + kFarthestCell + 1, outline_.cells());
  score(counts, first, end);
  const Impact found = impact(block, first);
  if (is_one) of_one_[counts.front().cell] = {block, found};
  return found;
}

void SessionImpacts::score(const std::vector<CellCount>& counts, std::uint32_t first, std::uint32_t end) {
  const std::size_t cells = end - first;
  sums_.assign(cells + 2 * kFarthestCell + 1, 0);
  for (const CellCount& one : counts) sums_[one.cell - first + kFarthestCell + 1] = one.count;
  for (std::size_t i = 1; i < sums_.size(); ++i) sums_[i] += sums_[i - 1];
  scores_.assign(cells, 0);
  for (std::size_t w = 0; w < norms_.size(); ++w) {
    const std::uint32_t reach = kWeights.windows[w].reach;
    const float weight = kWeights.windows[w].weight * 2.6F;
    const float* before = sums_.data() + kFarthestCell - reach;
    const float* after = sums_.data() + kFarthestCell + reach + 1;
    const float* norm = norms_[w].data() + first;
    float* into = scores_.data();
    for (std::size_t i = 0; i < cells; ++i) {
      const float count = after[i] - before[i];
      into[i] += weight * count / (count + norm[i]);
    }
  }
}

float SessionImpacts::most_in(std::uint32_t block, std::uint32_t first) const {
  if (block >= ranges_.size()) return 0;
  const std::uint32_t end = first + static_cast<std::uint32_t>(scores_.size());
  float most = 0;
  for (std::uint32_t cell = std::max(first, ranges_[block].first); cell < std::min(end, ranges_[block].last + 1); ++cell)
    most = std::max(most, scores_[cell - first]);
  return most;
}

Impact SessionImpacts::impact(std::uint32_t block, std::uint32_t first) const {
  const std::uint8_t before = rounded_up(block == 0 ? 0 : most_in(block - 1, first), kEdgeSteps);
  const std::uint8_t after = rounded_up(most_in(block + 1, first), kEdgeSteps);
  const bool none_before = block == 0 || most_in(block - 1, first) == 0;
  const bool none_after = most_in(block + 1, first) == 0;
  return {rounded_up(most_in(block, first), kOwnSteps),
          static_cast<std::uint8_t>((none_before ? 0 : before << 4U) | (none_after ? 0 : after))};
}

}  // namespace dais::search
