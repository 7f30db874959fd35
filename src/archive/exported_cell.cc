// SPDX-License-Identifier: Apache-2.0
#include "archive/exported_cell.h"

#include <algorithm>
#include <charconv>

namespace dais::archive {

using store::ColumnType;

std::string cell_text(const store::Value& value, ColumnType type) {
  if (store::is_null(value)) return "";
  if (type == ColumnType::kTime) return format_utc(store::instant_of(value));
  if (type == ColumnType::kTruth) return store::integer_of(value) != 0 ? "true" : "false";
  return store::text_of(value);
}

boost::json::value cell_json(const store::Value& value, ColumnType type) {
  if (store::is_null(value)) return nullptr;
  switch (type) {
    case ColumnType::kInteger:
      return store::integer_of(value);
    case ColumnType::kReal:
      return store::real_of(value);
    case ColumnType::kTruth:
      return store::integer_of(value) != 0;
    default:
      return boost::json::string(cell_text(value, type));
  }
}

boost::json::object row_json(std::span<const store::Column> columns, const store::Row& row) {
  boost::json::object object;
  object.reserve(columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) object[columns[i].name] = cell_json(row[i], columns[i].type);
  return object;
}

std::string history_text(std::string_view kind, std::string_view field, const std::string& kept) {
  const auto tables = store::record_tables();
  const auto table = std::ranges::find(tables, kind, [](const store::Table* each) { return each->kind; });
  if (kept.empty() || table == tables.end()) return kept;
  const auto column = std::ranges::find((*table)->columns, field, &store::Column::name);
  if (column == (*table)->columns.end()) return kept;
  if (column->type != ColumnType::kTime && column->type != ColumnType::kTruth) return kept;
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(kept.data(), kept.data() + kept.size(), number);
  if (error != std::errc() || end != kept.data() + kept.size()) return kept;
  return cell_text(store::of(number), column->type);
}

}  // namespace dais::archive
