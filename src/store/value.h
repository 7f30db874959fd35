// SPDX-License-Identifier: Apache-2.0
// A cell of the catalog. Times are integers (milliseconds of UTC), truths are 0 and 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.h"

namespace dais::store {

using Null = std::monostate;
using Value = std::variant<Null, std::int64_t, double, std::string>;
using Row = std::vector<Value>;
using Rows = std::vector<Row>;

inline bool is_null(const Value& value) { return std::holds_alternative<Null>(value); }

inline Value of(const std::string& text) { return text; }
inline Value of(std::int64_t number) { return number; }
inline Value of(int number) { return std::int64_t{number}; }
inline Value of(double number) { return number; }
inline Value of(bool truth) { return std::int64_t{truth ? 1 : 0}; }
inline Value of(Instant instant) { return std::int64_t{instant.time_since_epoch().count()}; }
template <typename T>
Value of(const std::optional<T>& maybe) {
  return maybe ? of(*maybe) : Value{};
}
/// For strings where empty means "not said".
inline Value of_text(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

/// Null reads as the empty string, 0, or nullopt.
std::string text_of(const Value& value);
std::int64_t integer_of(const Value& value);
double real_of(const Value& value);
std::optional<double> maybe_real(const Value& value);
std::optional<Instant> maybe_instant(const Value& value);
inline Instant instant_of(const Value& value) { return maybe_instant(value).value_or(Instant{}); }

}  // namespace dais::store
