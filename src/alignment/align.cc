// SPDX-License-Identifier: Apache-2.0
#include "alignment/align.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "alignment/evidence.h"
#include "alignment/reasons.h"
#include "alignment/sequence.h"
#include "alignment/spoken.h"
#include "alignment/title_words.h"
#include "alignment/weights.h"

namespace dais::alignment {
namespace {

constexpr double kSamePlace = 15;   // seconds: choices this near are one place when choosing
constexpr double kSureWithin = 60;  // what confidence promises
constexpr double kOpenGain = 0.02;
// A stated time outweighs all words, but for words that place the item this surely and this far from it.
constexpr double kAnchorScore = 60;
constexpr double kContradiction = 0.95;
constexpr double kFarFromStated = 180;

double seconds_of(const Choice& choice, const Spoken& spoken) { return spoken.positions()[choice.position].seconds; }

std::vector<Choice> scored(const std::vector<Candidate>& candidates, const Weights& weights) {
  std::vector<Choice> choices;
  for (const Candidate& candidate : candidates) {
    double score = 0;
    for (std::size_t f = 0; f < kFeatures; ++f) score += weights.features[f] * candidate.features[f];
    choices.push_back({candidate.position, score});
  }
  return choices;
}

/// Of each choice: the belief of all choices of its item within `seconds` of it.
std::vector<double> belief_near(const std::vector<Choice>& choices, const std::vector<double>& belief,
                                const Spoken& spoken, double seconds) {
  std::vector<double> near;
  std::size_t begin = 0;
  std::size_t end = 0;
  double sum = 0;
  for (const Choice& choice : choices) {
    const double t = seconds_of(choice, spoken);
    while (end < choices.size() && seconds_of(choices[end], spoken) <= t + seconds) sum += belief[end++];
    while (seconds_of(choices[begin], spoken) < t - seconds) sum -= belief[begin++];
    near.push_back(std::clamp(sum, 0.0, 1.0));
  }
  return near;
}

double calibrated(double belief, const Weights& weights) {
  const double sure = std::clamp(belief, 1e-6, 1 - 1e-6);
  return 1 / (1 + std::exp(-(weights.slope * std::log(sure / (1 - sure)) + weights.shift)));
}

/// Whether the words alone, without the order of the items, place the item elsewhere than the source does.
bool contradicted(double stated, const std::vector<Choice>& choices, const Spoken& spoken, const Weights& weights) {
  double greatest = weights.open;
  for (const Choice& choice : choices) greatest = std::max(greatest, choice.score);
  double whole = std::exp(weights.open - greatest);
  std::vector<double> belief;
  for (const Choice& choice : choices) whole += belief.emplace_back(std::exp(choice.score - greatest));
  for (double& share : belief) share /= whole;
  const std::vector<double> near = belief_near(choices, belief, spoken, kSureWithin);
  for (std::size_t c = 0; c < choices.size(); ++c) {
    const bool far = std::abs(seconds_of(choices[c], spoken) - stated) > kFarFromStated;
    if (far && calibrated(near[c], weights) >= kContradiction) return true;
  }
  return false;
}

std::uint32_t nearest_position(double seconds, const Spoken& spoken) {
  const std::vector<Position>& positions = spoken.positions();
  auto after = std::ranges::lower_bound(positions, seconds, {}, &Position::seconds);
  if (after == positions.end()) return static_cast<std::uint32_t>(positions.size() - 1);
  if (after != positions.begin() && seconds - std::prev(after)->seconds < after->seconds - seconds) --after;
  return static_cast<std::uint32_t>(after - positions.begin());
}

/// All that placing the items of one meeting needs; the functions run in the order in which they stand.
class Placing {
 public:
  Placing(std::span<const Item> items, const domain::Transcript& transcript, const Options& options,
          const Weights& weights)
      : items_(items),
        options_(options),
        weights_(weights),
        end_(options.to_seconds.value_or(std::numeric_limits<double>::infinity())),
        spoken_(transcript, options.from_seconds, end_),
        titles_(read_titles(items, spoken_)),
        places_(items.size()) {}

