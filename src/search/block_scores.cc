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

/// That many near words are not counted: see near_count().
constexpr std::uint8_t kNotCounted = kMostCounted;

/// Sums of floats depend on their order a little.
constexpr float kSlack = 1.0001F;

bool has_neighbour(std::uint32_t place, const std::vector<SaidAt>& others, std::size_t& from) {
  while (from < others.size() && others[from].word + kPairReach < place) ++from;
  return from < others.size() && others[from].word <= place + kPairReach;
}

bool has_next(std::uint32_t place, const std::vector<SaidAt>& others, std::size_t& from) {
  while (from < others.size() && others[from].word <= place) ++from;
  return from < others.size() && others[from].word == place + 1;
}

bool is_in_session(const HitsByBlock& hits, std::uint32_t session) {
  return !hits.empty() && hits.in_session()[session] > 0;
}

/// To the bounds of all blocks, of those of a session. `cover`: what it adds to BlockBounds::covered.
void add_impacts(const HitsByBlock& hits, float weight, float cover, BlockRange blocks, std::span<BlockBounds> bounds) {
  if (weight <= 0) return;
  for (std::uint32_t block = blocks.first; block < blocks.end; ++block) {
    if (hits.passages_in(block) == 0) continue;
    const Impact& impact = hits.impact_in(block);
    BlockBounds& here = bounds[block];
    for (std::size_t part = 0; part < kPartsOfBlock; ++part) here.parts[part] += weight * impact.to_part(part);
    here.covered += cover;
    if (impact.edges == 0) continue;
    if (block > blocks.first && hits.passages_in(block - 1) == 0) {
      BlockBounds& before = bounds[block - 1];
      before.parts[2] += weight * impact.to_before();
      before.parts[3] += weight * impact.to_before();
      before.covered += cover;
    }
    if (block + 1 < blocks.end && hits.passages_in(block + 1) == 0) {
      BlockBounds& after = bounds[block + 1];
      after.parts[0] += weight * impact.to_after();
      after.parts[1] += weight * impact.to_after();
      after.covered += cover;
    }
  }
}

/// Where counts end, so does what is known of them.
float most_of_pairs(std::uint32_t near) {
  return near < kMostCounted ? worth_of_pairs(static_cast<float>(near)) : 1.0F;
}

/// Bits of passages that lie beside others.
std::uint32_t widened(std::uint32_t passages) { return passages | passages << 1U | passages >> 1U; }

/// Whether a word of the one may be near a word of the other, in a passage or in two side by side.
bool may_be_near(const HitsByBlock& a, const HitsByBlock& b, std::uint32_t block, std::uint32_t blocks) {
  // Sixteen passages, one more on both sides.
  std::uint32_t others = std::uint32_t{b.passages_in(block)} << 1U;
  if (block > 0) others |= b.passages_in(block - 1) >> 15U;
  if (block + 1 < blocks) others |= (b.passages_in(block + 1) & 1U) << 17U;
  return (a.passages_in(block) & widened(others) >> 1U) != 0;
}

/// Near words may lie on both sides of where two blocks meet.
bool may_meet_across(const HitsByBlock& a, const HitsByBlock& b, std::uint32_t block, std::uint32_t blocks) {
  const auto meet = [&](std::uint32_t before, std::uint32_t after) {
    const bool first = a.passages_in(before) >> 15U != 0 && (b.passages_in(after) & 1U) != 0;
    return first || (b.passages_in(before) >> 15U != 0 && (a.passages_in(after) & 1U) != 0);
  };
  return (block > 0 && meet(block - 1, block)) || (block + 1 < blocks && meet(block, block + 1));
}

}  // namespace

void said_in_blocks(const HitsByBlock& hits, PlacesAre are, const CorpusSession& session, std::uint32_t first,
                    std::uint32_t end, std::vector<SaidAt>& into) {
  into.clear();
  hits.each_with_places({first, end}, [&](std::uint32_t block, const std::vector<std::uint32_t>& places) {
    add_located(places, are, session, block, into);
  });
}

