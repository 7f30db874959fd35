// SPDX-License-Identifier: Apache-2.0
#include "search/ranking.h"

#include <algorithm>
#include <bit>
#include <compare>
#include <functional>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "search/landing.h"
#include "search/patience.h"
#include "search/score_bounds.h"

namespace dais::search {
namespace {

/// The best block of each of the first sessions tells what others must surpass: of so many, and no more than so large a
/// part of all.
constexpr std::size_t kMostFirstSessions = 24;
constexpr std::size_t kPartOfFirstSessions = 4;

/// A passage that was scored; it lands when it may win.
struct Scored {
  std::uint32_t session = 0;
  PassageScore score;
  bool has_all = false;
  std::uint64_t passage = 0;  ///< counted over the corpus
};

bool is_better(const Scored& a, const Scored& b) {
  return std::tuple(!a.has_all, -a.score.score, a.passage) < std::tuple(!b.has_all, -b.score.score, b.passage);
}

/// Landing points that are taken; those of one session by time.
class Taken {
 public:
  /// False where another is too near.
  bool take(std::uint32_t session, std::uint32_t start_ms) {
    auto& starts = starts_[session];
    const auto after = std::ranges::lower_bound(starts, start_ms);
    const bool near = (after != starts.end() && *after - start_ms < kOneMomentMs) ||
                      (after != starts.begin() && start_ms - *(after - 1) < kOneMomentMs);
    if (!near) starts.insert(after, start_ms);
    return !near;
  }

 private:
  std::unordered_map<std::uint32_t, std::vector<std::uint32_t>> starts_;
};

class Ranking {
 public:
  Ranking(const Corpus& corpus, const Scope& scope, const Matches& matches, const ParsedQuery& query,
          const RankWeights& weights)
      : corpus_(corpus),
        matches_(matches),
        weights_(corpus, matches, weights),
        bounds_(corpus, matches, weights_, weights),
        scores_(corpus, matches, weights_, weights),
        landing_(corpus, scope, matches, query) {}

  std::vector<Moment> best(std::size_t most) {
    most_ = most;
    find_candidates();
    looked_at_.assign(corpus_.blocks(), false);
    const std::vector<std::uint32_t> first = first_sessions();
    for (const std::uint32_t session : first) look_at_best_block(session);
    fold();
    for (const std::uint32_t session : first) look_at(session);
    bound_candidates_closer();
    std::ranges::sort(candidates_, std::greater());
    for (const Candidate& one : candidates_) {
      if (!can_win(one) || Patience::is_over()) break;
      look_at(one.session());
    }
    fold();
    return std::move(moments_);
  }

  /// By time; sessions are looked at until none that is left can hold an earlier (later) moment.
  std::vector<Moment> by_time(Sort sort, std::size_t most) {
    std::vector<std::uint32_t> sessions = matching_sessions();
    const bool newest = sort == Sort::kNewest;
    // No moment of a session is beyond this.
    const auto limit = [&](std::uint32_t s) {
      const CorpusSession& session = corpus_.sessions[s];
      return session.record->head.start_ms + (newest ? std::int64_t{session.record->cells} * kCellMs : 0);
    };
    std::ranges::stable_sort(
        sessions, [&](std::uint32_t a, std::uint32_t b) { return newest ? limit(a) > limit(b) : limit(a) < limit(b); });
    const auto before = [&](const Moment& a, const Moment& b) { return newest ? key(b) < key(a) : key(a) < key(b); };
    std::vector<Moment> moments;
    for (std::size_t i = 0; i < sessions.size(); ++i) {
      if (moments.size() >= most) {
        std::ranges::nth_element(moments, moments.begin() + static_cast<std::ptrdiff_t>(most - 1), before);
        const std::int64_t last = std::get<0>(key(moments[most - 1]));
        if (newest ? limit(sessions[i]) < last : limit(sessions[i]) > last) break;
      }
      add_session(sessions[i], moments);
      if (Patience::is_over()) break;
    }
    std::ranges::sort(moments, before);
    if (moments.size() > most) moments.resize(most);
    return moments;
  }

