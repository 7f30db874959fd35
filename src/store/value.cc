// SPDX-License-Identifier: Apache-2.0
#include "store/value.h"

#include <array>
#include <charconv>

namespace dais::store {
namespace {

template <typename Number>
Number parsed(const std::string& text) {
  Number number{};
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

}  // namespace

std::string text_of(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return std::to_string(*number);
  if (const auto* real = std::get_if<double>(&value)) {
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), *real).ptr;
    return {buffer.data(), end};
  }
  return {};
}

std::int64_t integer_of(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* real = std::get_if<double>(&value)) return static_cast<std::int64_t>(*real);
  if (const auto* text = std::get_if<std::string>(&value)) return parsed<std::int64_t>(*text);
  return 0;
}

double real_of(const Value& value) { return maybe_real(value).value_or(0); }

std::optional<double> maybe_real(const Value& value) {
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (const auto* number = std::get_if<std::int64_t>(&value)) return static_cast<double>(*number);
  if (const auto* text = std::get_if<std::string>(&value)) return parsed<double>(*text);
  return std::nullopt;
}

std::optional<Instant> maybe_instant(const Value& value) {
  if (is_null(value)) return std::nullopt;
  return Instant(std::chrono::milliseconds(integer_of(value)));
}

}  // namespace dais::store