BlockScores::BlockScores(const Corpus& corpus, const Matches& matches, const RankWeights& weights)
    : corpus_(corpus),
      matches_(matches),
      weights_(weights),
      is_bounded_(weights.windows == RankWeights().windows),
      session_scores_(corpus.sessions.size(), 0),
      near_counts_(matches.units.size()),
      said_(matches.units.size()) {
  bounds_.resize(corpus.blocks());
  pair_windows_ = weights.adjacent.weight;
  for (const Window& window : weights.pairs) pair_windows_ += window.weight;
  const UnitMatch* before = nullptr;
  for (const UnitMatch& unit : matches.units) {
    UnitWeights& own = units_.emplace_back();
    own.said = rarity(unit.said.passages(), corpus.passages) * (unit.is_of_name ? weights.said_name : 1);
    own.named = rarity(unit.named.passages(), corpus.passages) * (unit.is_of_name ? weights.name : weights.speaker);
    if (before != nullptr && before->group != unit.group) own.pair = weigh_pair(before->said, unit.said);
    before = &unit;
  }
  weigh_sessions();
  for (const UnitWeights& unit : units_) all_said_ += unit.said;
}

void BlockScores::weigh_sessions() {
  for (const UnitMatch& unit : matches_.units) {
    const std::vector<std::uint32_t>& counts = unit.said.in_session();
    const auto without = static_cast<std::uint64_t>(std::ranges::count(counts, 0U));
    const float weight =
        rarity(counts.size() - without, counts.size()) * weights_.session * (unit.is_of_name ? weights_.said_name : 1);
    for (std::size_t s = 0; s < counts.size(); ++s)
      session_scores_[s] += weight * worth_in_session(static_cast<float>(counts[s]), corpus_.session_norms[s]);
  }
}

float BlockScores::weigh_pair(const HitsByBlock& a, const HitsByBlock& b) {
  if (a.empty() || b.empty()) return 0;
  Reused<std::uint8_t> both;
  both.resize(corpus_.blocks());
  count_common_passages(a.passages_by_block(), b.passages_by_block(), both.values());
  met_.resize(corpus_.sessions.size());
  sum_by_session(both.values(), corpus_, met_);
  const float rare = rarity(sum_of(met_), corpus_.passages);
  const float weight = rare * weights_.met_in_session;
  for (std::size_t s = 0; s < met_.size(); ++s)
    session_scores_[s] += weight * worth_of_pairs(static_cast<float>(met_[s]));
  return rare;
}

float BlockScores::bound_of_session(std::uint32_t session) const {
  if (!is_bounded_ || corpus_.is_wild[session]) return std::numeric_limits<float>::infinity();
  float most = session_scores_[session];
  float covered = 0;
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const UnitMatch& unit = matches_.units[i];
    if (is_in_session(unit.named, session)) most += units_[i].named * unit.named.most();
    if (!is_in_session(unit.said, session)) continue;
    most += units_[i].said * unit.said.most();
    covered += units_[i].said;
    if (units_[i].pair > 0 && is_in_session(matches_.units[i - 1].said, session))
      most += units_[i].pair * pair_windows_ * most_of_pairs(matches_.units[i - 1].said.in_session()[session]);
  }
  return (most + weights_.covered.weight * worth_of_cover(covered, all_said_)) * kSlack;
}

void BlockScores::bound_blocks(std::uint32_t session) {
  const BlockRange blocks = corpus_.blocks_of_session[session];
  std::fill(bounds_.values().begin() + blocks.first, bounds_.values().begin() + blocks.end, BlockBounds());
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const UnitMatch& unit = matches_.units[i];
    if (is_in_session(unit.named, session)) add_impacts(unit.named, units_[i].named, 0, blocks, bounds_.values());
    if (!is_in_session(unit.said, session)) continue;
    add_impacts(unit.said, units_[i].said, units_[i].said, blocks, bounds_.values());
    if (units_[i].pair > 0 && is_in_session(matches_.units[i - 1].said, session)) bound_pair(i, blocks);
  }
}

