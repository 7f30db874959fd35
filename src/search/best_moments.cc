// SPDX-License-Identifier: Apache-2.0
#include "search/best_moments.h"

#include <algorithm>
#include <tuple>

namespace dais::search {
namespace {

bool is_better(const ScoredPassage& a, const ScoredPassage& b) {
  return std::tuple(!a.has_all, -a.score, a.number) < std::tuple(!b.has_all, -b.score, b.number);
}

void append(std::vector<ScoredPassage>& to, std::vector<ScoredPassage>& from) {
  to.insert(to.end(), from.begin(), from.end());
  from.clear();
}

}  // namespace

void BestMoments::add(const ScoredPassage& scored) {
  const bool is_behind = moments_.size() == most_ && !is_better(scored, last_);
  (is_behind ? behind_ : fresh_).push_back(scored);
}

void BestMoments::fold_where_worthwhile() {
  // So many that are asked for cannot be there yet: with a long list each look at all of it counts.
  if (moments_.size() < most_ && shortlist_.size() + fresh_.size() < enough_) return;
  fold();
  enough_ = std::max(most_, 2 * shortlist_.size());
}

void BestMoments::fold() {
  if (fresh_.empty()) return;
  append(shortlist_, fresh_);
  moments_ = folded();
  if (moments_.size() < most_ && bring_up()) moments_ = folded();
  put_behind();
}

/// Nothing is forgotten: a better one that comes later may take the place of two, and then those that were behind move
/// up. Answers whether there were some.
bool BestMoments::bring_up() {
  const bool all = moments_.size() < most_;
  const auto up =
      std::ranges::partition(behind_, [&](const ScoredPassage& one) { return !all && !is_better(one, last_); });
  const bool any = !up.empty();
  shortlist_.insert(shortlist_.end(), up.begin(), up.end());
  behind_.erase(up.begin(), up.end());
  return any;
}

void BestMoments::put_behind() {
  if (moments_.size() < most_) return;
  const auto worse = std::ranges::upper_bound(shortlist_, last_, is_better);
  behind_.insert(behind_.end(), worse, shortlist_.end());
  shortlist_.erase(worse, shortlist_.end());
}

void BestMoments::take(BestMoments&& other) {
  for (auto* kept : {&fresh_, &other.shortlist_, &other.fresh_}) append(shortlist_, *kept);
  append(behind_, other.behind_);
  landed_.merge(other.landed_);
  moments_ = folded();
  while (bring_up()) moments_ = folded();
  put_behind();
}

std::vector<Moment> BestMoments::folded() {
  std::ranges::sort(shortlist_, is_better);
  std::vector<Moment> moments;
  TakenMoments taken;
  for (std::size_t i = 0; i < shortlist_.size() && moments.size() < most_; ++i) {
    const Moment moment = land(shortlist_[i]);
    if (!taken.take(moment.session, moment.start_ms)) continue;
    moments.push_back(moment);
    last_ = shortlist_[i];
  }
  return moments;
}

Moment BestMoments::land(const ScoredPassage& scored) {
  const auto [found, is_new] = landed_.try_emplace(scored.number, 0);
  if (is_new) found->second = landing_.sentence(scored.session, scored.passage, scored.cell);
  const Outline outline = corpus_.sessions[scored.session].outline();
  return {.session = scored.session,
          .passage = scored.passage,
          .sentence = found->second,
          .start_ms = outline.sentences[found->second].start_ms,
          .has_all = scored.has_all,
          .score = scored.score};
}

}  // namespace dais::search