 private:
  /// A session that may win. One number to compare: whether it has all words in a passage, then the bound's bits, then
  /// those of the session turned round.
  class Candidate {
   public:
    Candidate(bool has_all, float bound, std::uint32_t session)
        : key_(std::uint64_t{has_all} << 63U |
               std::uint64_t{std::bit_cast<std::uint32_t>(std::max(bound, 0.0F))} << 32U | ~session) {}
    [[nodiscard]] bool has_all() const { return key_ >> 63U != 0; }
    [[nodiscard]] float bound() const {
      return std::bit_cast<float>(static_cast<std::uint32_t>(key_ >> 32U) & 0x7FFF'FFFFU);
    }
    [[nodiscard]] std::uint32_t session() const { return ~static_cast<std::uint32_t>(key_); }
    auto operator<=>(const Candidate& other) const = default;

   private:
    std::uint64_t key_;
  };

  [[nodiscard]] bool has_all(std::uint32_t block, std::uint32_t passage) const {
    return !matches_.has_all.empty() && (matches_.has_all[block] >> passage % kPassagesInBlock & 1U) != 0;
  }

  [[nodiscard]] bool has_all(std::uint32_t block) const {
    return !matches_.has_all.empty() && matches_.has_all[block] != 0;
  }

  [[nodiscard]] bool has_all(BlockRange blocks) const {
    const auto begin = matches_.has_all.begin();
    return matches_.all_words ||
           (!matches_.has_all.empty() &&
            std::any_of(begin + blocks.first, begin + blocks.end, [](std::uint16_t mask) { return mask != 0; }));
  }

  void find_candidates() {
    for (std::uint32_t s = 0; s < corpus_.sessions.size(); ++s) {
      if (matches_.in_session[s] > 0)
        candidates_.emplace_back(has_all(corpus_.blocks_of_session[s]), bounds_.of_session(s), s);
    }
  }

  /// The most promising ones, which are no candidates any more.
  std::vector<std::uint32_t> first_sessions() {
    const std::size_t count =
        std::min({kMostFirstSessions, candidates_.size() / kPartOfFirstSessions + 1, candidates_.size()});
    const auto rest = candidates_.begin() + static_cast<std::ptrdiff_t>(count);
    std::ranges::nth_element(candidates_, rest, std::greater());
    std::vector<std::uint32_t> first;
    for (auto one = candidates_.begin(); one != rest; ++one) first.push_back(one->session());
    candidates_.erase(candidates_.begin(), rest);
    return first;
  }

  void bound_candidates_closer() {
    std::size_t kept = 0;
    for (const Candidate& one : candidates_) {
      if (!can_win(one)) continue;
      const Candidate closer(one.has_all(), bounds_.closer_of_session(one.session()), one.session());
      if (can_win(closer)) candidates_[kept++] = closer;
    }
    candidates_.erase(candidates_.begin() + static_cast<std::ptrdiff_t>(kept), candidates_.end());
  }

  [[nodiscard]] bool can_win(const Candidate& one) const { return can_win(one.has_all(), one.bound()); }
  [[nodiscard]] bool can_win(bool has_all, float bound) const {
    return moments_.size() < most_ ||
           std::pair(has_all, bound) >= std::pair(moments_.back().has_all, moments_.back().score);
  }
  /// REQUIRES: bounds_.look_at() was called for its session.
  [[nodiscard]] float bound_of(std::uint32_t block) const {
    return bounds_.of_block(block, has_all(block) ? matches_.has_all[block] : matches_.in(block));
  }
  [[nodiscard]] bool can_block_win(std::uint32_t block) const {
    return matches_.in(block) != 0 && !looked_at_[block] && can_win(has_all(block), bound_of(block));
  }

