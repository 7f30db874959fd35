// SPDX-License-Identifier: Apache-2.0
#include "store/copy.h"

#include <algorithm>
#include <map>

#include <boost/json.hpp>

#include "store/migrations.h"

namespace dais::store {
namespace {

constexpr std::int64_t kRowsAtOnce = 500;
constexpr std::string_view kLedger = "schema_migration";

struct Table {
  std::string name;
  std::vector<std::string> columns;
};

std::string joined(const std::vector<std::string>& columns) {
  std::string all;
  for (const std::string& column : columns) all += (all.empty() ? "" : ", ") + column;
  return all;
}

/// In order of name, so that two databases list them alike.
Result<std::vector<Table>> tables_of(Database& database) {
  const auto rows = database.query(
      database.engine() == Engine::kSqlite
          ? "select t.name, c.name from sqlite_master t join pragma_table_info(t.name) c "
            "where t.type = 'table' and t.name not like 'sqlite!_%' escape '!' order by t.name, c.cid"
          : "select t.table_name, c.column_name from information_schema.tables t join information_schema.columns c "
            "using (table_schema, table_name) where t.table_schema = current_schema() and t.table_type = 'BASE TABLE' "
            "order by t.table_name collate \"C\", c.ordinal_position");
  if (!rows) return fail(rows.error());
  std::vector<Table> tables;
  for (const Row& row : *rows) {
    const std::string name = text_of(row[0]);
    if (name == kLedger) continue;
    if (tables.empty() || tables.back().name != name) tables.push_back({name, {}});
    tables.back().columns.push_back(text_of(row[1]));
  }
  return tables;
}

using Take = std::function<Status(const Rows& rows)>;

Status read_sqlite(Database& database, const Table& table, const Take& take) {
  const std::string sql = "select " + joined(table.columns) + ", rowid from " + table.name +
                          " where rowid > $1 order by rowid limit " + std::to_string(kRowsAtOnce);
  Value last = std::int64_t{-1} << 62U;
  while (true) {
    auto rows = database.query(sql, {last});
    if (!rows) return fail(rows.error());
    if (rows->empty()) return {};
    last = rows->back().back();
    for (Row& row : *rows) row.pop_back();
    if (Status taken = take(*rows); !taken) return taken;
  }
}

Status read_postgres(Database& database, const Table& table, const Take& take) {
  const std::string cursor = "copy_" + table.name;
  if (Status opened = database.run_script("declare " + cursor + " no scroll cursor for select " +
                                          joined(table.columns) + " from " + table.name);
      !opened)
    return opened;
  while (true) {
    const auto rows = database.query("fetch " + std::to_string(kRowsAtOnce) + " from " + cursor);
    if (!rows) return fail(rows.error());
    if (rows->empty()) return database.run_script("close " + cursor);
    if (Status taken = take(*rows); !taken) return taken;
  }
}

Status write_sqlite(Database& database, const Table& table, const Rows& rows) {
  std::string places;
  for (std::size_t i = 1; i <= table.columns.size(); ++i) places += (i == 1 ? "$" : ", $") + std::to_string(i);
  const std::string sql = "insert into " + table.name + " (" + joined(table.columns) + ") values (" + places + ")";
  for (const Row& row : rows) {
    if (Status written = database.execute(sql, row); !written) return written;
  }
  return {};
}

boost::json::value to_json(const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value)) return *number;
  if (const auto* real = std::get_if<double>(&value)) return *real;
  if (is_null(value)) return nullptr;
  std::string text = text_of(value);
  std::erase(text, '\0');  // PostgreSQL's text holds none
  return boost::json::value(text);
}

Status write_postgres(Database& database, const Table& table, const Rows& rows) {
  boost::json::array records;
  for (const Row& row : rows) {
    boost::json::object record;
    for (std::size_t i = 0; i < table.columns.size(); ++i) record[table.columns[i]] = to_json(row[i]);
    records.push_back(std::move(record));
  }
  const std::string columns = joined(table.columns);
  return database.execute("insert into " + table.name + " (" + columns + ") select " + columns +
                              " from json_populate_recordset(null::" + table.name + ", $1::json)",
                          {boost::json::serialize(records)});
}

