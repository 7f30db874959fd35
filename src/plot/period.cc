// SPDX-License-Identifier: Apache-2.0
#include "plot/period.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>

namespace dais::plot {

double time_of(const Period& period) {
  return period.month == 0 ? period.year : static_cast<double>(period.year) * 12 + period.month - 1;
}

std::string written_time(double time, bool monthly) {
  const auto whole = static_cast<std::int64_t>(time);
  if (!monthly) return std::to_string(whole);
  const auto year = static_cast<std::int64_t>(std::floor(time / 12));
  const auto month = whole - year * 12 + 1;
  return std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
}

std::string written_period(const Period& period) { return written_time(time_of(period), period.month != 0); }

double milliseconds_of(const Period& period) {
  constexpr int kLastYear = 32767;  // of std::chrono::year
  const std::chrono::year year(std::clamp(period.year, -kLastYear, kLastYear));
  const std::chrono::month month(static_cast<unsigned>(std::clamp(period.month, 1, 12)));
  const std::chrono::sys_days first{year / month / 1};
  return static_cast<double>(std::chrono::milliseconds(first.time_since_epoch()).count());
}

}  // namespace dais::plot
