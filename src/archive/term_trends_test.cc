// SPDX-License-Identifier: Apache-2.0
#include "archive/term_trends.h"

#include <gtest/gtest.h>

namespace dais::archive {
namespace {

/// Two bodies, two persons and a stranger, from December 2022 to March 2023; nothing in February.
TrendCounts sample() {
  TrendCounts counts;
  counts.sessions = {{2022, 12, "council", {"", "ann", "bob"}},
                     {2023, 1, "council", {"", "ann", "bob"}},
                     {2023, 3, "planning", {"", "bob"}}};
  counts.words = {{0, 1, 1000}, {0, 2, 3000}, {1, 0, 500}, {1, 1, 500}, {2, 1, 2000}};
  counts.terms = {{"snow", "snow", "“snow” in all its forms", {}}};
  counts.times = {{{0, 1, 2}, {1, 0, 1}, {1, 1, 3}, {2, 1, 4}}};
  return counts;
}

std::string written(const TrendSeries& series) {
  std::string out = series.group.id + ":";
  for (const TrendPoint& point : series.points)
    out += " " + std::to_string(point.count) + "/" + std::to_string(point.words);
  return out;
}

TEST(TermTrends, CountsByMonthWithoutAGap) {
  const auto view = trends_of(sample(), {});
  ASSERT_TRUE(view);
  ASSERT_EQ(view->periods.size(), 4U);
  EXPECT_EQ(view->per, Per::kMonth);
  EXPECT_EQ(view->periods[0].name, "2022-12");
  EXPECT_EQ(view->periods[2].first_day, "2023-02-01");
  EXPECT_EQ(view->periods[2].last_day, "2023-02-28");
  EXPECT_EQ(written(view->series[0]), ": 2/4000 4/1000 0/0 4/2000");
  EXPECT_EQ(view->series[0].points[0].per_10000(), 5);
  EXPECT_EQ(view->series[0].points[2].per_10000(), std::nullopt);
  EXPECT_EQ(view->series[0].in_all.count, 10U);
}

TEST(TermTrends, QuartersAndYearsBeginWhereTheyBegin) {
  const auto quarters = trends_of(sample(), {.per = Per::kQuarter});
  EXPECT_EQ(quarters->periods[0].name, "2022 Q4");
  EXPECT_EQ(quarters->periods[0].first_day, "2022-10-01");
  EXPECT_EQ(written(quarters->series[0]), ": 2/4000 8/3000");
  const auto years = trends_of(sample(), {.per = Per::kYear});
  EXPECT_EQ(years->periods[1].last_day, "2023-12-31");
  EXPECT_EQ(years->periods[1].month, 0);
  EXPECT_EQ(written(years->series[0]), ": 2/4000 8/3000");
}

TEST(TermTrends, TellsBodiesAndPersonsApart) {
  const auto bodies = trends_of(sample(), {.per = Per::kYear, .apart = Apart::kBody});
  ASSERT_EQ(bodies->series.size(), 2U);
  EXPECT_EQ(written(bodies->series[0]), "council: 2/4000 4/1000");
  EXPECT_EQ(written(bodies->series[1]), "planning: 0/0 4/2000");
  const auto persons = trends_of(sample(), {.per = Per::kYear, .apart = Apart::kPerson});
  ASSERT_EQ(persons->series.size(), 2U);
  EXPECT_EQ(written(persons->series[0]), "ann: 2/1000 3/500");
  EXPECT_EQ(written(persons->series[1]), "bob: 0/3000 4/2000");
}

TEST(TermTrends, OneSpeakerAloneIsAShareOfWhatTheySay) {
  const auto view = trends_of(sample(), {.per = Per::kYear, .person_id = "ann"});
  EXPECT_EQ(written(view->series[0]), ": 2/1000 3/500");
}

TEST(TermTrends, MoreGroupsThanAreShownAreCounted) {
  TrendCounts counts = sample();
  counts.sessions[0].persons = {"", "a", "b", "c", "d", "e", "f", "g", "h"};
  counts.words = {{0, 1, 10}};
  counts.times = {{{0, 1, 1}, {0, 2, 2}, {0, 3, 3}, {0, 4, 4}, {0, 5, 5}, {0, 6, 6}, {0, 7, 7}, {0, 8, 8}}};
  const auto view = trends_of(counts, {.apart = Apart::kPerson});
  EXPECT_EQ(view->series.size(), kMostGroups);
  EXPECT_EQ(view->series[0].group.id, "h");
  EXPECT_EQ(view->more_groups, 2);
}

TEST(TermTrends, LongTimesFitIntoLongerPeriods) {
  TrendCounts counts = sample();
  counts.sessions[0].year = 2015;
  EXPECT_EQ(trends_of(counts, {})->per, Per::kQuarter);
  counts.sessions[0].year = 1990;
  EXPECT_EQ(trends_of(counts, {})->per, Per::kYear);
  const auto months = trends_of(counts, {.per = Per::kMonth});
  ASSERT_FALSE(months);
  EXPECT_EQ(months.error().code, ErrorCode::kBadRequest);
  counts.sessions[0].taken = false;
  EXPECT_EQ(trends_of(counts, {})->periods.size(), 3U);
  for (auto& session : counts.sessions) session.taken = false;
  EXPECT_TRUE(trends_of(counts, {})->periods.empty());
}

}  // namespace
}  // namespace dais::archive
