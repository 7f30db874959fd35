// SPDX-License-Identifier: Apache-2.0
#include "speech/timestamp.h"

#include <array>
#include <cstdio>

namespace dais::speech {
namespace {

/// Takes up to nine digits from the front; nullopt where there is none or there are more.
std::optional<long long> take_number(std::string_view& rest, std::size_t& digits) {
  long long value = 0;
  digits = 0;
  while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
    if (++digits > 9) return std::nullopt;
    value = value * 10 + (rest.front() - '0');
    rest.remove_prefix(1);
  }
  return digits == 0 ? std::nullopt : std::optional(value);
}

domain::Milliseconds fraction_to_ms(long long value, std::size_t digits) {
  for (; digits < 3; ++digits) value *= 10;
  for (; digits > 3; --digits) value /= 10;
  return value;
}

}  // namespace

std::optional<domain::Milliseconds> parse_timestamp(std::string_view text) {
  std::array<long long, 3> fields{};
  std::size_t count = 0;
  std::size_t digits = 0;
  domain::Milliseconds fraction = 0;
  for (;;) {
    const auto value = take_number(text, digits);
    if (!value) return std::nullopt;
    if (count == fields.size()) {  // the fourth field of h:mm:ss:mmm
      if (digits != 3 || !text.empty()) return std::nullopt;
      fraction = *value;
      break;
    }
    fields[count++] = *value;
    if (text.empty()) break;
    const char mark = text.front();
    text.remove_prefix(1);
    if (mark == ':') continue;
    if ((mark != '.' && mark != ',') || count < 2) return std::nullopt;
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);  // "00:00:01, 500", as some editors write it
    const auto part = take_number(text, digits);
    if (!part || !text.empty()) return std::nullopt;
    fraction = fraction_to_ms(*part, digits);
    break;
  }
  if (count < 2) return std::nullopt;
  const long long hours = count == 3 ? fields[0] : 0;
  const long long minutes = fields[count - 2];
  const long long seconds = fields[count - 1];
  if (seconds > 59 || (count == 3 && minutes > 59)) return std::nullopt;
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction;
}

std::string format_timestamp(domain::Milliseconds time, FractionMark mark) {
  if (time < 0) time = 0;
  std::array<char, 40> buffer{};
  const int written = std::snprintf(
      buffer.data(), buffer.size(), "%02lld:%02lld:%02lld%c%03lld", static_cast<long long>(time / 3'600'000),
      static_cast<long long>(time / 60'000 % 60), static_cast<long long>(time / 1000 % 60), static_cast<char>(mark),
      static_cast<long long>(time % 1000));
  return {buffer.data(), static_cast<std::size_t>(written)};
}

}  // namespace dais::speech