void BlockScores::bound_pair(std::size_t unit, BlockRange blocks) {
  const HitsByBlock& a = matches_.units[unit - 1].said;
  const HitsByBlock& b = matches_.units[unit].said;
  const float weight = units_[unit].pair * pair_windows_;
  // One more on both sides.
  near_in_block_.assign(blocks.end - blocks.first + 2, 0);
  std::uint32_t* near = near_in_block_.data() + 1;
  for (std::uint32_t block = blocks.first; block < blocks.end; ++block)
    near[block - blocks.first] = near_at_most(a, b, block);
  for (std::uint32_t block = blocks.first; block < blocks.end; ++block, ++near)
    bounds_[block].pairs += weight * most_of_pairs(near[-1] + near[0] + near[1]);
}

float BlockScores::bound(std::uint32_t block, std::uint16_t passages) const {
  const std::uint32_t session = corpus_.session_of_block[block];
  if (!is_bounded_ || corpus_.is_wild[session]) return std::numeric_limits<float>::infinity();
  float most = 0;
  for (std::size_t part = 0; part < kPartsOfBlock; ++part) {
    if ((passages >> (part * kPassagesInPart) & 15U) != 0) most = std::max(most, bounds_[block].parts[part]);
  }
  // A word that is in the blocks on both sides is counted twice.
  const float covered = std::min(bounds_[block].covered, all_said_);
  most += weights_.covered.weight * worth_of_cover(covered, all_said_);
  return (most + session_scores_[session] + bounds_[block].pairs) * kSlack;
}

float BlockScores::closer_bound(std::uint32_t block, float bound) {
  float pairs = 0;
  for (std::size_t unit = 1; unit < units_.size(); ++unit) {
    if (units_[unit].pair <= 0) continue;
    std::uint32_t near = near_count(unit, block);
    if (block > 0) near += near_count(unit, block - 1);
    if (block + 1 < corpus_.blocks()) near += near_count(unit, block + 1);
    pairs += pair_windows_ * units_[unit].pair * most_of_pairs(near);
  }
  return bound - (bounds_[block].pairs - pairs);
}

std::uint32_t BlockScores::near_at_most(const HitsByBlock& a, const HitsByBlock& b, std::uint32_t block) const {
  if (a.passages_in(block) == 0) return 0;
  if (may_be_near(a, b, block, corpus_.blocks())) return a.count_in(block);
  const bool is_about = b.passages_in(block) != 0 || (block > 0 && b.passages_in(block - 1) != 0) ||
                        (block + 1 < corpus_.blocks() && b.passages_in(block + 1) != 0);
  return is_about && has_short_passage_about(block) ? a.count_in(block) : 0;
}

bool BlockScores::has_short_passage_about(std::uint32_t block) const {
  const CorpusSession& session = corpus_.session_of(block);
  const auto passages = session.outline().passages;
  const std::uint32_t first = (block - session.first_block) * kPassagesInBlock;
  const std::size_t end = std::min<std::size_t>(first + 2 * kPassagesInBlock, passages.size());
  for (std::size_t p = first - std::min(first, kPassagesInBlock); p + 1 < end; ++p) {
    if (passages[p + 1].first_word - passages[p].first_word < kPairReach) return true;
  }
  return false;
}

std::uint32_t BlockScores::near_count(std::size_t unit, std::uint32_t block) {
  const HitsByBlock& a = matches_.units[unit - 1].said;
  const HitsByBlock& b = matches_.units[unit].said;
  const std::uint32_t most = near_at_most(a, b, block);
  if (most == 0 || most == kMostCounted) return most;
  Reused<std::uint8_t>& counts = near_counts_[unit];
  if (counts.empty()) counts.assign(corpus_.blocks(), kNotCounted);
  if (counts[block] == kNotCounted) counts[block] = static_cast<std::uint8_t>(count_near(a, b, block, most));
  return counts[block];
}

