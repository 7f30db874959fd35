// SPDX-License-Identifier: Apache-2.0
#include "plot/number.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::plot {
namespace {

using ::testing::ElementsAre;

TEST(NiceTicks, AreMultiplesOfOneTwoOrFive) {
  EXPECT_THAT(nice_ticks(0, 87, 5, Fractions::kAllowed), ElementsAre(0, 20, 40, 60, 80, 100));
  EXPECT_THAT(nice_ticks(-12, 31, 5, Fractions::kAllowed), ElementsAre(-20, -10, 0, 10, 20, 30, 40));
  EXPECT_THAT(nice_ticks(0, 5, 5, Fractions::kAllowed), ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(NiceTicks, CountThingsInWholeNumbers) {
  EXPECT_THAT(nice_ticks(0, 2, 8, Fractions::kWholeOnly), ElementsAre(0, 1, 2));
  EXPECT_THAT(nice_ticks(0, 2, 4, Fractions::kAllowed), ElementsAre(0, 0.5, 1, 1.5, 2));
}

TEST(NiceTicks, SpanSomethingWhereAllIsZero) {
  EXPECT_THAT(nice_ticks(0, 0, 1, Fractions::kWholeOnly), ElementsAre(0, 1));
}

RC_GTEST_PROP(NiceTicks, CoverWhatIsAskedAndAreFew, ()) {
  const double low = static_cast<double>(*rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000)) / 1000;
  const double high =
      static_cast<double>(*rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000)) / 1000;
  const int most = *rc::gen::inRange(1, 20);
  const auto fractions = *rc::gen::element(Fractions::kAllowed, Fractions::kWholeOnly);
  const auto ticks = nice_ticks(low, high, most, fractions);
  const double slack = 1e-6 * std::max({1.0, std::fabs(low), std::fabs(high)});
  RC_ASSERT(ticks.size() >= 2U);
  RC_ASSERT(ticks.size() <= static_cast<std::size_t>(most) + 2);
  RC_ASSERT(ticks.front() <= std::min(low, high) + slack);
  RC_ASSERT(ticks.back() >= std::max(low, high) - slack);
  for (std::size_t at = 1; at < ticks.size(); ++at) RC_ASSERT(ticks[at] > ticks[at - 1]);
}

TEST(WrittenNumber, GroupsThousandsAndDropsTrailingZeros) {
  EXPECT_EQ(written_number(1234567), "1,234,567");
  EXPECT_EQ(written_number(-1234.5), "-1,234.5");
  EXPECT_EQ(written_number(999), "999");
  EXPECT_EQ(written_number(1000), "1,000");
  EXPECT_EQ(written_number(0.256), "0.26");
  EXPECT_EQ(written_number(-0.001), "0");
  EXPECT_EQ(written_number(64.25, "%"), "64.25%");
  EXPECT_EQ(written_number(3, "votes"), "3");
}

TEST(WrittenNumber, HasNoWordForWhatIsNoNumber) {
  EXPECT_EQ(written_number(std::numeric_limits<double>::infinity()), "–");
  EXPECT_EQ(written_number(std::nan("")), "–");
  EXPECT_EQ(written_number(1e300), "1e+300");
}

TEST(Coordinate, HasAtMostTwoDigitsAndNoExponent) {
  const auto written = [](double value) {
    std::string out;
    append_coordinate(out, value);
    return out;
  };
  EXPECT_EQ(written(12), "12");
  EXPECT_EQ(written(12.5), "12.5");
  EXPECT_EQ(written(0.005), "0.01");
  EXPECT_EQ(written(-3.04), "-3.04");
  EXPECT_EQ(written(-0.001), "0");
  EXPECT_EQ(written(1e-7), "0");
}

}  // namespace
}  // namespace dais::plot
