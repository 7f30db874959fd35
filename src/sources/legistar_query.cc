// SPDX-License-Identifier: Apache-2.0
#include "sources/legistar_query.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/invariant.h"

namespace dais::sources::legistar {
namespace {

std::string escaped(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~$,:'";
  std::string out;
  for (const char c : text) {
    const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (word || kPlain.contains(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += {'%', kHex[byte >> 4U], kHex[byte & 15U]};
  }
  return out;
}

std::string joined(std::initializer_list<std::string> terms, std::string_view word) {
  std::string out;
  for (const std::string& term : terms) {
    if (term.empty()) continue;
    if (!out.empty()) out += word;
    out += term;
  }
  return out;
}

std::string compared(std::string_view field, std::string_view sign, std::string_view clock) {
  return std::string(field) + " " + std::string(sign) + " datetime'" + std::string(clock) + "'";
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The number at the front of `text`, which is taken off it; -1 where there is none of one or two digits.
int take_number(std::string_view& text) {
  std::size_t digits = 0;
  int number = 0;
  while (digits < text.size() && is_digit(text[digits])) number = (number % 1000) * 10 + (text[digits++] - '0');
  text.remove_prefix(digits);
  return digits == 0 || digits > 2 ? -1 : number;
}

/// Lower case without blanks and points: "1:30 P.M." → "1:30pm".
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == ' ' || c == '.' || c == '\t') continue;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace

std::string query_of(std::initializer_list<std::pair<std::string_view, std::string>> parts) {
  std::string out;
  for (const auto& [key, value] : parts) {
    if (value.empty()) continue;
    out += (out.empty() ? "" : "&") + std::string(key) + "=" + escaped(value);
  }
  return out;
}

std::string since(std::string_view field, std::string_view clock) { return compared(field, "ge", clock); }
std::string before(std::string_view field, std::string_view clock) { return compared(field, "lt", clock); }
std::string either(std::initializer_list<std::string> terms) { return "(" + joined(terms, " or ") + ")"; }
std::string both(std::initializer_list<std::string> terms) {
  const std::string text = joined(terms, " and ");
  return text.empty() ? text : "(" + text + ")";
}

std::string one_of(std::string_view field, std::span<const std::int64_t> ids) {
  invariant(ids.size() <= kTermsOfAFilter, "a filter of that many terms is refused");
  std::string out;
  for (const std::int64_t id : ids)
    out += (out.empty() ? "" : " or ") + std::string(field) + " eq " + std::to_string(id);
  return out;
}

std::string between(std::string_view field, std::int64_t first, std::int64_t last) {
  return std::string(field) + " ge " + std::to_string(first) + " and " + std::string(field) + " le " +
         std::to_string(last);
}

std::string utc_clock(Instant instant) { return format_local(instant, "UTC", "%FT%T").substr(0, 19); }

std::string local_clock(Instant instant, std::string_view zone) {
  return format_local(instant, zone, "%FT%T").substr(0, 19);
}

TypedTime read_typed_time(std::string_view text) {
  const std::string plain = squeezed(text);
  if (plain == "noon" || plain == "12noon" || plain == "12:00noon") return {12, 0, true};
  if (plain == "midnight") return {0, 0, true};
  std::string_view rest = plain;
  int hour = take_number(rest);
  int minute = 0;
  const bool with_minutes = rest.starts_with(':');
  if (with_minutes) {
    rest.remove_prefix(1);
    minute = take_number(rest);
    if (rest.starts_with(':')) {
      rest.remove_prefix(1);
      if (take_number(rest) < 0) return {};
    }
  }
  const bool morning = rest == "am" || rest == "a";
  const bool afternoon = rest == "pm" || rest == "p";
  // A bare "10" is too little to go by.
  if (hour < 0 || minute < 0 || minute > 59 || hour > 23) return {};
  if (!morning && !afternoon && (!rest.empty() || !with_minutes)) return {};
  if ((morning || afternoon) && hour <= 12) hour = hour % 12 + (afternoon ? 12 : 0);
  return {hour, minute, true};
}

std::string with_time(std::string_view day, TypedTime time) {
  std::array<char, 16> clock{};
  std::snprintf(clock.data(), clock.size(), "T%02d:%02d:00", time.hour, time.minute);
  return std::string(day.substr(0, 10)) + clock.data();
}

}  // namespace dais::sources::legistar
