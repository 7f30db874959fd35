// SPDX-License-Identifier: Apache-2.0
#include "archive/typed_head.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace dais::archive {
namespace {

std::size_t bytes_of(const store::Row& row) {
  std::size_t bytes = 0;
  for (const store::Value& value : row) {
    const auto* text = std::get_if<std::string>(&value);
    bytes += text == nullptr ? 1 : text->size();
  }
  return bytes;
}

/// The words that pandas takes for no value.
bool reads_as_nothing(std::string_view text) {
  constexpr auto kNone =
      std::to_array<std::string_view>({"", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND",
                                       "1.#QNAN", "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"});
  return std::ranges::find(kNone, text) != kNone.end();
}

bool reads_as_truth(std::string_view text) {
  constexpr auto kTruths = std::to_array<std::string_view>({"true", "false", "True", "False", "TRUE", "FALSE"});
  return std::ranges::find(kTruths, text) != kTruths.end();
}

}  // namespace

TypedHead::TypedHead(std::span<const store::Column> columns)
    : columns_(columns.begin(), columns.end()), witnesses_(columns.size()) {}

TypedHead::Kind TypedHead::kind_of(const store::Value& value, store::ColumnType type) {
  if (store::is_null(value)) return Kind::kNothing;
  switch (type) {
    case store::ColumnType::kInteger:
      return Kind::kWhole;
    case store::ColumnType::kTruth:
      return Kind::kTruth;
    case store::ColumnType::kTime:
      return Kind::kText;
    case store::ColumnType::kReal:  // 3 is written for 3.0
    case store::ColumnType::kText:
      break;
  }
  const std::string text = store::text_of(value);
  if (reads_as_nothing(text)) return Kind::kNothing;
  if (reads_as_truth(text)) return Kind::kTruth;
  char* end = nullptr;
  static_cast<void>(std::strtod(text.c_str(), &end));
  if (end != text.c_str() + text.size()) return Kind::kText;
  const bool whole = text.find_first_not_of("0123456789+- ") == std::string::npos;
  return whole ? Kind::kWhole : Kind::kFraction;
}

void TypedHead::see(const store::Row& row) {
  const std::size_t bytes = bytes_of(row);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    Witness& witness = witnesses_[i][static_cast<std::size_t>(kind_of(row[i], columns_[i].type))];
    if (witness.place < 0 || bytes < witness.bytes) witness = {seen_, bytes, row};
  }
  ++seen_;
}

std::map<std::int64_t, store::Row> TypedHead::rows() const {
  std::map<std::int64_t, store::Row> rows;
  for (const auto& column : witnesses_) {
    for (const Witness& witness : column) {
      if (witness.place >= 0) rows.try_emplace(witness.place, witness.row);
    }
  }
  return rows;
}

}  // namespace dais::archive
