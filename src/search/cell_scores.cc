// SPDX-License-Identifier: Apache-2.0
#include "search/cell_scores.h"

#include <algorithm>
#include <cmath>

namespace dais::search {
namespace {

constexpr float kWindowK1 = 1.6F;
constexpr float kWindowB = 0.6F;
constexpr float kSessionK1 = 1.2F;
constexpr float kSessionB = 0.75F;

/// Walks the sessions that a rising list of cells touches.
class SessionWalk {
 public:
  explicit SessionWalk(const Corpus& corpus) : corpus_(corpus) {}
  std::uint32_t of(std::uint32_t cell) {
    while (cell >= corpus_.first_cell[session_ + 1]) {
      ++session_;
    }
    return session_;
  }

 private:
  const Corpus& corpus_;
  std::uint32_t session_ = 0;
};

}  // namespace

float rarity(std::size_t df, std::size_t of) {
  const auto n = static_cast<float>(of);
  const auto d = static_cast<float>(df);
  return std::log(1 + (n - d + 0.5F) / (d + 0.5F));
}

CellScores::CellScores(const Corpus& corpus, const RankWeights& weights)
    : corpus_(corpus), weights_(weights), scores_(corpus.cells(), 0), session_scores_(corpus.sessions.size(), 0) {}

void CellScores::add_word(const std::vector<CellCount>& counts, float worth) {
  for (Window window : weights_.windows) {
    window.weight *= worth;
    add_window(counts, window, Saturation::kByLength);
  }
  add_session(counts, worth);
}

void CellScores::add_speaker(const std::vector<CellCount>& counts, float worth) {
  for (Window window : weights_.windows) {
    window.weight *= worth;
    add_window(counts, window, Saturation::kByLength);
  }
}

void CellScores::add_pair(const std::vector<CellCount>& counts) {
  for (const Window& window : weights_.pairs) {
    add_window(counts, window, Saturation::kPlain);
  }
}

void CellScores::slide(const std::vector<CellCount>& counts, std::uint32_t reach) {
  found_.clear();
  SessionWalk sessions(corpus_);
  for (std::size_t begin = 0; begin < counts.size();) {
    const std::uint32_t session = sessions.of(counts[begin].cell);
    const std::uint32_t low = corpus_.first_cell[session];
    const std::uint32_t high = corpus_.first_cell[session + 1];
    std::size_t end = begin;
    while (end < counts.size() && counts[end].cell < high) {
      ++end;
    }
    std::size_t leaving = begin;
    std::size_t entering = begin;
    float sum = 0;
    for (std::uint32_t cell = low; cell < high; ++cell) {
      if (leaving == entering) {
        if (entering == end) {
          break;
        }
        sum = 0;
        cell = std::max(cell, counts[entering].cell - std::min(reach, counts[entering].cell - low));
      }
      for (; entering < end && counts[entering].cell <= cell + reach; ++entering) {
        sum += counts[entering].count;
      }
      for (; leaving < entering && counts[leaving].cell + reach < cell; ++leaving) {
        sum -= counts[leaving].count;
      }
      if (leaving < entering) {
        found_.push_back({cell, sum});
      } else if (entering < end) {
        --cell;  // look again from where the next one enters
      }
    }
    begin = end;
  }
}

void CellScores::add_window(const std::vector<CellCount>& counts, const Window& window, Saturation saturation) {
  slide(counts, window.reach);
  const float idf = rarity(found_.size(), corpus_.cells()) * window.weight;
  if (saturation == Saturation::kPlain) {
    for (const CellCount& found : found_) {
      scores_[found.cell] += idf * found.count / (found.count + 1);
    }
    return;
  }
  const float usual = static_cast<float>(corpus_.words) * static_cast<float>(2 * window.reach + 1) /
                      static_cast<float>(std::max(corpus_.cells(), 1U));
  const float fixed = kWindowK1 * (1 - kWindowB);
  const float by_length = kWindowK1 * kWindowB / std::max(usual, 1.0F);
  SessionWalk sessions(corpus_);
  for (const CellCount& found : found_) {
    const std::uint32_t session = sessions.of(found.cell);
    const auto& before = corpus_.sessions[session]->outline.words_before_cell;
    const std::uint32_t cell = found.cell - corpus_.first_cell[session];
    const std::size_t end = std::min<std::size_t>(cell + window.reach + 1, before.size() - 1);
    const auto length = static_cast<float>(before[end] - before[cell - std::min(window.reach, cell)]);
    scores_[found.cell] += idf * found.count * (kWindowK1 + 1) / (found.count + fixed + by_length * length);
  }
}

void CellScores::add_session(const std::vector<CellCount>& counts, float worth) {
  SessionWalk sessions(corpus_);
  std::vector<std::pair<std::uint32_t, float>> totals;
  for (const CellCount& count : counts) {
    const std::uint32_t session = sessions.of(count.cell);
    if (totals.empty() || totals.back().first != session) {
      totals.emplace_back(session, 0.0F);
    }
    totals.back().second += count.count;
  }
  const auto sessions_in_all = static_cast<float>(std::max<std::size_t>(corpus_.sessions.size(), 1));
  const float usual = std::max(static_cast<float>(corpus_.words) / sessions_in_all, 1.0F);
  const float idf = rarity(totals.size(), corpus_.sessions.size()) * weights_.session * worth;
  for (const auto& [session, total] : totals) {
    const auto length = static_cast<float>(corpus_.sessions[session]->outline.words);
    const float norm = kSessionK1 * (1 - kSessionB + kSessionB * length / usual);
    session_scores_[session] += idf * total * (kSessionK1 + 1) / (total + norm);
  }
}

}  // namespace dais::search
