// SPDX-License-Identifier: Apache-2.0
#include "speech/pieces.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "speech/wav.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

constexpr Milliseconds kLeastPause = 200;
constexpr Milliseconds kLongPause = 1'500;  // A longer one is no better place to cut.
constexpr Milliseconds kBreath = 300;       // What is looked at where there is no pause at all.

std::size_t level_at(Milliseconds time) {
  return static_cast<std::size_t>(std::max<Milliseconds>(time, 0) / kLevelStep);
}
Milliseconds time_at(std::size_t level) { return static_cast<Milliseconds>(level) * kLevelStep; }

struct Run {
  std::size_t first = 0;
  std::size_t last = 0;  ///< one past
  [[nodiscard]] Milliseconds length() const { return time_at(last - first); }
};

/// Runs of levels below `threshold` within [first, last).
std::vector<Run> quiet_runs(std::span<const float> levels, std::size_t first, std::size_t last, float threshold) {
  std::vector<Run> runs;
  for (std::size_t i = first; i < last; ++i) {
    if (levels[i] >= threshold) continue;
    const std::size_t begun = i;
    while (i < last && levels[i] < threshold) ++i;
    runs.push_back({begun, i});
  }
  return runs;
}

/// The middle of the quietest kBreath within [first, last).
std::size_t quietest(std::span<const float> levels, std::size_t first, std::size_t last) {
  const std::size_t width = std::min(level_at(kBreath), last - first);
  double sum = 0;
  for (std::size_t i = first; i < first + width; ++i) sum += levels[i];
  double least = sum;
  std::size_t best = first + width / 2;
  for (std::size_t i = first + width; i < last; ++i) {
    sum += static_cast<double>(levels[i]) - levels[i - width];
    if (sum >= least) continue;
    least = sum;
    best = i - width / 2;
  }
  return best;
}

/// A long pause late in [earliest, latest) is best: fewer pieces.
Milliseconds find_pause(std::span<const float> levels, Milliseconds earliest, Milliseconds latest) {
  const std::size_t first = level_at(earliest);
  const std::size_t last = std::min(level_at(latest), levels.size());
  if (first >= last) return latest;
  const float threshold = silence_threshold(levels.subspan(first, last - first));
  double best_score = -1;
  std::size_t best = 0;
  for (const Run run : quiet_runs(levels, first, last, threshold)) {
    if (run.length() < kLeastPause) continue;
    const std::size_t middle = (run.first + run.last) / 2;
    const double late = static_cast<double>(middle - first) / static_cast<double>(last - first);
    const double score = static_cast<double>(std::min(run.length(), kLongPause)) + 300 * late;
    if (score <= best_score) continue;
    best_score = score;
    best = middle;
  }
  return time_at(best_score >= 0 ? best : quietest(levels, first, last));
}

}  // namespace

float silence_threshold(std::span<const float> levels) {
  if (levels.empty()) return 0;
  std::vector<float> sorted(levels.begin(), levels.end());
  const auto quantile = [&sorted](double share) {
    const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted.size() - 1));
    std::nth_element(sorted.begin(), at, sorted.end());
    return *at;
  };
  // Digital silence between applause is not the noise of the room.
  const float noise = std::max(quantile(0.05), -70.0F);
  const float loud = quantile(0.9);
  return noise + std::max(3.0F, 0.3F * (loud - noise));
}

std::vector<Piece> plan_pieces(std::span<const float> levels, Milliseconds length, Milliseconds longest) {
  const Milliseconds span = longest - 2 * kOverlap;
  std::vector<Milliseconds> cuts = {0};
  Milliseconds last = 0;
  while (length - last > longest - kOverlap) {
    const Milliseconds earliest = last + span / 2;
    last = std::clamp(find_pause(levels, earliest, last + span), earliest, last + span);
    cuts.push_back(last);
  }
  cuts.push_back(length);
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i + 1 < cuts.size(); ++i) {
    pieces.push_back({std::max<Milliseconds>(0, cuts[i] - (i == 0 ? 0 : kOverlap)),
                      i + 2 == cuts.size() ? length : std::min(length, cuts[i + 1] + kOverlap), cuts[i], cuts[i + 1]});
  }
  return pieces;
}

std::vector<Span> find_utterances(std::span<const float> levels, Milliseconds longest) {
  constexpr Milliseconds kMargin = 200;
  constexpr Milliseconds kApart = 600;
  const Milliseconds length = time_at(levels.size());
  const std::vector<Run> quiet = quiet_runs(levels, 0, levels.size(), silence_threshold(levels));
  std::vector<Span> loud;
  Milliseconds begun = 0;
  const auto add = [&](Milliseconds until) {
    if (until > begun) loud.push_back({std::max<Milliseconds>(0, begun - kMargin), std::min(length, until + kMargin)});
  };
  for (const Run run : quiet) {
    if (run.length() < kApart) continue;
    add(time_at(run.first));
    begun = time_at(run.last);
  }
  add(length);
  std::vector<Span> utterances;
  for (Span span : loud) {
    while (span.to - span.from > longest) {
      const Milliseconds cut = find_pause(levels, span.from + longest / 3, span.from + longest);
      utterances.push_back({span.from, cut});
      span.from = cut;
    }
    utterances.push_back(span);
  }
  return utterances;
}

std::vector<Span> spread(std::span<const float> levels, Milliseconds from, Milliseconds to,
                         const std::vector<double>& weights) {
  const std::size_t first = std::min(level_at(from), levels.size());
  const std::size_t last = std::min(level_at(to), levels.size());
  const auto window = levels.subspan(first, std::max(first, last) - first);
  const float threshold = silence_threshold(window);
  std::vector<Milliseconds> loud;  // the starts of loud steps
  for (std::size_t i = 0; i < window.size(); ++i) {
    if (window[i] >= threshold) loud.push_back(from + time_at(i));
  }
  constexpr std::size_t kEnoughToTell = 5;
  if (loud.size() < kEnoughToTell) {
    loud.clear();
    for (Milliseconds t = from; t < to; t += kLevelStep) loud.push_back(t);
  }
  double total = 0;
  for (const double weight : weights) total += weight;
  std::vector<Span> parts;
  double done = 0;
  for (const double weight : weights) {
    if (loud.empty() || !(total > 0)) {
      parts.push_back({from, to});
      continue;
    }
    const auto step_at = [&](double sum) {
      return std::min(static_cast<std::size_t>(std::llround(sum / total * static_cast<double>(loud.size()))),
                      loud.size());
    };
    const std::size_t begin = std::min(step_at(done), loud.size() - 1);
    done += weight;
    const std::size_t end = step_at(done);
    const Milliseconds start = loud[begin];
    parts.push_back({start, std::clamp(end == 0 ? start : loud[end - 1] + kLevelStep, start, std::max(start, to))});
  }
  return parts;
}

}  // namespace dais::speech
