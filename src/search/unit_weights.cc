// SPDX-License-Identifier: Apache-2.0
#include "search/unit_weights.h"

#include <algorithm>
#include <functional>

namespace dais::search {

QueryWeights::QueryWeights(const Corpus& corpus, const Matches& matches, const RankWeights& weights)
    : sessions_(corpus.sessions.size(), 0) {
  const UnitMatch* before = nullptr;
  for (const UnitMatch& unit : matches.units) {
    UnitWeight& own = units_.emplace_back();
    own.said = rarity(unit.said.passages(), corpus.passages) * (unit.is_of_name ? weights.said_name : 1);
    own.named = rarity(unit.named.passages(), corpus.passages) * (unit.is_of_name ? weights.name : weights.speaker);
    if (before != nullptr && before->group != unit.group)
      own.pair = weigh_pair(before->said, unit.said, corpus, weights);
    if (own.pair > 0) pairs_.push_back(units_.size() - 1);
    all_said_ += own.said;
    before = &unit;
  }
  std::ranges::stable_sort(pairs_, std::greater(), [this](std::size_t unit) { return units_[unit].pair; });
  weigh_sessions(corpus, matches, weights);
}

void QueryWeights::weigh_sessions(const Corpus& corpus, const Matches& matches, const RankWeights& weights) {
  for (const UnitMatch& unit : matches.units) {
    const std::vector<std::uint32_t>& counts = unit.said.in_session();
    const auto without = static_cast<std::uint64_t>(std::ranges::count(counts, 0U));
    const float weight =
        rarity(counts.size() - without, counts.size()) * weights.session * (unit.is_of_name ? weights.said_name : 1);
    for (std::size_t s = 0; s < counts.size(); ++s)
      sessions_[s] += weight * worth_in_session(static_cast<float>(counts[s]), corpus.session_norms[s]);
  }
}

float QueryWeights::weigh_pair(const HitsByBlock& a, const HitsByBlock& b, const Corpus& corpus,
                               const RankWeights& weights) {
  if (a.empty() || b.empty()) return 0;
  Reused<std::uint8_t> both;
  both.resize(corpus.blocks());
  count_common_passages(a.passages_by_block(), b.passages_by_block(), both.values());
  Reused<std::uint32_t> met;
  met.resize(corpus.sessions.size());
  sum_by_session(both.values(), corpus, met.values());
  const float rare = rarity(sum_of(met.values()), corpus.passages);
  const float weight = rare * weights.met_in_session;
  for (std::size_t s = 0; s < sessions_.size(); ++s)
    sessions_[s] += weight * worth_of_pairs(static_cast<float>(met[s]));
  return rare;
}

}  // namespace dais::search