std::uint32_t BlockScores::count_near(const HitsByBlock& a, const HitsByBlock& b, std::uint32_t block,
                                      std::uint32_t most) const {
  if (may_meet_across(a, b, block, corpus_.blocks()) || has_short_passage_about(block)) return most;
  if (b.passages_in(block) == 0) return 0;
  thread_local std::vector<std::uint32_t> places;
  thread_local std::vector<std::uint32_t> others;
  a.places(block, places);
  b.places(block, others);
  std::uint32_t count = 0;
  std::size_t from = 0;
  for (const std::uint32_t place : places) {
    while (from < others.size() && others[from] + kPairReach < place) ++from;
    if (from < others.size() && others[from] <= place + kPairReach) ++count;
  }
  return std::min(count, most);
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

void BlockScores::find_norms(const Outline& outline, const Cells& cells) {
  for (std::size_t w = 0; w < norms_.size(); ++w) {
    const std::uint32_t reach = weights_.windows[w].reach;
    norms_[w].resize(cells.end - cells.first);
    for (std::uint32_t cell = cells.first; cell < cells.end; ++cell) {
      const float words = outline.words_in(cell - std::min(reach, cell), std::min(cell + reach + 1, outline.cells()));
      norms_[w][cell - cells.first] = norm_of_window(words, reach);
    }
  }
}

void BlockScores::add_word_windows(const Cells& cells, float weight) {
  const std::size_t count = cells.end - cells.first;
  const std::size_t first = cells.first - cells.reached_first + kFarthestCell;
  for (std::size_t w = 0; w < norms_.size(); ++w) {
    const Window& window = weights_.windows[w];
    const float factor = weight * window.weight;
    const float* before = counts_.data() + first - window.reach;
    const float* after = counts_.data() + first + window.reach + 1;
    const float* norm = norms_[w].data();
    float* into = scores_.data();
    for (std::size_t i = 0; i < count; ++i) into[i] += factor * worth_in_window(after[i] - before[i], norm[i]);
  }
}

void BlockScores::cover(const Cells& cells, float weight) {
  const std::size_t first = cells.first - cells.reached_first + kFarthestCell;
  const float* before = counts_.data() + first - weights_.covered.reach;
  const float* after = counts_.data() + first + weights_.covered.reach + 1;
  for (std::size_t i = 0; i < covered_.size(); ++i) covered_[i] += after[i] > before[i] ? weight : 0;
}

void BlockScores::add_pair_windows(const Cells& cells, float weight, std::span<const Window> windows) {
  const std::size_t first = cells.first - cells.reached_first + kFarthestCell;
  for (const Window& window : windows) {
    const float factor = weight * window.weight;
    const float* before = counts_.data() + first - window.reach;
    const float* after = counts_.data() + first + window.reach + 1;
    for (std::size_t i = 0; i < cells.end - cells.first; ++i)
      scores_[i] += factor * worth_of_pairs(after[i] - before[i]);
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
  covered_.assign(cells.end - cells.first, 0);
  find_norms(outline, cells);
  for (std::size_t i = 0; i < units_.size(); ++i) {
    const UnitMatch& unit = matches_.units[i];
    said_in_blocks(unit.said, PlacesAre::kWords, session, reached_first, reached_end, said_[i]);
    if (!said_[i].empty()) {
      count(said_[i], cells, false);
      add_word_windows(cells, units_[i].said);
      cover(cells, units_[i].said);
    }
    said_in_blocks(unit.named, PlacesAre::kSentences, session, reached_first, reached_end, named_);
    if (!named_.empty()) {
      count(named_, cells, true);
      add_word_windows(cells, units_[i].named);
    }
    if (units_[i].pair > 0) add_pairs(i, session, reached_first, reached_end, cells);
  }
  for (std::size_t i = 0; i < scores_.size(); ++i)
    scores_[i] += weights_.covered.weight * worth_of_cover(covered_[i], all_said_);
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
  const auto take = [&](const auto& is_pair, std::span<const Window> windows) {
    near_.clear();
    std::size_t from = 0;
    for (const SaidAt& place : one) {
      if (is_pair(place.word, other, from)) near_.push_back(place);
    }
    if (near_.empty()) return;
    count(near_, cells, false);
    add_pair_windows(cells, units_[unit].pair, windows);
  };
  take(has_neighbour, weights_.pairs);
  if (!near_.empty()) take(has_next, {&weights_.adjacent, 1});
}

}  // namespace dais::search
