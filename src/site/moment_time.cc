// SPDX-License-Identifier: Apache-2.0
#include "site/moment_time.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace dais::site {
namespace {

constexpr double kMostSeconds = 1000.0 * 3600;

/// Digits with at most one point; nothing else (no sign, no exponent).
std::optional<double> take_number(std::string_view& rest) {
  const std::size_t length = std::min(rest.find_first_not_of("0123456789."), rest.size());
  double value = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + length, value, std::chars_format::fixed);
  if (length == 0 || length > 15 || error != std::errc{} || end != rest.data() + length) return std::nullopt;
  rest.remove_prefix(length);
  return value;
}

std::optional<double> parse_clock(std::string_view text) {
  double total = 0;
  for (int part = 0; part < 3; ++part) {
    const std::optional<double> value = take_number(text);
    if (!value || (part > 0 && *value >= 60)) return std::nullopt;
    total = total * 60 + *value;
    if (text.empty()) return total;
    if (text.front() != ':') return std::nullopt;
    text.remove_prefix(1);
  }
  return std::nullopt;
}

std::optional<double> parse_units(std::string_view text) {
  std::string_view units = "hms";
  double total = 0;
  while (!text.empty()) {
    const std::optional<double> value = take_number(text);
    if (!value) return std::nullopt;
    const char unit = text.empty() ? 's' : text.front();
    const std::size_t place = units.find(unit);
    if (place == std::string_view::npos) return std::nullopt;
    total += *value * (unit == 'h' ? 3600 : unit == 'm' ? 60 : 1);
    units.remove_prefix(place + 1);
    if (!text.empty()) text.remove_prefix(1);
  }
  return total;
}

std::optional<double> parse_one(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const std::optional<double> value = text.find(':') != std::string_view::npos ? parse_clock(text) : parse_units(text);
  if (!value || *value > kMostSeconds) return std::nullopt;
  return value;
}

}  // namespace

Result<MomentTime> parse_moment_time(std::string_view text) {
  const auto wrong = [] {
    return fail(ErrorCode::kBadRequest,
                "t: not a place in a recording; write seconds (90), 1h2m3s, 1:02:03, or a range (90,120)");
  };
  // Of a link in running text, programs take what follows it along: "(…?t=165)."
  const std::size_t last = text.find_last_not_of(").,;:!?]\"'>");
  text = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  const std::size_t comma = text.find(',');
  const std::optional<double> start = parse_one(text.substr(0, comma));
  if (!start) return wrong();
  MomentTime out{*start, std::nullopt};
  if (comma != std::string_view::npos) {
    out.end = parse_one(text.substr(comma + 1));
    if (!out.end || *out.end < out.start) return wrong();
  }
  return out;
}

std::string format_seconds(double seconds) {
  const auto milliseconds = std::llround(seconds * 1000);
  std::string out = fmt::format("{}.{:03}", milliseconds / 1000, milliseconds % 1000);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.ends_with('.')) out.pop_back();
  return out;
}

}  // namespace dais::site
