// SPDX-License-Identifier: Apache-2.0
#include "search/ranking.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <tuple>
#include <unordered_map>

#include "search/landing.h"
#include "search/patience.h"

namespace dais::search {
namespace {

/// Blocks looked at before it is asked again whether any other can win.
constexpr std::size_t kBlocksAtOnce = 4;

/// So many tell how the rest will be.
constexpr std::size_t kManyBlocks = 256;

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
        scores_(corpus, matches, weights),
        landing_(corpus, scope, matches, query) {}

  std::vector<Moment> best(std::size_t most) {
    most_ = most;
    find_candidates();
    std::vector<bool> looked_at(corpus_.blocks(), false);
    std::size_t enough = most;
    while (!is_decided(most)) {
      std::size_t left = kBlocksAtOnce;
      for (; left > 0 && !is_decided(most) && pop_candidate(); --left) look_closer(looked_at);
      // So many that are asked for cannot be there yet: with a long list each look at all of it counts.
      const bool is_too_early = moments_.size() < most && shortlist_.size() + fresh_.size() < enough;
      if (is_too_early && left == 0 && !Patience::is_over()) continue;
      fold(most);
      enough = std::max(enough, 2 * shortlist_.size());
      if (Patience::is_over()) break;
      if (left > 0) break;
    }
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
  /// What a bound was taken from, the loosest first.
  enum class Bound : std::uint8_t { kOfSession, kOfPassages, kOfPlaces };
  class Candidate {
   public:
    /// `block`: of a session its first.
    Candidate(bool has_all, float bound, std::uint32_t block, Bound is_of)
        : key_(std::uint64_t{has_all} << 63U |
               std::uint64_t{std::bit_cast<std::uint32_t>(std::max(bound, 0.0F))} << 32U | ~block),
          is_of_(is_of) {}
    [[nodiscard]] bool has_all() const { return key_ >> 63U != 0; }
    [[nodiscard]] float bound() const {
      return std::bit_cast<float>(static_cast<std::uint32_t>(key_ >> 32U) & 0x7FFF'FFFFU);
    }
    [[nodiscard]] std::uint32_t block() const { return ~static_cast<std::uint32_t>(key_); }
    [[nodiscard]] Bound is_of() const { return is_of_; }
    bool operator<(const Candidate& other) const { return key_ < other.key_; }

   private:
    std::uint64_t key_;  ///< has_all, the bits of the bound, those of the block turned round: one number to compare
    Bound is_of_;
  };

  [[nodiscard]] bool has_all(std::uint32_t block, std::uint32_t passage) const {
    return !matches_.has_all.empty() && (matches_.has_all[block] >> passage % kPassagesInBlock & 1U) != 0;
  }

  [[nodiscard]] std::uint16_t wanted_of(std::uint32_t block) const {
    const bool all = !matches_.has_all.empty() && matches_.has_all[block] != 0;
    return all ? matches_.has_all[block] : matches_.in(block);
  }

  [[nodiscard]] Candidate candidate_of(std::uint32_t block) const {
    const bool all = !matches_.has_all.empty() && matches_.has_all[block] != 0;
    return {all, scores_.bound(block, wanted_of(block)), block, Bound::kOfPassages};
  }

  /// Sessions at first: what bounds their blocks is only worked out where they can win.
  void find_candidates() {
    for (std::uint32_t s = 0; s < corpus_.sessions.size(); ++s) {
      if (matches_.in_session[s] == 0) continue;
      const BlockRange blocks = corpus_.blocks_of_session[s];
      heap_.emplace_back(has_all(blocks), scores_.bound_of_session(s), blocks.first, Bound::kOfSession);
    }
    std::make_heap(heap_.begin(), heap_.end());
  }

  /// A passage of them.
  [[nodiscard]] bool has_all(BlockRange blocks) const {
    const auto begin = matches_.has_all.begin();
    return matches_.all_words ||
           (!matches_.has_all.empty() &&
            std::any_of(begin + blocks.first, begin + blocks.end, [](std::uint16_t mask) { return mask != 0; }));
  }

  void add_blocks(std::uint32_t session) {
    scores_.bound_blocks(session);
    const BlockRange blocks = corpus_.blocks_of_session[session];
    for (std::uint32_t block = blocks.first; block < blocks.end; ++block) {
      if (matches_.in(block) == 0) continue;
      heap_.push_back(candidate_of(block));
      std::push_heap(heap_.begin(), heap_.end());
    }
  }

  /// The most promising block is the last of the heap afterwards; false where none is left.
  bool pop_candidate() {
    while (!heap_.empty()) {
      std::pop_heap(heap_.begin(), heap_.end());
      if (heap_.back().is_of() != Bound::kOfSession) return true;
      const std::uint32_t block = heap_.back().block();
      heap_.pop_back();
      add_blocks(corpus_.session_of_block[block]);
    }
    return false;
  }

  [[nodiscard]] bool is_decided(std::size_t most) const {
    return moments_.size() >= most && (heap_.empty() || !can_win(heap_.front(), moments_.back()));
  }

  /// Of the last one of the heap: at its places; before that, at where pairs lie in it.
  void look_closer(std::vector<bool>& looked_at) {
    Candidate candidate = heap_.back();
    heap_.pop_back();
    if (candidate.is_of() == Bound::kOfPassages && !are_looked_at_anyway(3)) {
      const float bound = scores_.closer_bound(candidate.block(), candidate.bound());
      candidate = Candidate(candidate.has_all(), bound, candidate.block(), Bound::kOfPlaces);
      ++bound_closer_;
      if (!heap_.empty() && candidate < heap_.front()) {
        heap_.push_back(candidate);
        return std::push_heap(heap_.begin(), heap_.end());
      }
    }
    look_at(candidate.block(), looked_at);
  }

  /// Of the blocks that were bound closer, at least so many of four are looked at all the same: their words lie so
  /// densely that their pairs are everywhere.
  [[nodiscard]] bool are_looked_at_anyway(std::size_t of_four) const {
    return bound_closer_ >= kManyBlocks && looked_at_ * 4 >= bound_closer_ * of_four;
  }

  void look_at(std::uint32_t block, std::vector<bool>& looked_at) {
    if (looked_at[block]) return;
    const CorpusSession& session = corpus_.session_of(block);
    BlockRange range{block, block + 1};
    if (corpus_.is_wild[corpus_.session_of_block[block]]) {
      range = {session.first_block, session.end_block()};
    } else if (are_looked_at_anyway(2)) {
      // Blocks side by side cost little more than one of them: what is beside it is read for it anyway.
      while (range.first > session.first_block && will_be_looked_at(range.first - 1, looked_at)) --range.first;
      while (range.end < session.end_block() && will_be_looked_at(range.end, looked_at)) ++range.end;
    }
    looked_at_ += range.end - range.first;
    std::fill(looked_at.begin() + range.first, looked_at.begin() + range.end, true);
    add_scored(range.first, range.end);
  }

  [[nodiscard]] bool will_be_looked_at(std::uint32_t block, const std::vector<bool>& looked_at) const {
    return !looked_at[block] && matches_.in(block) != 0 &&
           (moments_.size() < most_ || can_win(candidate_of(block), moments_.back()));
  }

  void add_scored(std::uint32_t first, std::uint32_t end) {
    const std::uint32_t session = corpus_.session_of_block[first];
    scores_.score(first, end, passages_);
    for (const PassageScore& one : passages_) {
      const std::uint32_t block = corpus_.sessions[session].first_block + one.passage / kPassagesInBlock;
      const Scored scored{session, one, has_all(block, one.passage),
                          std::uint64_t{corpus_.sessions[session].first_passage} + one.passage};
      const bool is_behind = moments_.size() == most_ && !is_better(scored, last_);
      (is_behind ? behind_ : fresh_).push_back(scored);
    }
  }

  /// The best of what was scored. Nothing is forgotten: a better one that comes later may take the place of two, and
  /// then those that were behind move up.
  void fold(std::size_t most) {
    if (fresh_.empty()) return;
    shortlist_.insert(shortlist_.end(), fresh_.begin(), fresh_.end());
    fresh_.clear();
    moments_ = folded(most);
    if (moments_.size() < most && !behind_.empty()) {
      shortlist_.insert(shortlist_.end(), behind_.begin(), behind_.end());
      behind_.clear();
      moments_ = folded(most);
    }
    if (moments_.size() < most) return;
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

  static bool can_win(const Candidate& candidate, const Moment& last) {
    return std::pair(candidate.has_all(), candidate.bound()) >= std::pair(last.has_all, last.score);
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
    add_scored(corpus_.sessions[s].first_block, corpus_.sessions[s].end_block());
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
  BlockScores scores_;
  Landing landing_;
  std::vector<Candidate> heap_;
  std::size_t bound_closer_ = 0;  ///< blocks
  std::size_t looked_at_ = 0;     ///< the same
  std::size_t most_ = SIZE_MAX;
  std::vector<Moment> moments_;     ///< the best so far
  Scored last_;                     ///< what the last of them was made of
  std::vector<Scored> fresh_;       ///< not folded yet
  std::vector<Scored> shortlist_;   ///< best first, down to last_
  std::vector<Scored> behind_;      ///< in no order
  std::vector<PassageScore> passages_;
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
