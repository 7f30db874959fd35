// SPDX-License-Identifier: Apache-2.0
#include "alignment/sequence.h"

#include <cmath>
#include <functional>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::alignment {
namespace {

/// Calls back with every way to place the items: for each item its pick or nothing.
using Picks = std::vector<std::optional<Pick>>;
void each_sequence(const Lattice& lattice, const std::function<void(const Picks&)>& visit) {
  Picks picks;
  const std::function<void(std::int64_t)> go = [&](std::int64_t last) {
    const std::size_t item = picks.size();
    if (item == lattice.items.size()) {
      visit(picks);
      return;
    }
    picks.emplace_back(std::nullopt);
    go(last);
    for (std::size_t c = 0; c < lattice.items[item].size(); ++c) {
      picks[item] = Pick{c, true};
      go(last);
      const auto position = static_cast<std::int64_t>(lattice.items[item][c].position);
      if (position < last) continue;
      picks[item] = Pick{c, false};
      go(position);
    }
    picks.pop_back();
  };
  go(-1);
}

double weight_of(const Lattice& lattice, const Picks& picks) {
  double log = 0;
  for (std::size_t i = 0; i < picks.size(); ++i) {
    log += picks[i] ? lattice.items[i][picks[i]->choice].score : lattice.open;
    if (picks[i] && picks[i]->out_of_order) log += lattice.out_of_order;
  }
  return std::exp(log);
}

double gain_of(const Gains& gains, const Picks& picks) {
  double sum = 0;
  for (std::size_t i = 0; i < picks.size(); ++i) {
    if (!picks[i]) {
      sum += gains.open;
    } else {
      sum += (picks[i]->out_of_order ? gains.out_of_order : gains.in_order)[i][picks[i]->choice];
    }
  }
  return sum;
}

bool in_order(const Lattice& lattice, const Picks& picks) {
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < picks.size(); ++i) {
    if (!picks[i] || picks[i]->out_of_order) continue;
    const std::uint32_t position = lattice.items[i][picks[i]->choice].position;
    if (position < last) return false;
    last = position;
  }
  return true;
}

double small_number() { return static_cast<double>(*rc::gen::inRange(-40, 41)) / 10; }

Lattice some_lattice() {
  Lattice lattice;
  lattice.positions = static_cast<std::size_t>(*rc::gen::inRange(1, 7));
  lattice.open = small_number();
  lattice.out_of_order = small_number() - 2;
  lattice.items.resize(static_cast<std::size_t>(*rc::gen::inRange(0, 5)));
  for (auto& choices : lattice.items) {
    for (std::uint32_t position = 0; position < lattice.positions; ++position) {
      if (choices.size() < 4 && *rc::gen::arbitrary<bool>()) choices.push_back({position, small_number()});
    }
  }
  return lattice;
}

RC_GTEST_PROP(Sequence, BelievesWhatCountingEverySequenceSays, ()) {
  const Lattice lattice = some_lattice();
  const Belief belief = believe(lattice);
  std::vector<std::vector<double>> in(lattice.items.size());
  std::vector<std::vector<double>> out(lattice.items.size());
  for (std::size_t i = 0; i < lattice.items.size(); ++i) {
    in[i].resize(lattice.items[i].size());
    out[i].resize(lattice.items[i].size());
  }
  double whole = 0;
  each_sequence(lattice, [&](const Picks& picks) {
    const double weight = weight_of(lattice, picks);
    whole += weight;
    for (std::size_t i = 0; i < picks.size(); ++i) {
      if (picks[i]) (picks[i]->out_of_order ? out : in)[i][picks[i]->choice] += weight;
    }
  });
  for (std::size_t i = 0; i < lattice.items.size(); ++i) {
    for (std::size_t c = 0; c < lattice.items[i].size(); ++c) {
      RC_ASSERT(std::abs(belief.in_order[i][c] - in[i][c] / whole) < 1e-9);
      RC_ASSERT(std::abs(belief.out_of_order[i][c] - out[i][c] / whole) < 1e-9);
    }
  }
}

RC_GTEST_PROP(Sequence, GainsAsMuchAsTheBestOfEverySequence, ()) {
  const Lattice lattice = some_lattice();
  Gains gains;
  gains.open = small_number();
  for (const auto& choices : lattice.items) {
    gains.in_order.emplace_back();
    gains.out_of_order.emplace_back();
    for (std::size_t c = 0; c < choices.size(); ++c) {
      gains.in_order.back().push_back(small_number());
      gains.out_of_order.back().push_back(small_number());
    }
  }
  const Picks picks = best_sequence(lattice, gains);
  double best = -std::numeric_limits<double>::infinity();
  each_sequence(lattice, [&](const Picks& other) { best = std::max(best, gain_of(gains, other)); });
  RC_ASSERT(in_order(lattice, picks));
  RC_ASSERT(std::abs(gain_of(gains, picks) - best) < 1e-9);
}

TEST(Sequence, AnswersNothingForNothing) {
  EXPECT_TRUE(believe({}).in_order.empty());
  EXPECT_TRUE(best_sequence({}, {}).empty());
}

TEST(Sequence, ManyItemsThatContradictTheirOrderKeepSharesThatAreNumbers) {
  Lattice lattice;
  lattice.positions = 400;
  lattice.out_of_order = -1000;
  for (std::uint32_t i = 0; i < 400; ++i) lattice.items.push_back({{399 - i, 30}});
  for (const std::vector<double>& shares : believe(lattice).in_order) {
    EXPECT_GE(shares[0], 0);
    EXPECT_LE(shares[0], 1);
  }
}

}  // namespace
}  // namespace dais::alignment
