// SPDX-License-Identifier: Apache-2.0
#include "search/session_search.h"

#include <algorithm>
#include <optional>
#include <ranges>
#include <utility>

namespace dais::search {
namespace {

/// Calls take(BlockRange) for each row of those that meet the condition.
template <typename Is, typename Take>
void each_row(BlockRange blocks, Is is, Take take) {
  for (std::uint32_t first = blocks.first; first < blocks.end; ++first) {
    std::uint32_t end = first;
    while (end < blocks.end && is(end)) ++end;
    if (end == first) continue;
    take(BlockRange{first, end});
    first = end;
  }
}

}  // namespace

SessionSearch::SessionSearch(const Corpus& corpus, const Matches& matches, const QueryWeights& query,
                             const RankWeights& weights, const ScoreBounds& sessions, BestMoments best)
    : corpus_(corpus),
      matches_(matches),
      query_(query),
      sessions_(sessions),
      bounds_(corpus, matches, query, weights, sessions),
      scores_(corpus, matches, query, weights),
      best_(std::move(best)),
      looked_at_(corpus.blocks(), false) {}

bool SessionSearch::has_all(std::uint32_t block, std::uint32_t passage) const {
  return !matches_.has_all.empty() && (matches_.has_all[block] >> passage % kPassagesInBlock & 1U) != 0;
}

bool SessionSearch::has_all(std::uint32_t block) const {
  return !matches_.has_all.empty() && matches_.has_all[block] != 0;
}

float SessionSearch::bound_of(std::uint32_t block) const {
  return bounds_.of_block(block, has_all(block) ? matches_.has_all[block] : matches_.in(block));
}

bool SessionSearch::can_win(std::uint32_t block) const {
  return matches_.in(block) != 0 && !looked_at_[block] && best_.can_win(has_all(block), bound_of(block));
}

void SessionSearch::look_at_best_block(std::uint32_t session) {
  if (!sessions_.is_known(session)) return;
  bounds_.look_at(session);
  const BlockRange blocks = corpus_.blocks_of_session[session];
  std::optional<std::pair<std::pair<bool, float>, std::uint32_t>> best;
  for (std::uint32_t block = blocks.first; block < blocks.end; ++block) {
    if (matches_.in(block) == 0) continue;
    const auto here = std::pair(std::pair(has_all(block), bound_of(block)), block);
    if (!best || best->first < here.first) best = here;
  }
  if (!best) return;
  scores_.begin({best->second, best->second + 1});
  score({best->second, best->second + 1}, best_);
}

/// In rows, for what is beside a block is read for it anyway.
void SessionSearch::look_at(std::uint32_t session) {
  const BlockRange blocks = corpus_.blocks_of_session[session];
  if (!sessions_.is_known(session)) {
    scores_.begin(blocks);
    score(blocks, best_);
  } else {
    bounds_.look_at(session);
    const auto can = [&](std::uint32_t block) { return can_win(block); };
    if (std::ranges::none_of(std::views::iota(blocks.first, blocks.end), can)) return;
    bounds_.look_closer_at(session);
    each_row(blocks, can, [&](BlockRange row) { look_at_row(row); });
  }
  best_.fold_where_worthwhile();
}

void SessionSearch::look_at_all_of(std::uint32_t session, BestMoments& into) {
  const BlockRange blocks = corpus_.blocks_of_session[session];
  scores_.begin(blocks);
  score(blocks, into);
  into.fold();
}

/// How far apart words lie is looked at pair by pair, until no block can win.
void SessionSearch::look_at_row(BlockRange row) {
  scores_.begin(row);
  left_.clear();
  for (std::uint32_t block = row.first; block < row.end; ++block) left_.push_back(bound_of(block));
  const auto can_still_win = [&](std::uint32_t block) {
    return best_.can_win(has_all(block), left_[block - row.first]);
  };
  for (const std::size_t unit : query_.pairs()) {
    scores_.read_pair(unit);
    bool can_any = false;
    for (std::uint32_t block = row.first; block < row.end; ++block) {
      left_[block - row.first] -= (bounds_.of_pair(unit, block) - scores_.pair_at_most(unit, block)) * kSlack;
      can_any = can_any || can_still_win(block);
    }
    if (!can_any) return;
  }
  each_row(row, can_still_win, [&](BlockRange left) { score(left, best_); });
}

/// REQUIRES: scores_.begin() was called.
void SessionSearch::score(BlockRange blocks, BestMoments& into) {
  const std::uint32_t session = corpus_.session_of_block[blocks.first];
  scores_.score(blocks, passages_);
  std::fill(looked_at_.begin() + blocks.first, looked_at_.begin() + blocks.end, true);
  for (const PassageScore& one : passages_) {
    const std::uint32_t block = corpus_.sessions[session].first_block + one.passage / kPassagesInBlock;
    into.add({session, one.passage, one.cell, one.score, has_all(block, one.passage),
              std::uint64_t{corpus_.sessions[session].first_passage} + one.passage});
  }
}

}  // namespace dais::search
