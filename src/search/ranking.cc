// SPDX-License-Identifier: Apache-2.0
#include "search/ranking.h"

#include <algorithm>
#include <tuple>

namespace dais::search {
namespace {

/// Two words of the query are a pair where no more than three words of content lie between them; in speech that is
/// about twice as many words.
constexpr std::uint32_t kPairReach = 6;

/// Who is asked for by name begins to speak just after somebody else has said the name: land on the former.
constexpr float kNameWeight = 1.5F;

std::vector<CellCount> counts_of(const std::vector<Place>& places, bool once_a_cell) {
  std::vector<CellCount> counts;
  counts.reserve(places.size());
  for (const Place& place : places) {
    counts.push_back({place.cell, 1});
  }
  // Sentences that overlap in time put their words into cells out of order.
  if (!std::ranges::is_sorted(counts, {}, &CellCount::cell)) {
    std::ranges::sort(counts, {}, &CellCount::cell);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (kept > 0 && counts[kept - 1].cell == counts[i].cell) {
      counts[kept - 1].count += once_a_cell ? 0.0F : 1.0F;
    } else {
      counts[kept++] = counts[i];
    }
  }
  counts.resize(kept);
  return counts;
}

/// The places of `first` that have one of `second` near, in either order.
std::vector<Place> near_places(const std::vector<Place>& first, const std::vector<Place>& second) {
  std::vector<Place> near;
  std::size_t from = 0;
  const auto key = [](const Place& place) { return std::uint64_t{place.session} << 32U | place.word; };
  for (const Place& place : first) {
    while (from < second.size() && key(second[from]) + kPairReach < key(place)) {
      ++from;
    }
    if (from < second.size() && key(second[from]) <= key(place) + kPairReach) {
      near.push_back(place);
    }
  }
  return near;
}

CellScores score_cells(const Corpus& corpus, const Matches& matches, const RankWeights& weights) {
  CellScores scores(corpus, weights);
  const UnitPlaces* before = nullptr;
  for (const UnitPlaces& unit : matches.units) {
    scores.add_word(counts_of(unit.said, false), unit.is_of_name ? weights.said_name : 1);
    scores.add_speaker(counts_of(unit.named, true), unit.is_of_name ? weights.name : weights.speaker);
    if (before != nullptr && before->group != unit.group) {
      scores.add_pair(counts_of(near_places(before->said, unit.said), false));
    }
    before = &unit;
  }
  return scores;
}

/// The first of the cells with the highest score that sentences of a passage begin in; of the session.
std::uint32_t best_cell(const CellScores& scores, const Corpus& corpus, std::uint32_t session, std::uint32_t passage) {
  const Outline& outline = corpus.sessions[session]->outline;
  std::uint32_t best = 0;
  float most = -1;
  for (std::uint32_t i = outline.passages[passage].first_sentence; i < outline.end_of_sentences(passage); ++i) {
    const std::uint32_t cell = outline.sentences[i].start_ms / kCellMs;
    const float score = scores.at(corpus.first_cell[session] + cell);
    if (score > most) {
      best = cell;
      most = score;
    }
  }
  return best;
}

/// Which sentence of a passage a hit lands at. Words put side by side are looked for where they are said: at the
/// sentence, next to the best cell, that holds most of the query. The answer to a question takes longer: where the best
/// cell begins.
class Landing {
 public:
  Landing(const Corpus& corpus, const Matches& matches, const ParsedQuery& query)
      : corpus_(corpus), asked_(query.asked) {
    first_.reserve(corpus.sessions.size() + 1);
    first_.push_back(0);
    for (const auto& session : corpus.sessions) {
      first_.push_back(first_.back() + static_cast<std::uint32_t>(session->outline.sentences.size()));
    }
    weights_.assign(first_.back(), 0);
    for (const UnitPlaces& unit : matches.units) {
      const float weight = rarity(unit.said.size(), corpus.words);
      for (const Place& place : unit.said) {
        weights_[first_[place.session] + place.sentence] += weight;
      }
      const float name_weight = kNameWeight * rarity(unit.named.size(), first_.back());
      for (const Place& place : unit.named) {
        weights_[first_[place.session] + place.sentence] += name_weight;
      }
    }
  }