  void look_at_best_block(std::uint32_t session) {
    if (corpus_.is_wild[session]) return;
    bounds_.look_at(session);
    const BlockRange blocks = corpus_.blocks_of_session[session];
    std::optional<std::pair<std::pair<bool, float>, std::uint32_t>> best;
    for (std::uint32_t block = blocks.first; block < blocks.end; ++block) {
      if (matches_.in(block) == 0) continue;
      const auto here = std::pair(std::pair(has_all(block), bound_of(block)), block);
      if (!best || best->first < here.first) best = here;
    }
    if (best) read_and_add({best->second, best->second + 1});
  }

  /// Calls take(BlockRange) for each row of those that meet the condition.
  template <typename Is, typename Take>
  static void each_row(BlockRange blocks, Is is, Take take) {
    for (std::uint32_t first = blocks.first; first < blocks.end; ++first) {
      std::uint32_t end = first;
      while (end < blocks.end && is(end)) ++end;
      if (end == first) continue;
      take(BlockRange{first, end});
      first = end;
    }
  }

  /// At the blocks that can win; in rows, for what is beside a block is read for it anyway.
  void look_at(std::uint32_t session) {
    const BlockRange blocks = corpus_.blocks_of_session[session];
    if (corpus_.is_wild[session]) {
      read_and_add(blocks);
    } else {
      bounds_.look_at(session);
      each_row(
          blocks, [&](std::uint32_t block) { return can_block_win(block); }, [&](BlockRange row) { look_at_row(row); });
    }
    fold_where_worthwhile();
  }

  /// How far apart words lie is looked at pair by pair, until no block can win.
  void look_at_row(BlockRange row) {
    scores_.begin(row);
    left_.clear();
    for (std::uint32_t block = row.first; block < row.end; ++block) left_.push_back(bound_of(block));
    const auto can_still_win = [&](std::uint32_t block) { return can_win(has_all(block), left_[block - row.first]); };
    for (const std::size_t unit : weights_.pairs()) {
      scores_.read_pair(unit);
      bool can_any = false;
      for (std::uint32_t block = row.first; block < row.end; ++block) {
        left_[block - row.first] -= (bounds_.of_pair(unit, block) - scores_.pair_at_most(unit, block)) * kSlack;
        can_any = can_any || can_still_win(block);
      }
      if (!can_any) return;
    }
    each_row(row, can_still_win, [&](BlockRange left) { add_scored(left); });
  }

  void read_and_add(BlockRange blocks) {
    scores_.begin(blocks);
    add_scored(blocks);
  }

  void add_scored(BlockRange blocks) {
    const std::uint32_t session = corpus_.session_of_block[blocks.first];
    scores_.score(blocks, passages_);
    if (!looked_at_.empty()) std::fill(looked_at_.begin() + blocks.first, looked_at_.begin() + blocks.end, true);
    for (const PassageScore& one : passages_) {
      const std::uint32_t block = corpus_.sessions[session].first_block + one.passage / kPassagesInBlock;
      const Scored scored{session, one, has_all(block, one.passage),
                          std::uint64_t{corpus_.sessions[session].first_passage} + one.passage};
      const bool is_behind = moments_.size() == most_ && !is_better(scored, last_);
      (is_behind ? behind_ : fresh_).push_back(scored);
    }
  }

  /// So many that are asked for cannot be there yet: with a long list each look at all of it counts.
  void fold_where_worthwhile() {
    if (moments_.size() < most_ && shortlist_.size() + fresh_.size() < enough_) return;
    fold();
    enough_ = std::max(most_, 2 * shortlist_.size());
  }

  /// The best of what was scored. Nothing is forgotten: a better one that comes later may take the place of two, and
  /// then those that were behind move up.
  void fold() {
    if (fresh_.empty()) return;
    shortlist_.insert(shortlist_.end(), fresh_.begin(), fresh_.end());
    fresh_.clear();
    moments_ = folded(most_);
    if (moments_.size() < most_ && !behind_.empty()) {
      shortlist_.insert(shortlist_.end(), behind_.begin(), behind_.end());
      behind_.clear();
      moments_ = folded(most_);
    }
    if (moments_.size() < most_) return;
    const auto worse = std::ranges::upper_bound(shortlist_, last_, is_better);
    behind_.insert(behind_.end(), worse, shortlist_.end());
    shortlist_.erase(worse, shortlist_.end());
  }

