// SPDX-License-Identifier: Apache-2.0
// Cron times, by example and against a walk over every minute in every zone that the system knows.
#include "base/cron.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>
#include <set>

#include <date/tz.h>

namespace dais {
namespace {

std::string next_of(std::string_view text, std::string_view zone, std::string_view after) {
  const auto cron = Cron::parse(text, zone).value();
  const auto next = cron.next_after(parse_instant(after, zone).value());
  return next ? format_with_offset(*next, zone) : "never";
}

std::string mistake(std::string_view text) {
  const auto cron = Cron::parse(text, "UTC");
  return cron ? "none" : cron.error().message;
}

TEST(Cron, FindsTheNextTime) {
  EXPECT_EQ(next_of("30 6 * * *", "UTC", "2024-03-05T06:29:59Z"), "2024-03-05T06:30:00+00:00");
  EXPECT_EQ(next_of("30 6 * * *", "UTC", "2024-03-05T06:30:00Z"), "2024-03-06T06:30:00+00:00");
  EXPECT_EQ(next_of("*/15 9-17 * * mon-fri", "UTC", "2024-03-08T17:45:00Z"), "2024-03-11T09:00:00+00:00");
  EXPECT_EQ(next_of("0 0 29 2 *", "UTC", "2024-03-01T00:00:00Z"), "2028-02-29T00:00:00+00:00");
  EXPECT_EQ(next_of("0 0 31 4 *", "UTC", "2024-03-01T00:00:00Z"), "never");
  EXPECT_EQ(next_of("5,10-20/5 * * jan *", "UTC", "2024-01-01T00:15:00Z"), "2024-01-01T00:20:00+00:00");
}

TEST(Cron, EitherDayIsEnoughWhereBothAreGiven) {
  EXPECT_EQ(next_of("0 0 13 * fri", "UTC", "2024-03-01T00:00:00Z"), "2024-03-08T00:00:00+00:00");
  EXPECT_EQ(next_of("0 0 13 * fri", "UTC", "2024-03-08T00:00:00Z"), "2024-03-13T00:00:00+00:00");
  EXPECT_EQ(next_of("0 0 */13 * fri", "UTC", "2024-03-01T00:00:00Z"), "2024-06-14T00:00:00+00:00");
}

TEST(Cron, SundayHasTwoNumbersAndAName) {
  for (const char* sunday : {"0 0 * * 0", "0 0 * * 7", "0 0 * * SUN"})
    EXPECT_EQ(next_of(sunday, "UTC", "2024-03-05T00:00:00Z"), "2024-03-10T00:00:00+00:00") << sunday;
}

TEST(Cron, HasNicknames) {
  EXPECT_EQ(next_of("@hourly", "UTC", "2024-03-05T06:29:00Z"), "2024-03-05T07:00:00+00:00");
  EXPECT_EQ(next_of("@monthly", "UTC", "2024-03-05T06:29:00Z"), "2024-04-01T00:00:00+00:00");
}

TEST(Cron, AFixedTimeThatTheClocksSkipStartsRightAfterTheJump) {
  EXPECT_EQ(next_of("30 2 * * *", "America/New_York", "2024-03-09T12:00:00"), "2024-03-10T03:00:00-04:00");
  EXPECT_EQ(next_of("30 2 * * *", "America/New_York", "2024-03-10T03:00:00"), "2024-03-11T02:30:00-04:00");
}

TEST(Cron, AFixedTimeInTheHourThatComesTwiceStartsOnce) {
  EXPECT_EQ(next_of("30 1 * * *", "America/New_York", "2024-11-02T12:00:00"), "2024-11-03T01:30:00-04:00");
  EXPECT_EQ(next_of("30 1 * * *", "America/New_York", "2024-11-03T01:30:00-04:00"), "2024-11-04T01:30:00-05:00");
}

TEST(Cron, AWildcardKeepsToTheClocksAsTheyAre) {
  EXPECT_EQ(next_of("*/30 * * * *", "America/New_York", "2024-11-03T01:30:00-04:00"), "2024-11-03T01:00:00-05:00");
  EXPECT_EQ(next_of("*/30 * * * *", "America/New_York", "2024-03-10T01:30:00-05:00"), "2024-03-10T03:00:00-04:00");
  EXPECT_EQ(next_of("30 * * * *", "America/New_York", "2024-11-03T01:30:00-04:00"), "2024-11-03T01:30:00-05:00");
}

TEST(Cron, MistakesNameTheField) {
  EXPECT_EQ(mistake("60 * * * *"), "minute: \"60\" is not within 0 to 59");
  EXPECT_EQ(mistake("0 x * * *"), "hour: \"x\" is not a number");
  EXPECT_EQ(mistake("0 0 0 * *"), "day of month: \"0\" is not within 1 to 31");
  EXPECT_EQ(mistake("0 0 * foo *"), "month: \"foo\" is neither a number nor a name such as \"feb\"");
  EXPECT_EQ(mistake("0 0 * * 5-1"), "day of week: \"5-1\" ends before it begins");
  EXPECT_EQ(mistake("5/10 * * * *"),
            "minute: \"5\" has a step, which needs \"*\" or a range such as \"0-30\" before it");
  EXPECT_EQ(mistake("*/0 * * * *"), "minute: \"*/0\" has a step that is not within 1 to 59");
  EXPECT_EQ(mistake("0 0 * *"), "has 4 fields, not five: minute, hour, day of month, month, day of week");
  EXPECT_EQ(mistake(""), "has 0 fields, not five: minute, hour, day of month, month, day of week");
  EXPECT_EQ(mistake("@reboot"), "\"@reboot\" is not known; there are @hourly, @daily, @weekly, @monthly, @yearly");
  EXPECT_EQ(mistake("0,, 0 * * *"), "minute: \"\" is not a number");
}

/// What the rule says, minute by minute: the clock is read at each, and nothing is known of zones but that.
std::set<Instant> walk(const Cron& cron, const date::time_zone& zone, date::sys_seconds from, date::sys_seconds to) {
  std::set<Instant> starts;
  // A day of run-up tells which readings of the clock have been before; the Pacific's lost days are longer than others.
  auto highest = zone.to_local(from - std::chrono::hours(49));
  for (auto at = from - std::chrono::hours(48); at < to; at += std::chrono::minutes(1)) {
    const auto clock = zone.to_local(at);
    const auto meant = [&cron](date::local_seconds reading) {
      return cron.matches({std::chrono::local_seconds(reading.time_since_epoch())});
    };
    bool starts_now = meant(clock) && (cron.is_wildcard() || clock > highest);
    if (!cron.is_wildcard()) {
      for (auto skipped = highest + std::chrono::minutes(1); skipped < clock; skipped += std::chrono::minutes(1))
        starts_now = starts_now || meant(skipped);
    }
    highest = std::max(highest, clock);
    if (starts_now && at > from) starts.insert(at);
  }
  return starts;
}

std::set<Instant> leaps(const Cron& cron, date::sys_seconds from, date::sys_seconds to) {
  std::set<Instant> starts;
  for (auto next = cron.next_after(from); next && *next < to; next = cron.next_after(*next)) starts.insert(*next);
  return starts;
}

/// Changes of the clocks of the last thirty years, and the next to come.
std::vector<date::sys_seconds> changes_of(const date::time_zone& zone) {
  std::vector<date::sys_seconds> changes;
  auto at = date::sys_seconds(date::sys_days(date::year(1994) / 1 / 1));
  const auto end = date::sys_seconds(date::sys_days(date::year(2030) / 1 / 1));
  while (at < end) {
    at = zone.get_info(at).end;
    if (at < end) changes.push_back(at);
  }
  return changes;
}

constexpr std::array<std::string_view, 9> kTexts = {"30 2 * * *",   "0 3 * * *",      "15,45 0-3 * * *",
                                                    "*/20 * * * *", "30 * * * *",     "* 1-3 * * *",
                                                    "0 0 * * *",    "10 1,2 * * sun", "5-55/10 22-23 * * *"};

/// Zones and their other names, as tzdata lists them. Not date::get_tzdb().zones: Debian builds the library with the
/// system's files, which gives its zones another size than the header says.
std::vector<std::string> zone_names() {
  std::ifstream list("/usr/share/zoneinfo/tzdata.zi");
  std::vector<std::string> names;
  for (std::string line; std::getline(list, line);) {
    if (line.starts_with("Z ")) names.push_back(line.substr(2, line.find(' ', 2) - 2));
    if (line.starts_with("L ")) names.push_back(line.substr(line.rfind(' ') + 1));
  }
  std::erase_if(names, [](const std::string& name) { return !is_time_zone(name); });
  return names;
}

TEST(Cron, AgreesWithAWalkOverTheMinutesInEveryZone) {
  std::mt19937 random(20'240'310);
  const auto names = zone_names();
  ASSERT_GT(names.size(), 400U);
  for (const std::string& name : names) {
    const date::time_zone& zone = *date::locate_zone(name);
    std::vector<date::sys_seconds> days;
    const auto changes = changes_of(zone);
    // The first, the last and one between: days on which the clocks change; and one on which they likely don't.
    for (std::size_t i = 0; i < 3 && !changes.empty(); ++i)
      days.push_back(changes[i == 0 ? 0 : i == 1 ? changes.size() - 1 : random() % changes.size()]);
    days.push_back(date::sys_days(date::year(1994) / 1 / 1) + date::days(random() % 13'000));
    for (const date::sys_seconds day : days) {
      const auto begin = date::floor<date::days>(day) - std::chrono::hours(12);
      const auto end = begin + std::chrono::hours(48);
      for (int i = 0; i < 3; ++i) {
        const std::string_view text = kTexts.at(random() % kTexts.size());
        const Cron cron = Cron::parse(text, name).value();
        ASSERT_EQ(leaps(cron, begin, end), walk(cron, zone, begin, end))
            << text << " in " << name << " around " << format_utc(day);
      }
    }
  }
}

}  // namespace
}  // namespace dais
