// SPDX-License-Identifier: Apache-2.0
#include "plot/number.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace dais::plot {
namespace {

/// The smallest of 1, 2, 5 times a power of ten that is not below `rough`.
double nice_step(double rough) {
  const double power = std::pow(10.0, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= rough * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

}  // namespace

std::vector<double> nice_ticks(double low, double high, int most, Fractions fractions) {
  if (high < low) std::swap(low, high);
  if (high - low < 1e-12 * std::max({1.0, std::fabs(low), std::fabs(high)})) high = low + 1;
  double step = nice_step((high - low) / most);
  if (fractions == Fractions::kWholeOnly) step = std::max(step, 1.0);
  const double first = std::floor(low / step + 1e-9);
  const double last = std::max(std::ceil(high / step - 1e-9), first + 1);
  const int count = static_cast<int>(last - first) + 1;
  std::vector<double> ticks;
  ticks.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) ticks.push_back((first + i) * step);
  return ticks;
}

std::string written_number(double value, std::string_view unit) {
  // Larger than any count there is; the digits behind would be noise, and fixed notation hundreds of them.
  constexpr double kLargest = 1e15;
  if (!std::isfinite(value)) return "–";
  std::array<char, 48> digits{};
  const bool plain = std::fabs(value) < kLargest;
  const auto end = plain
                       ? std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 2)
                       : std::to_chars(digits.data(), digits.data() + digits.size(), value);
  std::string text(digits.data(), end.ptr);
  if (plain) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    if (text == "-0") text = "0";
    const std::size_t start = text.starts_with('-') ? 1 : 0;
    const std::size_t whole_end = std::min(text.find('.'), text.size());
    for (std::size_t at = whole_end; at > start + 3; at -= 3) text.insert(at - 3, ",");
  }
  if (unit == "%") text += "%";
  return text;
}

void append_coordinate(std::string& out, double value) {
  const auto hundredths = std::llround(std::clamp(value, -1e7, 1e7) * 100);
  const auto size = hundredths < 0 ? -hundredths : hundredths;
  if (hundredths < 0) out += '-';
  out += std::to_string(size / 100);
  if (size % 100 == 0) return;
  out += '.';
  out += static_cast<char>('0' + size % 100 / 10);
  if (size % 10 != 0) out += static_cast<char>('0' + size % 10);
}

}  // namespace dais::plot