  std::vector<Moment> folded(std::size_t most) {
    std::ranges::sort(shortlist_, is_better);
    std::vector<Moment> moments;
    Taken taken;
    for (std::size_t i = 0; i < shortlist_.size() && moments.size() < most; ++i) {
      const Moment moment = land(shortlist_[i]);
      if (!taken.take(moment.session, moment.start_ms)) continue;
      moments.push_back(moment);
      last_ = shortlist_[i];
    }
    return moments;
  }

  Moment land(const Scored& scored) {
    const auto [found, is_new] = landed_.try_emplace(scored.passage, 0);
    if (is_new) found->second = landing_.sentence(scored.session, scored.score.passage, scored.score.cell);
    const Outline outline = corpus_.sessions[scored.session].outline();
    return {.session = scored.session,
            .passage = scored.score.passage,
            .sentence = found->second,
            .start_ms = outline.sentences[found->second].start_ms,
            .has_all = scored.has_all,
            .score = scored.score.score};
  }

  [[nodiscard]] std::vector<std::uint32_t> matching_sessions() const {
    std::vector<std::uint32_t> sessions;
    for (std::uint32_t s = 0; s < corpus_.sessions.size(); ++s) {
      if (matches_.in_session[s] > 0) sessions.push_back(s);
    }
    return sessions;
  }

  void add_session(std::uint32_t s, std::vector<Moment>& moments) {
    shortlist_.clear();
    read_and_add(corpus_.blocks_of_session[s]);
    shortlist_.swap(fresh_);
    std::ranges::move(folded(shortlist_.size()), std::back_inserter(moments));
  }

  [[nodiscard]] std::tuple<std::int64_t, std::int64_t, std::uint64_t> key(const Moment& moment) const {
    const CorpusSession& session = corpus_.sessions[moment.session];
    const std::int64_t start = session.record->head.start_ms;
    return {start + moment.start_ms, start, std::uint64_t{session.first_passage} + moment.passage};
  }

  const Corpus& corpus_;
  const Matches& matches_;
  QueryWeights weights_;
  ScoreBounds bounds_;
  BlockScores scores_;
  Landing landing_;
  std::vector<Candidate> candidates_;
  std::vector<bool> looked_at_;  ///< by block
  std::size_t most_ = SIZE_MAX;
  std::size_t enough_ = 0;
  std::vector<Moment> moments_;  ///< the best so far
  Scored last_;  ///< what the last of them was made of
  std::vector<Scored> fresh_;  ///< not folded yet
  std::vector<Scored> shortlist_;  ///< best first, down to last_
  std::vector<Scored> behind_;  ///< in no order
  std::vector<PassageScore> passages_;
  std::vector<float> left_;  ///< bounds of a row's blocks
  std::unordered_map<std::uint64_t, std::uint32_t> landed_;
};

}  // namespace

std::vector<Moment> fold_near_moments(const std::vector<Moment>& best_first, std::size_t most) {
  std::vector<Moment> kept;
  Taken taken;
  for (const Moment& moment : best_first) {
    if (kept.size() == most) break;
    if (taken.take(moment.session, moment.start_ms)) kept.push_back(moment);
  }
  return kept;
}

std::vector<Moment> rank_moments(const Corpus& corpus, const Scope& scope, const Matches& matches,
                                 const ParsedQuery& query, Sort sort, std::size_t most, const RankWeights& weights) {
  if (matches.total == 0 || most == 0) return {};
  Ranking ranking(corpus, scope, matches, query, weights);
  // Without a word there is nothing to be relevant to: the newest first.
  if (sort == Sort::kRelevance && !matches.units.empty()) return ranking.best(most);
  return ranking.by_time(sort == Sort::kOldest ? Sort::kOldest : Sort::kNewest, most);
}

}  // namespace dais::search
