// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"

#include <gtest/gtest.h>

namespace dais {
namespace {

std::string utc(std::string_view text, std::string_view zone = "America/New_York") {
  const auto instant = parse_instant(text, zone);
  return instant ? format_utc(*instant) : "refused: " + instant.error().message;
}

TEST(Time, ReadsOffsetsAndLocalTimes) {
  EXPECT_EQ(utc("2022-01-05T12:00:00-05:00"), "2022-01-05T17:00:00Z");
  EXPECT_EQ(utc("2022-07-05T12:00:00"), "2022-07-05T16:00:00Z");
  EXPECT_EQ(utc("2022-07-05 12:00"), "2022-07-05T16:00:00Z");
  EXPECT_EQ(utc("2022-07-05"), "2022-07-05T04:00:00Z");
  EXPECT_EQ(utc("2022-01-05T19:25:22.087Z"), "2022-01-05T19:25:22.087Z");
}

TEST(Time, TakesTheFirstOfARepeatedHourAndTheEndOfASkippedOne) {
  EXPECT_EQ(utc("2023-11-05T01:30:00"), "2023-11-05T05:30:00Z");
  EXPECT_EQ(utc("2024-03-10T02:30:00"), "2024-03-10T07:00:00Z");
}

TEST(Time, RefusesWhatStandsForNoDate) {
  EXPECT_EQ(utc("0001-01-01T00:00:00Z"), "refused: the year 1 stands for no date");
  EXPECT_EQ(utc("2023-02-30"), "refused: not an ISO 8601 date or time: \"2023-02-30\"");
  EXPECT_EQ(utc("2023-02-03T10:00:00+99:00"), "refused: not an ISO 8601 date or time: \"2023-02-03T10:00:00+99:00\"");
  EXPECT_EQ(utc("2023-02-03T10:00:00+14:00"), "2023-02-02T20:00:00Z");
  EXPECT_EQ(utc("2023-02-03T10:00:00 am"), "refused: not an ISO 8601 date or time: \"2023-02-03T10:00:00 am\"");
}

TEST(Time, ADayIsOverAtItsOwnMidnight) {
  const auto after = [](const char* day) {
    const Instant start = parse_instant(day, "America/New_York").value();
    return format_utc(next_midnight(start, "America/New_York"));
  };
  EXPECT_EQ(after("2024-01-31"), "2024-02-01T05:00:00Z");
  EXPECT_EQ(after("2024-03-10"), "2024-03-11T04:00:00Z");
  EXPECT_EQ(after("2024-03-10T23:59:59"), "2024-03-11T04:00:00Z");
}

TEST(Time, IgnoresAFalseZ) {
  EXPECT_EQ(format_utc(parse_as_local("2022-01-20T13:25:00Z", "America/New_York").value()), "2022-01-20T18:25:00Z");
}

TEST(Time, KnowsTheSystemsZones) {
  EXPECT_TRUE(is_time_zone("Europe/Berlin"));
  EXPECT_FALSE(is_time_zone("Europe/Atlantis"));
  EXPECT_FALSE(is_time_zone(""));
}

TEST(Time, WritesTheWallClockOfAZone) {
  const Instant instant = parse_instant("2023-01-19T18:30:00Z", "UTC").value();
  EXPECT_EQ(format_with_offset(instant, "America/New_York"), "2023-01-19T13:30:00-05:00");
  EXPECT_EQ(format_local(instant, "America/New_York", "%A, %B %d, %Y"), "Thursday, January 19, 2023");
}

TEST(Time, WritesPlacesInRecordingsAsPlayersDo) {
  EXPECT_EQ(format_clock(0), "0:00");
  EXPECT_EQ(format_clock(65.9), "1:05");
  EXPECT_EQ(format_clock(3725.4), "1:02:05");
}

}  // namespace
}  // namespace dais
