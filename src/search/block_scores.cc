// SPDX-License-Identifier: Apache-2.0
#include "search/block_scores.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace dais::search {
namespace {

/// Two words of the query are a pair where no more than three words of content lie between them; in speech that is
/// about twice as many words.
constexpr std::uint32_t kPairReach = 6;

/// Sums of floats depend on their order a little.
constexpr float kSlack = 1.0001F;

bool has_neighbour(std::uint32_t place, const std::vector<SaidAt>& others, std::size_t& from) {
  while (from < others.size() && others[from].word + kPairReach < place) ++from;
  return from < others.size() && others[from].word <= place + kPairReach;
}

void add_impacts(const HitsByBlock& hits, float weight, std::vector<PartBounds>& bounds) {
  if (hits.empty() || weight <= 0) return;
  for (std::size_t b = 0; b < bounds.size(); ++b) {
    const HitsByBlock::Block& block = hits.blocks[b];
    if (block.passages == 0) continue;
    for (std::size_t part = 0; part < kPartsOfBlock; ++part) bounds[b][part] += weight * block.impact.to_part(part);
    if (block.impact.edges == 0) continue;
    if (b > 0 && hits.blocks[b - 1].passages == 0) {
      bounds[b - 1][2] += weight * block.impact.to_before();
      bounds[b - 1][3] += weight * block.impact.to_before();
    }
    if (b + 1 < bounds.size() && hits.blocks[b + 1].passages == 0) {
      bounds[b + 1][0] += weight * block.impact.to_after();
      bounds[b + 1][1] += weight * block.impact.to_after();
    }
  }
}

/// Bits of passages that lie beside others.
std::uint32_t widened(std::uint32_t passages) { return passages | passages << 1U | passages >> 1U; }

/// Where two words may be near one another: in a passage, or in two side by side; and what that adds at most. Windows
/// around pairs reach into the part beside.
void add_pair_bound(const HitsByBlock& a, const HitsByBlock& b, float most, std::vector<PartBounds>& bounds) {
  if (a.empty() || b.empty() || most <= 0) return;
  const auto near_in = [&](std::size_t block) -> std::uint32_t {
    // Sixteen passages, one more on both sides.
    std::uint32_t others = std::uint32_t{b.blocks[block].passages} << 1U;
    if (block > 0) others |= b.blocks[block - 1].passages >> 15U;
    if (block + 1 < bounds.size()) others |= (b.blocks[block + 1].passages & 1U) << 17U;
    return a.blocks[block].passages & widened(others) >> 1U;
  };
  std::uint32_t before = 0;
  std::uint32_t here = near_in(0);
  for (std::size_t block = 0; block < bounds.size(); ++block) {
    const std::uint32_t after = block + 1 < bounds.size() ? near_in(block + 1) : 0;
    if ((before | here | after) != 0) {
      std::uint32_t count = here != 0 ? a.blocks[block].count : 0;
      if (before != 0) count += a.blocks[block - 1].count;
      if (after != 0) count += a.blocks[block + 1].count;
      // Where counts end, so does what is known of them.
      const float worth = count < kMostCounted ? most * worth_of_pairs(static_cast<float>(count)) : most;
      const std::uint64_t row = std::uint64_t{before} | std::uint64_t{here} << 16U | std::uint64_t{after} << 32U;
      for (std::size_t part = 0; part < kPartsOfBlock; ++part) {
        // The part itself and one on each side.
        const std::uint64_t around = std::uint64_t{0xFFF} << (16 + part * kPassagesInPart - kPassagesInPart);
        if ((row & around) != 0) bounds[block][part] += worth;
      }
    }
    before = here;
    here = after;
  }
}

}  // namespace

void said_in_blocks(const HitsByBlock& hits, PlacesAre are, const CorpusSession& session, std::uint32_t first,
                    std::uint32_t end, std::vector<SaidAt>& into) {
  thread_local std::vector<SaidAt> here;
  into.clear();
  for (std::uint32_t block = first; block < end; ++block) {
    if (hits.passages_in(block) == 0) continue;
    said_in_block(hits.hits, are, session, block, here);
    into.insert(into.end(), here.begin(), here.end());
  }
}

