// SPDX-License-Identifier: Apache-2.0
// Items in order over places in order: each item stands at one of its choices, not before the item that stands before
// it, or is open, or, at a cost, stands out of order. Forward and backward sums over all such sequences give how likely
// each choice is; the best sequence is the one whose choices are together the likeliest. Knows no words. Pure.
//
// Time and memory: items × (positions + choices).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace dais::alignment {

struct Choice {
  std::uint32_t position = 0;
  double score = 0;  ///< log of its weight against the other choices and against being open
};

struct Lattice {
  std::vector<std::vector<Choice>> items;  ///< choices by rising position
  std::size_t positions = 0;  ///< every Choice::position is less
  double open = 0;  ///< log of the weight of being open
  double out_of_order = 0;  ///< log of what standing out of order multiplies a choice's weight with
};

/// How likely each choice is, in and out of order together, parallel to Lattice::items; what an item lacks to 1 is that
/// it is open.
struct Belief {
  std::vector<std::vector<double>> in_order;
  std::vector<std::vector<double>> out_of_order;
};
Belief believe(const Lattice& lattice);

struct Pick {
  std::size_t choice = 0;
  bool out_of_order = false;
};

/// What standing at each choice gains, in and out of order, parallel to Lattice::items, and what being open gains.
struct Gains {
  std::vector<std::vector<double>> in_order;
  std::vector<std::vector<double>> out_of_order;
  double open = 0;
};

/// The sequence of the greatest sum of gains.
std::vector<std::optional<Pick>> best_sequence(const Lattice& lattice, const Gains& gains);

}  // namespace dais::alignment
