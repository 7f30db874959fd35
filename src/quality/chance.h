// SPDX-License-Identifier: Apache-2.0
// What chance may have done to a mean over questions: intervals by bootstrap, p-values by permutation. Pure, and the
// same on every machine: the generator is seeded and its numbers are mapped here, not by the library.
#pragma once

#include <cstdint>
#include <vector>

namespace dais::quality {

inline constexpr std::uint64_t kSeed = 1;
inline constexpr int kSamples = 2'000;
inline constexpr int kPermutations = 10'000;

double mean(const std::vector<double>& values);

struct Interval {
  double low = 0;
  double high = 0;
};

/// 95 of 100 means of as many values drawn with return lie within. Draws depend on the seed and the number of values
/// alone, so that two measures of the same questions are drawn alike.
Interval interval_of_mean(const std::vector<double>& values, std::uint64_t seed = kSeed);

/// Two-sided: how often a mean at least as far from 0 comes about where each difference had its sign by chance. With at
/// most as many differences that are not 0 as make kPermutations ways, of all ways; else of kPermutations of them and
/// the one observed.
double permutation_p(const std::vector<double>& differences, std::uint64_t seed = kSeed);

}  // namespace dais::quality
