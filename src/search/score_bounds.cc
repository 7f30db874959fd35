// SPDX-License-Identifier: Apache-2.0
#include "search/score_bounds.h"

#include <algorithm>

#include "search/several_at_once.h"

namespace dais::search {
DAIS_SEVERAL_AT_ONCE void ScoreBounds::bound_sessions() {
  const std::size_t count = corpus_.sessions.size();
  std::vector<float>& most = sessions_.values();
  sessions_.resize(count);
  std::ranges::copy(query_.of_sessions(), most.begin());
  Reused<float> covered;
  covered.assign(count, 0);
  const auto add = [count](const HitsByBlock& hits, float weight, std::vector<float>& into) {
    if (hits.empty()) return;
    const std::vector<std::uint32_t>& in_session = hits.in_session();
    for (std::size_t s = 0; s < count; ++s) into[s] += in_session[s] > 0 ? weight : 0;
  };
  const auto most_of = [this](const HitsByBlock& hits) {
    return hits.empty() ? 0 : hits.most_in({0, corpus_.blocks()});
  };
  for (std::size_t i = 0; i < near_.size(); ++i) {
    const UnitWeight& unit = query_.units()[i];
    const UnitMatch& match = matches_.units[i];
    add(match.named, unit.named * most_of(match.named), most);
    add(match.said, unit.said * most_of(match.said), most);
    add(match.said, unit.said, covered.values());
    const float pairs = unit.pair * pair_windows_;
    // Each block counts so far at most: see kMostCounted.
    const std::vector<std::uint32_t>& near = near_[i].in_session.values();
    for (std::size_t s = 0; s < near.size(); ++s) most[s] += pairs * most_of_pairs(near[s]);
  }
  for (std::size_t s = 0; s < count; ++s) {
    most[s] = (most[s] + covered_.weight * worth_of_cover(covered[s], query_.all_said())) * kSlack;
    if (corpus_.is_wild[s]) most[s] = kUnknownBound;
  }
}

ScoreBounds::ScoreBounds(const Corpus& corpus, const Matches& matches, const QueryWeights& query,
                         const RankWeights& weights)
    : corpus_(corpus),
      matches_(matches),
      query_(query),
      covered_(weights.covered),
      pair_windows_(weights.adjacent.weight),
      near_(matches.units.size()) {
  for (const Window& window : weights.pairs) pair_windows_ += window.weight;
  for (const std::size_t unit : query.pairs()) count_near(unit);
  // Impacts were counted with these windows.
  if (weights.windows == RankWeights().windows) {
    bound_sessions();
  } else {
    sessions_.assign(corpus.sessions.size(), kUnknownBound);
  }
}

void ScoreBounds::count_near(std::size_t unit) {
  const HitsByBlock& a = matches_.units[unit - 1].said;
  const HitsByBlock& b = matches_.units[unit].said;
  NearAtMost& near = near_[unit];
  near.in_block.resize(corpus_.blocks());
  count_beside(a.passages_by_block(), a.counts_by_block(), b.passages_by_block(), near.in_block.values());
  for (const std::uint32_t s : corpus_.sessions_with_brief_passages) {
    // Words of a pair may stand on both sides of such a passage.
    const BlockRange blocks = corpus_.blocks_of_session[s];
    for (std::uint32_t block = blocks.first; block < blocks.end; ++block) {
      const bool is_about = b.passages_in(block) != 0 || (block > blocks.first && b.passages_in(block - 1) != 0) ||
                            (block + 1 < blocks.end && b.passages_in(block + 1) != 0);
      near.in_block[block] = is_about ? a.count_in(block) : 0;
    }
  }
  near.in_session.resize(corpus_.sessions.size());
  sum_by_session(near.in_block.values(), corpus_, near.in_session.values());
}

float ScoreBounds::closer_of_session(std::uint32_t session) const {
  if (sessions_[session] == kUnknownBound) return kUnknownBound;
  const BlockRange blocks = corpus_.blocks_of_session[session];
  float most = query_.of_session(session);
  float covered = 0;
  const auto add = [&](const HitsByBlock& hits, float weight) {
    if (hits.empty() || hits.in_session()[session] == 0) return false;
    most += weight * hits.most_in(blocks);
    return true;
  };
  for (std::size_t i = 0; i < near_.size(); ++i) {
    const UnitWeight& unit = query_.units()[i];
    add(matches_.units[i].named, unit.named);
    if (!add(matches_.units[i].said, unit.said)) continue;
    covered += unit.said;
    if (!near_[i].in_block.empty()) most += of_near(i, near_[i].in_session[session]);
  }
  return (most + covered_.weight * worth_of_cover(covered, query_.all_said())) * kSlack;
}

}  // namespace dais::search
