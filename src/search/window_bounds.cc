// SPDX-License-Identifier: Apache-2.0
#include "search/window_bounds.h"

#include <algorithm>
#include <array>
#include <vector>

#include "search/formula.h"

namespace dais::search {
namespace {

/// Covers that sums of floats depend on their order.
constexpr float kRounding = 1e-4F;
/// A bit each, of the lowest part.
constexpr unsigned kPassagesOfPart = (1U << kPassagesInPart) - 1;

/// Hits of one session that lie in order, by how close they lie together.
class SessionHits {
 public:
  SessionHits(const Outline& outline, std::span<const std::uint32_t> words) : outline_(outline), words_(words) {}

  /// What they add at most to cells that sentences of these passages begin in; passages rise from call to call.
  float most_in(std::uint32_t first_passage, std::uint32_t end_passage) {
    const std::uint32_t first = begin_of(outline_.first_sentence(first_passage));
    const std::uint32_t last = begin_of(std::max(outline_.first_sentence(end_passage), 1U) - 1);
    float most = 0;
    for (std::size_t w = 0; w < kWeights.windows.size(); ++w) most += most_of_window(w, first, last);
    return most;
  }

 private:
  static constexpr RankWeights kWeights;

  /// The cell that the sentence begins in.
  [[nodiscard]] std::uint32_t begin_of(std::uint32_t sentence) const {
    return outline_.cell_of(std::min(sentence, static_cast<std::uint32_t>(outline_.sentences.size()) - 1));
  }
  [[nodiscard]] std::uint32_t words_before(std::uint32_t cell) const {
    return outline_.words_before_cell[std::min(cell, outline_.cells())];
  }

  /// Of windows around these cells.
  float most_of_window(std::size_t number, std::uint32_t first_cell, std::uint32_t last_cell) {
    const Window& window = kWeights.windows[number];
    const auto before = [&](std::uint32_t cell) { return words_before(cell - std::min(cell, window.reach)); };
    const auto until = [&](std::uint32_t cell) { return words_before(cell + window.reach + 1); };
    std::uint32_t longest = 0;
    std::uint32_t shortest = UINT32_MAX;
    for (std::uint32_t cell = first_cell; cell <= last_cell; ++cell) {
      const std::uint32_t length = until(cell) - before(cell);
      longest = std::max(longest, length);
      shortest = std::min(shortest, length);
    }
    std::size_t& begin = begins_[number];
    while (begin < words_.size() && words_[begin] < before(first_cell)) ++begin;
    const std::size_t count = most_within(begin, until(last_cell), longest);
    if (count == 0) return 0;
    return window.weight *
           worth_in_window(static_cast<float>(count), norm_of_window(static_cast<float>(shortest), window.reach));
  }

  /// Of the hits from `begin` on and before the word `end`, how many lie in a stretch of so many words at most.
  [[nodiscard]] std::size_t most_within(std::size_t begin, std::uint32_t end, std::uint32_t length) const {
    std::size_t most = 0;
    for (std::size_t next = begin; next < words_.size() && words_[next] < end; ++next) {
      while (begin < next && words_[next] - words_[begin] >= length) ++begin;
      most = std::max(most, next - begin + 1);
    }
    return most;
  }

  const Outline& outline_;
  std::span<const std::uint32_t> words_;
  std::array<std::size_t, kWeights.windows.size()> begins_{};  ///< of the hits that windows have, by window
};

/// `passages`: of the block, those that have it.
void bound(PartsOfImpact& parts, std::uint16_t passages, std::uint32_t first_passage, SessionHits& hits) {
  for (std::uint32_t part = 0; part < kPartsOfBlock; ++part) {
    if ((passages >> part * kPassagesInPart & kPassagesOfPart) == 0) continue;
    const std::uint32_t first = first_passage + part * kPassagesInPart;
    parts[part] = std::min(parts[part], Impact::steps_of(hits.most_in(first, first + kPassagesInPart) + kRounding));
  }
}

}  // namespace

void bound_by_windows(const HitList& list, const CorpusSession& session, std::span<PartsOfImpact> parts) {
  if (!session.record->is_in_order) return;
  const Outline outline = session.outline();
  const BlockRange blocks{session.first_block, session.end_block()};
  std::vector<std::uint32_t> words;
  list.each_with_places(blocks, [&](const BlockHead& head, std::span<const std::uint32_t> places) {
    const std::uint32_t first = (head.block - session.first_block) * kPassagesInBlock;
    for (const std::uint32_t place : places) words.push_back(outline.passages[first].first_word + place);
  });
  SessionHits hits(outline, words);
  list.each_with_places(blocks, [&](const BlockHead& head, std::span<const std::uint32_t>) {
    const std::uint32_t block = head.block - session.first_block;
    bound(parts[block], head.passages, block * kPassagesInBlock, hits);
  });
}

}  // namespace dais::search
