// SPDX-License-Identifier: Apache-2.0
#include "quality/chance.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace dais::quality {
namespace {

/// Sums of the same terms in another order may differ in their last bits: they count as equal.
constexpr double kAlmost = 1e-9;
/// 2 to the power of it is no more than kPermutations.
constexpr std::size_t kMostForAllWays = 13;

/// Some number below `limit`; for limits far below 2^32 the unevenness is far below what a sample shows.
std::size_t below(std::mt19937_64& generator, std::size_t limit) {
  return static_cast<std::size_t>(((generator() >> 32U) * static_cast<std::uint64_t>(limit)) >> 32U);
}

double sum_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

}  // namespace

double mean(const std::vector<double>& values) {
  return values.empty() ? 0 : sum_of(values) / static_cast<double>(values.size());
}

Interval interval_of_mean(const std::vector<double>& values, std::uint64_t seed) {
  if (values.empty()) return {};
  std::mt19937_64 generator(seed);
  std::vector<double> means(kSamples);
  for (double& drawn : means) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[below(generator, values.size())];
    drawn = sum / static_cast<double>(values.size());
  }
  std::ranges::sort(means);
  constexpr std::size_t kTail = kSamples / 40;
  return {means[kTail], means[kSamples - 1 - kTail]};
}

double permutation_p(const std::vector<double>& differences, std::uint64_t seed) {
  std::vector<double> terms;
  std::ranges::copy_if(differences, std::back_inserter(terms), [](double value) { return value != 0; });
  const double observed = std::abs(sum_of(terms)) - kAlmost;
  if (terms.size() <= kMostForAllWays) {
    const std::uint64_t ways = std::uint64_t{1} << terms.size();
    std::uint64_t as_far = 0;
    for (std::uint64_t signs = 0; signs < ways; ++signs) {
      double sum = 0;
      for (std::size_t i = 0; i < terms.size(); ++i) sum += ((signs >> i) & 1U) != 0 ? terms[i] : -terms[i];
      if (std::abs(sum) >= observed) ++as_far;
    }
    return static_cast<double>(as_far) / static_cast<double>(ways);
  }
  std::mt19937_64 generator(seed);
  int as_far = 1;
  for (int round = 0; round < kPermutations; ++round) {
    double sum = 0;
    std::uint64_t signs = 0;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (i % 64 == 0) signs = generator();
      sum += ((signs >> (i % 64)) & 1U) != 0 ? terms[i] : -terms[i];
    }
    if (std::abs(sum) >= observed) ++as_far;
  }
  return static_cast<double>(as_far) / (kPermutations + 1);
}

}  // namespace dais::quality