BlockScores::BlockScores(const Corpus& corpus, const Matches& matches, const RankWeights& weights)
    : corpus_(corpus),
      matches_(matches),
      weights_(weights),
      is_bounded_(weights.windows == RankWeights().windows),
      session_scores_(corpus.sessions.size(), 0),
      said_(matches.units.size()) {
  const UnitMatch* before = nullptr;
  for (const UnitMatch& unit : matches.units) {
    UnitWeights& own = units_.emplace_back();
    own.said = rarity(unit.said.passages, corpus.passages) * (unit.is_of_name ? weights.said_name : 1);
    own.named = rarity(unit.named.passages, corpus.passages) * (unit.is_of_name ? weights.name : weights.speaker);
    if (before != nullptr && before->group != unit.group) own.pair = rarity_of_pair(before->said, unit.said);
    before = &unit;
  }
  weigh_sessions(weights);
}

void BlockScores::weigh_sessions(const RankWeights& weights) {
  for (const UnitMatch& unit : matches_.units) {
    if (unit.said.empty()) continue;
    const auto& counts = unit.said.in_session;
    const auto having =
        static_cast<std::uint64_t>(counts.size()) - static_cast<std::uint64_t>(std::ranges::count(counts, 0U));
    const float weight = rarity(having, counts.size()) * weights.session * (unit.is_of_name ? weights.said_name : 1);
    for (std::size_t s = 0; s < counts.size(); ++s) {
      if (counts[s] == 0) continue;
      session_scores_[s] +=
          weight * worth_in_session(static_cast<float>(counts[s]),
                                    static_cast<float>(corpus_.sessions[s].record->words), corpus_.usual_words());
    }
  }
}

float BlockScores::rarity_of_pair(const HitsByBlock& a, const HitsByBlock& b) const {
  if (a.empty() || b.empty()) return 0;
  std::uint64_t both = 0;
  for (std::size_t block = 0; block < a.blocks.size(); ++block)
    both += static_cast<std::uint64_t>(
        std::popcount(static_cast<std::uint16_t>(a.blocks[block].passages & b.blocks[block].passages)));
  return rarity(both, corpus_.passages);
}

std::vector<PartBounds> BlockScores::bounds() const {
  constexpr float kUnknown = std::numeric_limits<float>::infinity();
  if (!is_bounded_) return std::vector<PartBounds>(corpus_.blocks(), {kUnknown, kUnknown, kUnknown, kUnknown});
  std::vector<PartBounds> bounds(corpus_.blocks());
  float most = 0;
  for (const Window& window : weights_.pairs) most += window.weight;
  for (std::size_t i = 0; i < units_.size(); ++i) {
    add_impacts(matches_.units[i].said, units_[i].said, bounds);
    add_impacts(matches_.units[i].named, units_[i].named, bounds);
    if (i > 0) add_pair_bound(matches_.units[i - 1].said, matches_.units[i].said, most * units_[i].pair, bounds);
  }
  for (std::size_t s = 0; s < corpus_.sessions.size(); ++s) {
    const CorpusSession& session = corpus_.sessions[s];
    for (std::uint32_t block = session.first_block; block < session.end_block(); ++block) {
      for (float& bound : bounds[block])
        bound = session.record->wild ? kUnknown : (bound + session_scores_[s]) * kSlack;
    }
  }
  return bounds;
}

BlockScores::Cells BlockScores::cells_of(const CorpusSession& session, std::uint32_t first, std::uint32_t end) const {
  const Outline outline = session.outline();
  Cells cells{UINT32_MAX, 0, 0, 0, 0, 0};
  cells.first_sentence = outline.first_sentence((first - session.first_block) * kPassagesInBlock);
  cells.end_of_sentences = outline.first_sentence((end - session.first_block) * kPassagesInBlock);
  for (std::uint32_t i = cells.first_sentence; i < cells.end_of_sentences; ++i) {
    const std::uint32_t cell = outline.cell_of(i);
    cells.first = std::min(cells.first, cell);
    cells.end = std::max(cells.end, cell + 1);
  }
  cells.first = std::min(cells.first, cells.end);
  cells.reached_first = cells.first - std::min(cells.first, kFarthestCell);
  cells.reached_end = std::min(cells.end + kFarthestCell, outline.cells());
  return cells;
}

void BlockScores::count(const std::vector<SaidAt>& said, const Cells& cells, bool once_a_cell) {
  // Padded, so that no window needs to be cut.
  counts_.assign(cells.reached_end - cells.reached_first + 2 * kFarthestCell + 2, 0);
  for (const SaidAt& one : said) {
    if (one.cell < cells.reached_first || one.cell >= cells.reached_end) continue;
    float& count = counts_[one.cell - cells.reached_first + kFarthestCell + 1];
    count = once_a_cell ? 1 : count + 1;
  }
  for (std::size_t i = 1; i < counts_.size(); ++i) counts_[i] += counts_[i - 1];
}

