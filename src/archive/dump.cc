// SPDX-License-Identifier: Apache-2.0
#include "archive/dump.h"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "archive/instance.h"
#include "json/json.h"
#include "os/files.h"
#include "store/database.h"

namespace dais::archive {
namespace {

using store::Column;
using store::ColumnType;
using store::Row;
using store::Value;

/// Tables that are not records but part of the record: history, identities, the ledger of documents.
struct Ledger {
  std::string_view name;
  std::vector<Column> columns;
};

const std::vector<Ledger>& ledgers() {
  static const std::vector<Ledger> kLedgers = {{"history",
                                                {{"kind"},
                                                 {"record_id"},
                                                 {"field"},
                                                 {"nth", ColumnType::kInteger},
                                                 {"old_value"},
                                                 {"new_value"},
                                                 {"changed_at", ColumnType::kTime},
                                                 {"source"}}},
                                               {"identity", {{"kind"}, {"source"}, {"key"}, {"id"}}},
                                               {"cdp_id", {{"kind"}, {"cdp_id"}, {"id"}}},
                                               {"document", {{"source"}, {"key"}, {"digest"}, {"records"}}}};
  return kLedgers;
}

std::string shown(const Value& value, ColumnType type) {
  if (store::is_null(value)) return "";
  if (type == ColumnType::kTime) return format_utc(store::instant_of(value));
  if (type == ColumnType::kTruth) return store::integer_of(value) != 0 ? "true" : "false";
  return store::text_of(value);
}

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

boost::json::value json_cell(const Value& value, ColumnType type) {
  if (store::is_null(value)) return nullptr;
  switch (type) {
    case ColumnType::kInteger:
      return store::integer_of(value);
    case ColumnType::kReal:
      return store::real_of(value);
    case ColumnType::kTruth:
      return store::integer_of(value) != 0;
    default:
      return boost::json::string(shown(value, type));
  }
}

Result<std::vector<Row>> sorted_rows(store::Database& database, std::string_view name,
                                     const std::vector<Column>& columns) {
  std::string list;
  for (const Column& column : columns) list += (list.empty() ? "" : ", ") + std::string(column.name);
  Result<store::Rows> rows = database.query("select " + list + " from " + std::string(name));
  if (!rows) return rows;
  // Sorted here and not by the database: collations differ between the two.
  std::ranges::sort(*rows);
  return rows;
}

Result<DumpedTable> dump(store::Database& database, std::string_view name, const std::vector<Column>& columns,
                         const std::string& to_dir) {
  const auto rows = sorted_rows(database, name, columns);
  if (!rows) return fail(rows.error());
  std::string csv;
  std::string lines;
  for (const Column& column : columns) csv += (csv.empty() ? "" : ",") + std::string(column.name);
  csv += '\n';
  for (const Row& row : *rows) {
    boost::json::object object;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      csv += (i == 0 ? "" : ",") + csv_cell(shown(row[i], columns[i].type));
      object[columns[i].name] = json_cell(row[i], columns[i].type);
    }
    csv += '\n';
    lines += json::write(object) + '\n';
  }
  const std::string path = to_dir + "/" + std::string(name);
  if (Status written = os::write_file_atomically(path + ".csv", csv, os::Durable::kNo); !written)
    return fail(written.error());
  if (Status written = os::write_file_atomically(path + ".jsonl", lines, os::Durable::kNo); !written)
    return fail(written.error());
  return DumpedTable{std::string(name), static_cast<std::int64_t>(rows->size())};
}

}  // namespace

Result<std::vector<DumpedTable>> dump_tables(const std::string& instance_dir, const config::Config& config,
                                             const std::string& to_dir) {
  auto database = store::open_database(places_of(instance_dir, config).catalog, store::Access::kReadOnly);
  if (!database) return fail(std::move(database.error()));
  if (Status made = os::ensure_folder(to_dir); !made) return fail(made.error());
  std::vector<DumpedTable> dumped;
  for (const store::Table* table : store::record_tables()) {
    auto done = dump(**database, table->name, table->columns, to_dir);
    if (!done) return fail(std::move(done.error()));
    dumped.push_back(std::move(*done));
  }
  for (const Ledger& ledger : ledgers()) {
    auto done = dump(**database, ledger.name, ledger.columns, to_dir);
    if (!done) return fail(std::move(done.error()));
    dumped.push_back(std::move(*done));
  }
  return dumped;
}

}  // namespace dais::archive
