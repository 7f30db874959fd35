// SPDX-License-Identifier: Apache-2.0
#include "http/byte_range.h"

#include <algorithm>
#include <cctype>
#include <limits>

namespace dais::http {
namespace {

constexpr std::string_view kUnit = "bytes=";

std::string_view trim(std::string_view text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
  while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
  return text;
}

/// Digits only; a number too large for 64 bits is the largest: it lies beyond every body all the same.
std::optional<std::uint64_t> number_of(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  constexpr std::uint64_t kMost = std::numeric_limits<std::uint64_t>::max();
  std::uint64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    number = number > (kMost - digit) / 10 ? kMost : number * 10 + digit;
  }
  return number;
}

bool is_byte_unit(std::string_view header) {
  return header.size() >= kUnit.size() && std::equal(kUnit.begin(), kUnit.end(), header.begin(), [](char a, char b) {
           return a == std::tolower(static_cast<unsigned char>(b));
         });
}

RangeAnswer last_bytes(std::uint64_t wanted, std::uint64_t size) {
  if (wanted == 0 || size == 0) return {RangeVerdict::kUnsatisfiable, {}};
  const std::uint64_t count = std::min(wanted, size);
  return {RangeVerdict::kPart, {size - count, count}};
}

}  // namespace

RangeAnswer parse_range(std::string_view header, std::uint64_t size) {
  if (!is_byte_unit(header)) return {};
  const std::string_view spec = trim(header.substr(kUnit.size()));
  // Several ranges would need multipart/byteranges; a server may answer with the whole instead.
  const auto dash = spec.find('-');
  if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos) return {};
  const std::string_view last_text = spec.substr(dash + 1);
  if (dash == 0) {
    const auto wanted = number_of(last_text);
    return wanted ? last_bytes(*wanted, size) : RangeAnswer{};
  }
  const auto first = number_of(spec.substr(0, dash));
  const auto last = last_text.empty() ? std::optional(std::numeric_limits<std::uint64_t>::max()) : number_of(last_text);
  if (!first || !last || *last < *first) return {};
  if (*first >= size) return {RangeVerdict::kUnsatisfiable, {}};
  return {RangeVerdict::kPart, {*first, std::min(*last, size - 1) - *first + 1}};
}

}  // namespace dais::http
