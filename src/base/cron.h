// SPDX-License-Identifier: Apache-2.0
// Cron times: minute, hour, day of month, month, day of week, in the zone of the instance.
// Fields: "*", a number, a name (jan, mon), a range "1-5", a list "1,3,5", a step "*/15" or "8-18/2"; day of week 0 and
// 7 are Sunday. Where both days are given, either is enough (crontab(5)). "@hourly", "@daily", "@midnight", "@weekly",
// "@monthly",
// "@yearly", "@annually" stand for all five.
//
// Where the clocks change, Debian's rule (cron(8)): a job at fixed times that the clocks skip starts right after the
// jump, and one in the hour that comes twice starts once; a job whose hour or minute field begins with "*" keeps to the
// clocks as they are, so that what runs every half hour does so through both.
#pragma once

#include <array>
#include <bitset>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace dais {

class Cron {
 public:
  /// kBadConfig names the field and what is wrong with it. REQUIRES: is_time_zone(zone).
  static Result<Cron> parse(std::string_view text, std::string_view zone);

  /// The first start after `instant`; nothing where there is none in the next thirty years ("30 feb").
  [[nodiscard]] std::optional<Instant> next_after(Instant instant) const;

  /// Whether this minute of a clock face is one of those meant.
  [[nodiscard]] bool matches(LocalTime minute) const;
  /// Whether it keeps to the clocks as they are, rather than to fixed times.
  [[nodiscard]] bool is_wildcard() const { return wildcard_; }

 private:
  [[nodiscard]] bool matches_day(std::chrono::year_month_day day) const;
  [[nodiscard]] std::optional<std::chrono::local_time<std::chrono::minutes>> next_on_clock(
      std::chrono::local_time<std::chrono::minutes> from) const;

  std::bitset<60> minutes_;
  std::bitset<24> hours_;
  std::bitset<32> days_;
  std::bitset<13> months_;
  std::bitset<8> weekdays_;
  bool any_day_ = true;  ///< day of month begins with "*"
  bool any_weekday_ = true;  ///< day of week begins with "*"
  bool wildcard_ = false;
  std::string zone_;
};

}  // namespace dais
