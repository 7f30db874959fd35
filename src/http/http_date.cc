// SPDX-License-Identifier: Apache-2.0
#include "http/http_date.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace dais::http {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t digits) {
  int number = 0;
  const char* begin = text.data() + at;
  const auto [end, code] = std::from_chars(begin, begin + digits, number);
  if (code != std::errc{} || end != begin + digits || number < 0) return std::nullopt;
  return number;
}

}  // namespace

std::string format_http_date(std::time_t seconds) {
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  // By hand: strftime would use the locale's names.
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                kDays.at(static_cast<std::size_t>(parts.tm_wday)).data(), parts.tm_mday,
                kMonths.at(static_cast<std::size_t>(parts.tm_mon)).data(), parts.tm_year + 1900, parts.tm_hour,
                parts.tm_min, parts.tm_sec);
  return text.data();
}

std::optional<std::time_t> parse_http_date(std::string_view text) {
  constexpr std::string_view kForm = "Sun, 06 Nov 1994 08:49:37 GMT";
  if (text.size() != kForm.size() || !text.ends_with(" GMT")) return std::nullopt;
  const auto month = std::ranges::find(kMonths, text.substr(8, 3));
  const auto day = number_at(text, 5, 2);
  const auto year = number_at(text, 12, 4);
  const auto hour = number_at(text, 17, 2);
  const auto minute = number_at(text, 20, 2);
  const auto second = number_at(text, 23, 2);
  if (month == kMonths.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(month - kMonths.begin() + 1)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const auto midnight = std::chrono::sys_days{date}.time_since_epoch();
  return static_cast<std::time_t>(std::chrono::seconds{midnight}.count()) + *hour * 3600 + *minute * 60 + *second;
}

}  // namespace dais::http
