// SPDX-License-Identifier: Apache-2.0
#include "search/ranking.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <compare>
#include <functional>
#include <iterator>
#include <span>
#include <tuple>
#include <utility>

#include "search/patience.h"
#include "search/session_search.h"
#include "search/spare_core.h"
#include "search/taken_moments.h"

namespace dais::search {
namespace {

/// The best block of each of the first sessions tells what others must surpass: of so many, and no more than so large a
/// part of all.
constexpr std::size_t kMostFirstSessions = 24;
constexpr std::size_t kPartOfFirstSessions = 4;
/// So many sessions are looked at by what they may score, before all others, and no more than so large a part of all.
constexpr std::size_t kMostByPromise = 256;
constexpr std::size_t kPartByPromise = 4;

/// What another thread may look at: for fewer it does not pay to begin one.
constexpr std::uint64_t kWorthAHelper = 2048;
/// A thread takes so many sessions at once, which lie side by side, and no more than so large a part of all.
constexpr std::size_t kMostInTurn = 32;
constexpr std::size_t kPartInTurn = 64;

class Ranking {
 public:
  Ranking(const Corpus& corpus, const Scope& scope, const Matches& matches, const ParsedQuery& query,
          const RankWeights& weights, std::size_t most)
      : corpus_(corpus),
        matches_(matches),
        weights_(corpus, matches, weights),
        bounds_(corpus, matches, weights_, weights),
        none_(corpus, scope, matches, query, SIZE_MAX),
        most_(most),
        search_(corpus, matches, weights_, weights, bounds_, BestMoments(corpus, scope, matches, query, most)) {}

  std::vector<Moment> best() {
    find_candidates();
    const std::vector<std::uint32_t> first = first_sessions();
    for (const std::uint32_t session : first) search_.look_at_best_block(session);
    search_.best().fold();
    for (const std::uint32_t session : first) search_.look_at(session);
    bound_candidates_closer();
    const std::size_t by_promise = std::min(kMostByPromise, candidates_.size() / kPartByPromise);
    order_candidates(by_promise);
    look_at(std::span(candidates_).first(by_promise), search_);
    search_.best().fold();
    look_at_rest(std::span(candidates_).subspan(by_promise));
    search_.best().fold();
    return search_.best().moments();
  }

  /// By time; sessions are looked at until none that is left can hold an earlier (later) moment.
  std::vector<Moment> by_time(Sort sort) {
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
      if (moments.size() >= most_) {
        std::ranges::nth_element(moments, moments.begin() + static_cast<std::ptrdiff_t>(most_ - 1), before);
        const std::int64_t last = std::get<0>(key(moments[most_ - 1]));
        if (newest ? limit(sessions[i]) < last : limit(sessions[i]) > last) break;
      }
      BestMoments all = none_;
      search_.look_at_all_of(sessions[i], all);
      std::ranges::copy(all.moments(), std::back_inserter(moments));
      if (Patience::is_over()) break;
    }
    std::ranges::sort(moments, before);
    if (moments.size() > most_) moments.resize(most_);
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

  /// The most promising ones first, which tell what the others must surpass; those in the order in which they lie.
  void order_candidates(std::size_t by_promise) {
    const auto rest = candidates_.begin() + static_cast<std::ptrdiff_t>(by_promise);
    if (rest != candidates_.end()) std::ranges::nth_element(candidates_, rest, std::greater());
    std::sort(candidates_.begin(), rest, std::greater());
    std::sort(rest, candidates_.end(),
              [](const Candidate& a, const Candidate& b) { return a.session() < b.session(); });
  }

  [[nodiscard]] bool can_win(const Candidate& one) { return search_.best().can_win(one.has_all(), one.bound()); }

  static void look_at(std::span<const Candidate> candidates, SessionSearch& search) {
    for (const Candidate& one : candidates) {
      if (Patience::is_over()) return;
      if (search.best().can_win(one.has_all(), one.bound())) search.look_at(one.session());
    }
  }

  void look_at_rest(std::span<const Candidate> rest) {
    const auto worth = std::ranges::count_if(rest, [this](const Candidate& one) { return can_win(one); });
    if (!is_worth_a_helper(static_cast<std::uint64_t>(worth), kWorthAHelper)) return look_at(rest, search_);
    const std::size_t in_turn = std::min(kMostInTurn, rest.size() / kPartInTurn + 1);
    std::atomic<std::size_t> next = 0;
    const auto look_in_turn = [&](SessionSearch& search) {
      for (std::size_t first = 0; (first = next.fetch_add(in_turn)) < rest.size();)
        look_at(rest.subspan(first, std::min(in_turn, rest.size() - first)), search);
    };
    SessionSearch beside = search_;
    Helper helper([&] { look_in_turn(beside); });
    look_in_turn(search_);
    helper.wait();
    search_.best().take(std::move(beside.best()));
  }

  [[nodiscard]] std::vector<std::uint32_t> matching_sessions() const {
    std::vector<std::uint32_t> sessions;
    for (std::uint32_t s = 0; s < corpus_.sessions.size(); ++s) {
      if (matches_.in_session[s] > 0) sessions.push_back(s);
    }
    return sessions;
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
  BestMoments none_;  ///< with room for all
  std::size_t most_;
  SessionSearch search_;
  std::vector<Candidate> candidates_;
};

}  // namespace

std::vector<Moment> fold_near_moments(const std::vector<Moment>& best_first, std::size_t most) {
  std::vector<Moment> kept;
  TakenMoments taken;
  for (const Moment& moment : best_first) {
    if (kept.size() == most) break;
    if (taken.take(moment.session, moment.start_ms)) kept.push_back(moment);
  }
  return kept;
}

std::vector<Moment> rank_moments(const Corpus& corpus, const Scope& scope, const Matches& matches,
                                 const ParsedQuery& query, Sort sort, std::size_t most, const RankWeights& weights) {
  if (matches.total == 0 || most == 0) return {};
  Ranking ranking(corpus, scope, matches, query, weights, most);
  // Without a word there is nothing to be relevant to: the newest first.
  if (sort == Sort::kRelevance && !matches.units.empty()) return ranking.best();
  return ranking.by_time(sort == Sort::kOldest ? Sort::kOldest : Sort::kNewest);
}

}  // namespace dais::search