  /// Among those in scope; the first of several.
  [[nodiscard]] std::uint32_t sentence(std::uint32_t session, std::uint32_t passage, std::uint32_t best_cell,
                                       const Scope& scope) const {
    const Outline& outline = corpus_.sessions[session]->outline;
    const std::uint32_t begin = outline.passages[passage].first_sentence;
    std::uint32_t best = begin;
    auto most = std::pair(false, -1.0F);
    for (std::uint32_t i = begin; i < outline.end_of_sentences(passage); ++i) {
      if (!scope.has_sentence(session, outline.sentences[i])) continue;
      const std::uint32_t cell = outline.sentences[i].start_ms / kCellMs;
      const std::uint32_t apart = std::max(cell, best_cell) - std::min(cell, best_cell);
      const auto here = asked_ ? std::pair(apart == 0, 0.0F) : std::pair(apart <= 1, weights_[first_[session] + i]);
      if (here > most) {
        best = i;
        most = here;
      }
    }
    return best;
  }

 private:
  const Corpus& corpus_;
  bool asked_;
  std::vector<std::uint32_t> first_;
  std::vector<float> weights_;
};

void sort_best_first(std::vector<Moment>& moments) {
  std::ranges::sort(moments, [](const Moment& a, const Moment& b) {
    return std::tuple(!a.has_all, -a.score, a.passage) < std::tuple(!b.has_all, -b.score, b.passage);
  });
}

void sort_by_time(const Corpus& corpus, Sort sort, std::vector<Moment>& moments) {
  const auto key = [&](const Moment& moment) {
    const CorpusSession& session = *corpus.sessions[moment.session];
    return std::tuple(session.head.start_ms + moment.start_ms, session.head.start_ms, moment.passage);
  };
  std::ranges::sort(moments, [&](const Moment& a, const Moment& b) {
    return sort == Sort::kNewest ? key(b) < key(a) : key(a) < key(b);
  });
}

}  // namespace

std::vector<Moment> fold_near_moments(const std::vector<Moment>& best_first, std::size_t sessions) {
  std::vector<Moment> kept;
  std::vector<std::vector<std::uint32_t>> starts(sessions);
  for (const Moment& moment : best_first) {
    auto& taken = starts[moment.session];
    const auto after = std::ranges::lower_bound(taken, moment.start_ms);
    const bool near = (after != taken.end() && *after - moment.start_ms < kOneMomentMs) ||
                      (after != taken.begin() && moment.start_ms - *(after - 1) < kOneMomentMs);
    if (!near) {
      taken.insert(after, moment.start_ms);
      kept.push_back(moment);
    }
  }
  return kept;
}

std::vector<Moment> rank_moments(const Corpus& corpus, const Scope& scope, const Matches& matches,
                                 const ParsedQuery& query, Sort sort, const RankWeights& weights) {
  const CellScores scores = score_cells(corpus, matches, weights);
  const Landing landing(corpus, matches, query);
  std::uint64_t plain = 0;
  for (std::size_t i = 0; i < matches.units.size(); ++i) {
    plain |= matches.units[i].required ? 0 : std::uint64_t{1} << i;
  }
  const bool is_short = !query.asked && static_cast<std::size_t>(std::popcount(plain)) <= kMostWordsForAll;
  std::vector<Moment> moments;
  moments.reserve(matches.passages.size());
  for (std::size_t i = 0; i < matches.passages.size(); ++i) {
    const std::uint32_t session = corpus.session_of_passage(matches.passages[i]);
    const std::uint32_t passage = matches.passages[i] - corpus.first_passage[session];
    const std::uint32_t cell = best_cell(scores, corpus, session, passage);
    const std::uint32_t sentence = landing.sentence(session, passage, cell, scope);
    const std::uint32_t start_ms = corpus.sessions[session]->outline.sentences[sentence].start_ms;
    moments.push_back({.session = session,
                       .passage = matches.passages[i],
                       .sentence = sentence,
                       .start_ms = start_ms,
                       .has_all = is_short && (matches.units_in[i] & plain) == plain,
                       .score = scores.at(corpus.first_cell[session] + cell) + scores.of_session(session)});
  }
  sort_best_first(moments);
  moments = fold_near_moments(moments, corpus.sessions.size());
  // Without a word there is nothing to be relevant to: the newest first.
  if (sort != Sort::kRelevance || matches.units.empty()) {
    sort_by_time(corpus, sort == Sort::kOldest ? Sort::kOldest : Sort::kNewest, moments);
  }
  return moments;
}

}  // namespace dais::search