  std::vector<Place> run() {
    make_lattice();
    hold_stated();
    weigh();
    const auto picks = best_sequence(lattice_, gains_);
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (places_[i].origin == Origin::kStated) continue;
      if (picks[i]) {
        work_out(i, *picks[i]);
      } else {
        places_[i].why = reason_to_leave_open(titles_[i], spoken_, BestGuess::kNone);
      }
    }
    return std::move(places_);
  }

 private:
  void make_lattice() {
    lattice_.positions = spoken_.positions().size();
    lattice_.open = weights_.open;
    lattice_.out_of_order = weights_.out_of_order;
    for (const auto& candidates : find_candidates(titles_, spoken_))
      lattice_.items.push_back(scored(candidates, weights_));
  }

  void hold_stated() {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const std::optional<double> stated = items_[i].supplier_seconds;
      const bool nothing_said = spoken_.positions().empty();
      if (!stated || !std::isfinite(*stated) || *stated < options_.from_seconds || *stated >= end_) continue;
      if (!nothing_said && !options_.to_seconds && *stated > spoken_.last_second() + kFarFromStated) continue;
      if (contradicted(*stated, lattice_.items[i], spoken_, weights_)) continue;
      places_[i] = {stated, 1, Origin::kStated, "The source states this time."};
      if (!nothing_said) lattice_.items[i] = {{nearest_position(*stated, spoken_), lattice_.open + kAnchorScore}};
    }
  }

  void weigh() {
    const Belief belief = believe(lattice_);
    gains_.open = kOpenGain;
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const std::vector<Choice>& choices = lattice_.items[i];
      std::vector<double> both = belief.in_order[i];
      for (std::size_t c = 0; c < both.size(); ++c) both[c] += belief.out_of_order[i][c];
      sure_.push_back(belief_near(choices, both, spoken_, kSureWithin));
      gains_.in_order.push_back(gain_of(choices, both));
      gains_.out_of_order.push_back(gain_of(choices, belief.out_of_order[i]));
    }
  }

  /// Near belief decides for a place; within a quarter of a minute the likeliest choice leads.
  [[nodiscard]] std::vector<double> gain_of(const std::vector<Choice>& choices,
                                            const std::vector<double>& belief) const {
    std::vector<double> gain = belief_near(choices, belief, spoken_, kSamePlace);
    const std::vector<double> wide = belief_near(choices, belief, spoken_, kSureWithin);
    for (std::size_t c = 0; c < gain.size(); ++c) gain[c] += 0.5 * wide[c] + 0.5 * belief[c];
    return gain;
  }

  void work_out(std::size_t i, const Pick& pick) {
    const double confidence = calibrated(sure_[i][pick.choice], weights_);
    if (confidence < options_.least_confidence) {
      places_[i].why = reason_to_leave_open(titles_[i], spoken_, BestGuess::kTooUnsure);
      return;
    }
    const double seconds = seconds_of(lattice_.items[i][pick.choice], spoken_);
    places_[i] = {seconds, confidence, Origin::kWorkedOut, reason_for_place(titles_[i], spoken_, seconds)};
    if (items_[i].supplier_seconds) places_[i].why += " The time that the source states does not fit the words.";
  }

  std::span<const Item> items_;
  const Options& options_;
  const Weights& weights_;
  double end_;
  Spoken spoken_;
  std::vector<TitleWords> titles_;
  std::vector<Place> places_;
  Lattice lattice_;
  Gains gains_;
  std::vector<std::vector<double>> sure_;
};

}  // namespace

std::vector<Place> align_with(std::span<const Item> items, const domain::Transcript& transcript, const Options& options,
                              const Weights& weights) {
  return Placing(items, transcript, options, weights).run();
}

std::vector<Place> align(std::span<const Item> items, const domain::Transcript& transcript, const Options& options) {
  return align_with(items, transcript, options, learned_weights());
}

}  // namespace dais::alignment
