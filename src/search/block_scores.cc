// SPDX-License-Identifier: Apache-2.0
#include "search/block_scores.h"

#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

namespace dais::search {
namespace {

/// More than there are in any captions that are read; what a damaged file says beyond is left out.
constexpr std::uint32_t kMostWords = 1U << 25U;

}  // namespace

std::uint32_t BlockScores::Reached::first_word_of(std::uint32_t block) const {
  const std::size_t passage = std::size_t{block - session->first_block} * kPassagesInBlock;
  return passage < outline.passages.size() ? outline.passages[passage].first_word : outline.words;
}

void BlockScores::begin(BlockRange blocks) {
  const CorpusSession& session = corpus_.session_of(blocks.first);
  reached_.session = &session;
  reached_.outline = session.outline();
  reached_.blocks.first = std::max(session.first_block, blocks.first - std::min(blocks.first, 1U));
  reached_.blocks.end = std::min(session.end_block(), blocks.end + 1);
  reached_.first_word = reached_.first_word_of(reached_.blocks.first);
  reached_.words = std::min(reached_.place_of(reached_.blocks.end), kMostWords);
  for (Said& said : said_) said.is_read = said.is_paired = false;
}

void BlockScores::read(std::size_t unit) {
  if (std::exchange(said_[unit].is_read, true)) return;
  WordBits& words = said_[unit].words;
  words.clear(reached_.words + 2 * kMargin);
  matches_.units[unit].said.each_of_members(reached_.blocks,
                                            [&](std::uint32_t block, std::span<const std::uint32_t> places) {
                                              const std::uint32_t first = reached_.place_of(block);
                                              for (const std::uint32_t place : places) {
                                                if (first + place < reached_.words) words.set(first + place + kMargin);
                                              }
                                            });
}

void BlockScores::read_pair(std::size_t unit) {
  Said& said = said_[unit];
  if (std::exchange(said.is_paired, true)) return;
  read(unit - 1);
  read(unit);
  const WordBits& ones = said_[unit - 1].words;
  const HitsByBlock& hits = matches_.units[unit].said;
  const WordBits* others = &said.words;
  // A neighbour may stand just beyond what was read.
  const CorpusSession& session = *reached_.session;
  const std::size_t end = std::size_t{reached_.words} + kMargin;
  const bool before = reached_.blocks.first > session.first_block && ones.has_any(kMargin, kMargin + kPairReach);
  const bool after = reached_.blocks.end < session.end_block() && ones.has_any(end - kPairReach, end);
  if (before || after) {
    beyond_ = said.words;
    others = &beyond_;
    if (before) set_beyond(hits, reached_.blocks.first - 1, beyond_);
    if (after) set_beyond(hits, reached_.blocks.end, beyond_);
  }
  said.near.clear();
  said.followed.clear();
  ones.each_near(*others, kPairReach, [&](std::size_t place) {
    said.near.push_back(place);
    if (others->has(place + 1)) said.followed.push_back(place);
  });
  count_by_block(said.near, said.near_in_block);
  count_by_block(said.followed, said.followed_in_block);
}

void BlockScores::count_by_block(const Places& places, std::vector<std::uint32_t>& into) const {
  into.assign(reached_.blocks.end - reached_.blocks.first, 0);
  std::size_t at = 0;
  for (std::size_t i = 0; i < into.size() && at < places.size(); ++i) {
    const std::size_t end = reached_.place_of(reached_.blocks.first + static_cast<std::uint32_t>(i) + 1) + kMargin;
    for (; at < places.size() && places[at] < end; ++at) ++into[i];
  }
}

void BlockScores::set_beyond(const HitsByBlock& hits, std::uint32_t block, WordBits& bits) const {
  hits.each_with_places({block, block + 1}, [&](std::uint32_t, const std::vector<std::uint32_t>& places) {
    for (const std::uint32_t place : places) {
      const std::uint64_t at = std::uint64_t{reached_.first_word_of(block)} + place + kMargin;
      if (at >= reached_.first_word && at - reached_.first_word < reached_.words + 2 * kMargin)
        bits.set(at - reached_.first_word);
    }
  });
}

float BlockScores::pair_at_most(std::size_t unit, std::uint32_t block) const {
  // In it and in the blocks beside.
  const auto about = [&](const std::vector<std::uint32_t>& counts) {
    const std::size_t at = block - reached_.blocks.first;
    return static_cast<float>((at > 0 ? counts[at - 1] : 0) + counts[at] +
                              (at + 1 < counts.size() ? counts[at + 1] : 0));
  };
  const float near = about(said_[unit].near_in_block);
  if (near == 0) return 0;
  float worth = weights_.adjacent.weight * worth_of_pairs(about(said_[unit].followed_in_block));
  for (const Window& window : weights_.pairs) worth += window.weight * worth_of_pairs(near);
  return query_.units()[unit].pair * worth;
}

std::uint32_t BlockScores::first_matching(BlockRange blocks) const {
  std::uint32_t block = blocks.first;
  while (block + 1 < blocks.end && matches_.in(block) == 0) ++block;
  return passage_of(block, static_cast<unsigned>(std::countr_zero(matches_.in(block))));
}

std::uint32_t BlockScores::last_matching(BlockRange blocks) const {
  std::uint32_t block = blocks.end - 1;
  while (block > blocks.first && matches_.in(block) == 0) --block;
  return passage_of(block, static_cast<unsigned>(std::bit_width(matches_.in(block))) - 1);
}

void BlockScores::set_cells(BlockRange blocks) {
  const Outline& outline = reached_.outline;
  cells_.first_sentence = outline.first_sentence(first_matching(blocks));
  cells_.end_of_sentences = outline.end_of_sentences(last_matching(blocks));
  cells_.first = UINT32_MAX;
  cells_.end = 0;
  for (std::uint32_t i = cells_.first_sentence; i < cells_.end_of_sentences; ++i) {
    const std::uint32_t cell = outline.cell_of(i);
    cells_.first = std::min(cells_.first, cell);
    cells_.end = std::max(cells_.end, cell + 1);
  }
  cells_.first = std::min(cells_.first, cells_.end);
  cells_.first_reached = cells_.first - std::min(cells_.first, kFarthestCell);
  cells_.end_reached = std::min(cells_.end + kFarthestCell, outline.cells());
  cells_.first_word = reached_.place_of(std::max(reached_.blocks.first, blocks.first - std::min(blocks.first, 1U)));
  cells_.end_of_words = reached_.place_of(std::min(reached_.blocks.end, blocks.end + 1));
}

void BlockScores::find_norms() {
  const std::size_t cells = cells_.count();
  const auto& words_before = reached_.outline.words_before_cell;
  words_before_.resize(cells + 2 * kFarthestCell + 1);
  for (std::size_t i = 0; i < words_before_.size(); ++i) {
    const std::size_t cell = cells_.first + i;
    words_before_[i] = static_cast<float>(
        words_before[std::min(cell - std::min<std::size_t>(cell, kFarthestCell), words_before.size() - 1)] -
        words_before[0]);
  }
  for (std::size_t w = 0; w < norms_.size(); ++w) {
    const std::uint32_t reach = weights_.windows[w].reach;
    const float* const before = words_before_.data() + kFarthestCell - reach;
    const float* const after = words_before_.data() + kFarthestCell + reach + 1;
    norms_[w].resize(cells);
    for (std::size_t i = 0; i < cells; ++i) norms_[w][i] = norm_of_window(after[i] - before[i], reach);
  }
}

void BlockScores::begin_counting() {
  // Padded, so that no window needs to be cut.
  counts_.assign(cells_.end_reached - cells_.first_reached + 2 * kFarthestCell + 2, 0);
  is_any_counted_ = false;
}

void BlockScores::add_to_cell(std::uint32_t cell) {
  if (cell < cells_.first_reached || cell >= cells_.end_reached) return;
  counts_[cell - cells_.first_reached + kFarthestCell + 1] += 1;
  is_any_counted_ = true;
}

void BlockScores::end_counting() {
  for (std::size_t i = 1; i < counts_.size(); ++i) counts_[i] += counts_[i - 1];
}

void BlockScores::add_word_windows(float weight) {
  const std::size_t first = cells_.first - cells_.first_reached + kFarthestCell;
  for (std::size_t w = 0; w < norms_.size(); ++w) {
    const Window& window = weights_.windows[w];
    const float factor = weight * window.weight;
    const float* before = counts_.data() + first - window.reach;
    const float* after = counts_.data() + first + window.reach + 1;
    const float* norm = norms_[w].data();
    float* into = scores_.data();
    for (std::size_t i = 0; i < scores_.size(); ++i) into[i] += factor * worth_in_window(after[i] - before[i], norm[i]);
  }
}

void BlockScores::cover(float weight) {
  const std::size_t first = cells_.first - cells_.first_reached + kFarthestCell;
  const float* before = counts_.data() + first - weights_.covered.reach;
  const float* after = counts_.data() + first + weights_.covered.reach + 1;
  for (std::size_t i = 0; i < covered_.size(); ++i) covered_[i] += after[i] > before[i] ? weight : 0;
}

void BlockScores::add_pair_windows(float weight, std::span<const Window> windows) {
  const std::size_t first = cells_.first - cells_.first_reached + kFarthestCell;
  for (const Window& window : windows) {
    const float factor = weight * window.weight;
    const float* before = counts_.data() + first - window.reach;
    const float* after = counts_.data() + first + window.reach + 1;
    for (std::size_t i = 0; i < scores_.size(); ++i) scores_[i] += factor * worth_of_pairs(after[i] - before[i]);
  }
}

template <typename Each>
bool BlockScores::count(const Each& each) {
  begin_counting();
  std::optional<CellsOfWords> cells;
  each(cells_.first_word + kMargin, cells_.end_of_words + kMargin, [&](std::size_t place) {
    const std::uint32_t word = reached_.first_word + static_cast<std::uint32_t>(place) - kMargin;
    if (!cells) cells.emplace(*reached_.session, word);
    add_to_cell(cells->of(word));
  });
  if (is_any_counted_) end_counting();
  return is_any_counted_;
}

bool BlockScores::count(const Places& places) {
  return count([&](std::size_t first, std::size_t end, const auto& take) {
    for (const std::size_t place : places) {
      if (place >= first && place < end) take(place);
    }
  });
}

void BlockScores::add_said(std::size_t unit) {
  const WordBits& words = said_[unit].words;
  if (!count([&](std::size_t first, std::size_t end, const auto& take) { words.each(first, end, take); })) return;
  add_word_windows(query_.units()[unit].said);
  cover(query_.units()[unit].said);
}

void BlockScores::add_named(std::size_t unit) {
  const Outline& outline = reached_.outline;
  begin_counting();
  matches_.units[unit].named.each_with_places(
      reached_.blocks, [&](std::uint32_t block, const std::vector<std::uint32_t>& places) {
        const std::uint32_t passage = (block - reached_.session->first_block) * kPassagesInBlock;
        for (const std::uint32_t place : places) {
          const std::size_t sentence = std::size_t{outline.first_sentence(passage)} + place;
          if (sentence < outline.sentences.size()) add_to_cell(outline.cell_of(static_cast<std::uint32_t>(sentence)));
        }
      });
  if (!is_any_counted_) return;
  // Once a cell.
  for (float& count : counts_) count = std::min(count, 1.0F);
  end_counting();
  add_word_windows(query_.units()[unit].named);
}

PassageScore BlockScores::best_of(std::uint32_t passage) const {
  const Outline& outline = reached_.outline;
  PassageScore best{passage, 0, -1};
  const std::uint32_t end = std::min(outline.end_of_sentences(passage), cells_.end_of_sentences);
  for (std::uint32_t s = std::max(outline.first_sentence(passage), cells_.first_sentence); s < end; ++s) {
    const std::uint32_t cell = outline.cell_of(s);
    const float score = scores_[cell - cells_.first];
    if (score > best.score) best = {passage, cell, score};
  }
  best.score = std::max(best.score, 0.0F);
  return best;
}

void BlockScores::score(BlockRange blocks, std::vector<PassageScore>& into) {
  into.clear();
  set_cells(blocks);
  scores_.assign(cells_.count(), 0);
  covered_.assign(cells_.count(), 0);
  find_norms();
  for (std::size_t unit = 0; unit < said_.size(); ++unit) {
    read(unit);
    add_said(unit);
    if (!matches_.units[unit].named.empty()) add_named(unit);
    const float pair = query_.units()[unit].pair;
    if (pair <= 0) continue;
    read_pair(unit);
    if (!count(said_[unit].near)) continue;
    add_pair_windows(pair, weights_.pairs);
    if (count(said_[unit].followed)) add_pair_windows(pair, {&weights_.adjacent, 1});
  }
  for (std::size_t i = 0; i < scores_.size(); ++i)
    scores_[i] += weights_.covered.weight * worth_of_cover(covered_[i], query_.all_said());
  const float of_session = query_.of_session(corpus_.session_of_block[blocks.first]);
  for (std::uint32_t block = blocks.first; block < blocks.end; ++block) {
    for (unsigned matching = matches_.in(block); matching != 0; matching &= matching - 1) {
      PassageScore best = best_of(passage_of(block, static_cast<unsigned>(std::countr_zero(matching))));
      best.score += of_session;
      into.push_back(best);
    }
  }
}

}  // namespace dais::search
