// SPDX-License-Identifier: Apache-2.0
#include "alignment/sequence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace dais::alignment {
namespace {

/// One item's weights, scaled so that the greatest is 1. Scaling a row changes no share.
struct Row {
  std::vector<double> choices;
  double aside = 0;  ///< leaves the last place as it is: open, or out of order
  double out_of_order = 0;  ///< what a choice's weight is multiplied with when out of order
  double open = 0;
};

Row row_of(const Lattice& lattice, std::size_t item) {
  const std::vector<Choice>& choices = lattice.items[item];
  double greatest = lattice.open;
  for (const Choice& choice : choices) greatest = std::max(greatest, choice.score);
  Row row;
  row.out_of_order = std::exp(lattice.out_of_order);
  row.open = std::exp(lattice.open - greatest);
  row.aside = row.open;
  for (const Choice& choice : choices) {
    row.choices.push_back(std::exp(choice.score - greatest));
    row.aside += row.choices.back() * row.out_of_order;
  }
  return row;
}

double rescale(std::vector<double>& masses) {
  const double sum = std::accumulate(masses.begin(), masses.end(), 0.0);
  for (double& mass : masses) mass /= sum;
  return std::log(sum);
}

}  // namespace

// Slot 0 of a row of masses is "nobody stands yet"; slot p + 1 is "the last one in order stands at position p".
Belief believe(const Lattice& lattice) {
  const std::size_t count = lattice.items.size();
  std::vector<std::vector<double>> reaching(
      count);  // of each choice: the mass of all before it that lets it stand there
  std::vector<double> forward(lattice.positions + 1, 0.0);
  std::vector<double> scales(count + 1, 0.0);
  forward[0] = 1;
  for (std::size_t i = 0; i < count; ++i) {
    const Row row = row_of(lattice, i);
    const std::vector<Choice>& choices = lattice.items[i];
    double sum = 0;
    std::size_t slot = 0;
    for (const Choice& choice : choices) {
      for (; slot <= choice.position + 1; ++slot) sum += forward[slot];
      reaching[i].push_back(sum);
    }
    for (double& mass : forward) mass *= row.aside;
    for (std::size_t c = 0; c < choices.size(); ++c)
      forward[choices[c].position + 1] += reaching[i][c] * row.choices[c];
    scales[i + 1] = scales[i] + rescale(forward);
  }
  Belief belief;
  belief.in_order.resize(count);
  belief.out_of_order.resize(count);
  std::vector<double> backward(lattice.positions + 1, 1.0);
  double backward_scale = 0;
  for (std::size_t i = count; i-- > 0;) {
    const Row row = row_of(lattice, i);
    const std::vector<Choice>& choices = lattice.items[i];
    const double scale = std::exp(scales[i] + backward_scale - scales[count]);
    double placed = 0;
    for (std::size_t c = 0; c < choices.size(); ++c) {
      const double product = reaching[i][c] * row.choices[c] * backward[choices[c].position + 1] * scale;
      const double share = std::isfinite(product) ? std::min(product, 1.0) : 0.0;  // masses below what a double holds
      belief.in_order[i].push_back(share);
      placed += share;
    }
    const double aside = std::max(0.0, 1 - placed);
    for (const double weight : row.choices) {
      belief.out_of_order[i].push_back(aside * weight * row.out_of_order / row.aside);
    }
    std::vector<double> from_here(lattice.positions + 1, 0.0);
    for (std::size_t c = 0; c < choices.size(); ++c) {
      from_here[choices[c].position + 1] += row.choices[c] * backward[choices[c].position + 1];
    }
    double after = 0;
    for (std::size_t slot = lattice.positions + 1; slot-- > 0;) {
      after += from_here[slot];
      backward[slot] = backward[slot] * row.aside + after;
    }
    backward_scale += rescale(backward);
  }
  return belief;
}

std::vector<std::optional<Pick>> best_sequence(const Lattice& lattice, const Gains& gains) {
  const std::size_t count = lattice.items.size();
  constexpr double kNever = -std::numeric_limits<double>::infinity();
  struct Step {
    std::uint32_t choice = 0;
    std::uint32_t slot_before = 0;
  };
  std::vector<std::vector<Step>> steps(count);  // of each choice: from which slot it is reached best
  std::vector<std::optional<Pick>> asides(count);
  std::vector<std::vector<std::pair<std::uint32_t, std::int32_t>>> last_change(lattice.positions + 1);
  std::vector<double> best(lattice.positions + 1, kNever);
  best[0] = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::vector<Choice>& choices = lattice.items[i];
    double aside = gains.open;
    for (std::size_t c = 0; c < choices.size(); ++c) {
      if (gains.out_of_order[i][c] > aside) {
        aside = gains.out_of_order[i][c];
        asides[i] = Pick{c, true};
      }
    }
    std::vector<double> reached(choices.size(), kNever);
    double greatest = kNever;
    std::uint32_t greatest_slot = 0;
    std::uint32_t slot = 0;
    for (std::size_t c = 0; c < choices.size(); ++c) {
      for (; slot <= choices[c].position + 1; ++slot) {
        if (best[slot] > greatest) {
          greatest = best[slot];
          greatest_slot = slot;
        }
      }
      reached[c] = greatest + gains.in_order[i][c];
      steps[i].push_back({static_cast<std::uint32_t>(c), greatest_slot});
    }
    for (double& value : best) value += aside;
    for (std::size_t c = 0; c < choices.size(); ++c) {
      const std::uint32_t at = choices[c].position + 1;
      if (reached[c] > best[at]) {
        best[at] = reached[c];
        last_change[at].emplace_back(static_cast<std::uint32_t>(i), static_cast<std::int32_t>(c));
      }
    }
  }
  std::vector<std::optional<Pick>> picks(count);
  auto slot = static_cast<std::uint32_t>(std::ranges::max_element(best) - best.begin());
  for (std::size_t i = count; i-- > 0;) {
    std::vector<std::pair<std::uint32_t, std::int32_t>>& changes = last_change[slot];
    while (!changes.empty() && changes.back().first > i) changes.pop_back();
    if (!changes.empty() && changes.back().first == i) {
      const Step step = steps[i][static_cast<std::size_t>(changes.back().second)];
      picks[i] = Pick{step.choice, false};
      slot = step.slot_before;
    } else {
      picks[i] = asides[i];
    }
  }
  return picks;
}

}  // namespace dais::alignment