/// What numbers its own rows goes on after the highest number there is.
Status continue_numbering(Database& database) {
  if (database.engine() == Engine::kSqlite) return {};
  const auto rows = database.query(
      "select table_name, column_name from information_schema.columns where table_schema = current_schema() and "
      "is_identity = 'YES'");
  if (!rows) return fail(rows.error());
  for (const Row& row : *rows) {
    const std::string table = text_of(row[0]);
    const std::string column = text_of(row[1]);
    const auto set = database.query("select setval(pg_get_serial_sequence('" + table + "', '" + column +
                                    "'), coalesce(max(" + column + "), 0) + 1, false) from " + table);
    if (!set) return fail(set.error());
  }
  return {};
}

/// REQUIRES: `into` is in a writing transaction, `from` in a reading one.
Status copy_rows(Database& from, Database& into) {
  const auto tables = tables_of(into);
  if (!tables) return fail(tables.error());
  const auto theirs = tables_of(from);
  if (!theirs) return fail(theirs.error());
  for (const Table& table : *tables) {
    if (std::ranges::find(*theirs, table.name, &Table::name) == theirs->end()) continue;
    const Take take = [&](const Rows& rows) {
      return into.engine() == Engine::kSqlite ? write_sqlite(into, table, rows) : write_postgres(into, table, rows);
    };
    Status copied =
        from.engine() == Engine::kSqlite ? read_sqlite(from, table, take) : read_postgres(from, table, take);
    if (!copied) return fail(std::move(copied.error()).at("table " + table.name));
  }
  return continue_numbering(into);
}

Status clear(Database& database) {
  const auto tables = tables_of(database);
  if (!tables) return fail(tables.error());
  for (const Table& table : *tables) {
    if (Status cleared = database.run_script("delete from " + table.name); !cleared) return cleared;
  }
  return {};
}

Status refill(Database& from, Database& into) {
  auto reading = Transaction::begin_reading(from);
  if (!reading) return fail(std::move(reading.error()));
  auto writing = Transaction::begin(into);
  if (!writing) return fail(std::move(writing.error()));
  const auto was = into.generation();
  if (!was) return fail(was.error());
  if (Status cleared = clear(into); !cleared) return cleared;
  if (Status copied = copy_rows(from, into); !copied) return copied;
  const std::string goes_on =
      "update meta set value = case when value > $1 then value else $1 end where key = 'generation'";
  if (Status set = into.execute(goes_on, {of(*was + 1)}); !set) return set;
  return writing->commit();
}

bool is_postgres(const std::string& url) { return url.starts_with("postgresql://") || url.starts_with("postgres://"); }

}  // namespace

Status snapshot_catalog(const std::string& url, const std::string& path) {
  if (!is_postgres(url)) {
    auto database = open_sqlite(url, Access::kReadOnly);
    if (!database) return fail(std::move(database.error()));
    // The connection stays one for reading only; "query_only" would keep it from writing the new file as well.
    if (Status set = (*database)->run_script("pragma query_only = off"); !set) return set;
    return (*database)->execute("vacuum into $1", {path});
  }
  auto from = open_database(url, Access::kReadOnly);
  if (!from) return fail(std::move(from.error()));
  auto into = open_database(path, Access::kReadWrite);
  if (!into) return fail(std::move(into.error()));
  if (Status copied = refill(**from, **into); !copied) return copied;
  // One file, whatever opens it next: not a file and its log.
  return (*into)->run_script("pragma journal_mode = delete");
}

Result<bool> is_empty_catalog(Database& database) {
  const auto rows = database.query(
      "select 1 where exists (select 1 from body) or exists (select 1 from person) or exists (select 1 from event) or "
      "exists (select 1 from document)");
  if (!rows) return fail(rows.error());
  return rows->empty();
}

Status replace_catalog(Database& from, Database& into) { return refill(from, into); }

Result<std::int64_t> schema_number(Database& database) {
  const auto rows = database.query("select coalesce(max(number), 0) from schema_migration");
  if (!rows) return fail(rows.error());
  return integer_of(rows->front().front());
}

}  // namespace dais::store