template <std::size_t N>
void BlockScores::add_windows(const Outline& outline, const Cells& cells, const std::array<Window, N>& windows,
                              float weight, Saturation saturation) {
  for (const Window& window : windows) {
    const float factor = weight * window.weight;
    for (std::uint32_t cell = cells.first; cell < cells.end; ++cell) {
      const std::size_t at = cell - cells.reached_first + kFarthestCell;
      const float count = counts_[at + window.reach + 1] - counts_[at - window.reach];
      if (count == 0) continue;
      if (saturation == Saturation::kPlain) {
        scores_[cell - cells.first] += factor * worth_of_pairs(count);
      } else {
        const float words =
            outline.words_in(cell - std::min(window.reach, cell), std::min(cell + window.reach + 1, outline.cells()));
        scores_[cell - cells.first] += factor * worth_in_window(count, words, window.reach);
      }
    }
  }
}

void BlockScores::score(std::uint32_t first, std::uint32_t end, std::vector<PassageScore>& into) {
  into.clear();
  const CorpusSession& session = corpus_.session_of(first);
  const Outline outline = session.outline();
  const Cells cells = cells_of(session, first, end);
  const std::uint32_t reached_first = std::max(session.first_block, first - std::min(first, 1U));
  const std::uint32_t reached_end = std::min(session.end_block(), end + 1);
  scores_.assign(cells.end - cells.first, 0);
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const UnitMatch& unit = matches_.units[i];
    said_in_blocks(unit.said, PlacesAre::kWords, session, reached_first, reached_end, said_[i]);
    if (!said_[i].empty()) {
      count(said_[i], cells, false);
      add_windows(outline, cells, weights_.windows, units_[i].said, Saturation::kByLength);
    }
    said_in_blocks(unit.named, PlacesAre::kSentences, session, reached_first, reached_end, named_);
    if (!named_.empty()) {
      count(named_, cells, true);
      add_windows(outline, cells, weights_.windows, units_[i].named, Saturation::kByLength);
    }
    if (units_[i].pair > 0) add_pairs(i, session, reached_first, reached_end, cells);
  }
  for (std::uint32_t block = first; block < end; ++block) {
    const std::uint16_t matching = matches_.in(block);
    for (unsigned bit = 0; bit < kPassagesInBlock; ++bit) {
      if ((matching >> bit & 1U) == 0) continue;
      PassageScore best{(block - session.first_block) * kPassagesInBlock + bit, 0, -1};
      const std::uint32_t end_of_passage = std::min(outline.end_of_sentences(best.passage), cells.end_of_sentences);
      std::uint32_t s = std::max(outline.first_sentence(best.passage), cells.first_sentence);
      for (; s < end_of_passage; ++s) {
        const std::uint32_t cell = outline.cell_of(s);
        if (scores_[cell - cells.first] > best.score) {
          best.score = scores_[cell - cells.first];
          best.cell = cell;
        }
      }
      best.score = std::max(best.score, 0.0F) + session_scores_[corpus_.session_of_block[first]];
      into.push_back(best);
    }
  }
}

void BlockScores::add_pairs(std::size_t unit, const CorpusSession& session, std::uint32_t first, std::uint32_t end,
                            const Cells& cells) {
  const std::vector<SaidAt>& one = said_[unit - 1];
  std::vector<SaidAt> other = said_[unit];
  if (one.empty()) return;
  const Outline outline = session.outline();
  // A neighbour may stand just beyond the blocks that are looked at.
  thread_local std::vector<SaidAt> beyond;
  const auto first_word = [&](std::uint32_t block) {
    return outline.passages[(block - session.first_block) * kPassagesInBlock].first_word;
  };
  if (first > session.first_block && one.front().word < first_word(first) + kPairReach) {
    said_in_blocks(matches_.units[unit].said, PlacesAre::kWords, session, first - 1, first, beyond);
    other.insert(other.begin(), beyond.begin(), beyond.end());
  }
  if (end < session.end_block() && one.back().word + kPairReach >= first_word(end)) {
    said_in_blocks(matches_.units[unit].said, PlacesAre::kWords, session, end, end + 1, beyond);
    other.insert(other.end(), beyond.begin(), beyond.end());
  }
  near_.clear();
  std::size_t from = 0;
  for (const SaidAt& place : one) {
    if (has_neighbour(place.word, other, from)) near_.push_back(place);
  }
  if (near_.empty()) return;
  count(near_, cells, false);
  add_windows(outline, cells, weights_.pairs, units_[unit].pair, Saturation::kPlain);
}

}  // namespace dais::search
