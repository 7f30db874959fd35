// SPDX-License-Identifier: Apache-2.0
#include <thread>
#include <unordered_map>

#include <sqlite3.h>
#include <boost/json.hpp>

#include "base/invariant.h"
#include "store/database.h"

namespace dais::store {
namespace {

struct Closer {
  void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Closer>;
using Statement = std::unique_ptr<sqlite3_stmt, Closer>;

Error storage_error(sqlite3* db, std::string_view doing) {
  const int code = sqlite3_extended_errcode(db);
  const ErrorCode kind = (code & 0xFF) == SQLITE_BUSY ? ErrorCode::kConflict : ErrorCode::kStorage;
  return {kind, std::string(doing) + ": " + sqlite3_errmsg(db)};
}

Value column_value(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_NULL:
      return Null{};
    default: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
  }
}

class SqliteDatabase : public Database {
 public:
  explicit SqliteDatabase(Handle db) : db_(std::move(db)) {}

  Engine engine() const override { return Engine::kSqlite; }

  Result<Rows> query(std::string_view sql, const Params& params) override {
    const Result<sqlite3_stmt*> statement = prepared(sql);
    if (!statement) return fail(statement.error());
    bind(*statement, params);
    Rows rows;
    const int columns = sqlite3_column_count(*statement);
    int step = sqlite3_step(*statement);
    for (; step == SQLITE_ROW; step = sqlite3_step(*statement)) {
      Row& row = rows.emplace_back();
      row.reserve(static_cast<std::size_t>(columns));
      for (int i = 0; i < columns; ++i) row.push_back(column_value(*statement, i));
    }
    const Status done = finished(*statement, step, sql);
    if (!done) return fail(done.error());
    return rows;
  }

  Status execute(std::string_view sql, const Params& params) override {
    const Result<sqlite3_stmt*> statement = prepared(sql);
    if (!statement) return fail(statement.error());
    bind(*statement, params);
    return finished(*statement, sqlite3_step(*statement), sql);
  }

  Status run_script(std::string_view sql) override {
    if (sqlite3_exec(db_.get(), std::string(sql).c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      return fail(storage_error(db_.get(), "catalog"));
    }
    return {};
  }

  Status begin_write() override { return execute("begin immediate", {}); }
  Status begin_read() override { return execute("begin", {}); }
  Status commit() override { return execute("commit", {}); }
  Status rollback() override { return execute("rollback", {}); }

  Status upsert(std::string_view table, std::span<const Column> columns, std::size_t key_columns,
                const Rows& rows) override {
    std::string& sql = upsert_sql_[std::string(table)];
    if (sql.empty()) sql = make_upsert(table, columns, key_columns);
    for (const Row& row : rows) {
      if (Status done = execute(sql, row); !done) return done;
    }
    return {};
  }

  std::string in_list(std::string_view parameter) const override {
    return "in (select value from json_each(" + std::string(parameter) + "))";
  }

  Value list_value(std::span<const std::string> texts) const override {
    boost::json::array list;
    for (const std::string& text : texts) list.emplace_back(text);
    return boost::json::serialize(list);
  }

  Result<std::int64_t> generation() override {
    const Result<Rows> rows = query("select value from meta where key = 'generation'", {});
    if (!rows) return fail(rows.error());
    return rows->empty() ? 0 : integer_of(rows->front().front());
  }

  Status notify(std::string_view /*channel*/) override { return {}; }

  Result<bool> wait_for_notice(std::string_view /*channel*/, std::chrono::milliseconds longest) override {
    std::this_thread::sleep_for(longest);
    return false;
  }

 private:
  static std::string make_upsert(std::string_view table, std::span<const Column> columns, std::size_t key_columns) {
    std::string names;
    std::string places;
    std::string keys;
    std::string updates;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string name(columns[i].name);
      names += (i == 0 ? "" : ", ") + name;
      places += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
      if (i < key_columns) {
        keys += (i == 0 ? "" : ", ") + name;
      } else {
        updates += (updates.empty() ? "" : ", ") + name + " = excluded." + name;
      }
    }
    return "insert into " + std::string(table) + " (" + names + ") values (" + places + ") on conflict (" + keys +
           ") do update set " + updates;
  }

  Result<sqlite3_stmt*> prepared(std::string_view sql) {
    const auto found = statements_.find(std::string(sql));
    if (found != statements_.end()) return found->second.get();
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v3(db_.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &raw,
                           nullptr) != SQLITE_OK) {
      return fail(storage_error(db_.get(), sql));
    }
    statements_.emplace(std::string(sql), Statement(raw));
    return raw;
  }

  static void bind(sqlite3_stmt* statement, const Params& params) {
    for (std::size_t i = 0; i < params.size(); ++i) {
      // SQLite numbers "$3" by first appearance, not by its digit: ask for it by name.
      const int at = sqlite3_bind_parameter_index(statement, ("$" + std::to_string(i + 1)).c_str());
      if (at == 0) continue;
      if (const auto* number = std::get_if<std::int64_t>(&params[i])) {
        sqlite3_bind_int64(statement, at, *number);
      } else if (const auto* real = std::get_if<double>(&params[i])) {
        sqlite3_bind_double(statement, at, *real);
      } else if (const auto* text = std::get_if<std::string>(&params[i])) {
        sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_TRANSIENT, SQLITE_UTF8);
      } else {
        sqlite3_bind_null(statement, at);
      }
    }
  }

  Status finished(sqlite3_stmt* statement, int step, std::string_view sql) {
    Status status;
    if (step != SQLITE_DONE && step != SQLITE_ROW) status = fail(storage_error(db_.get(), sql));
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return status;
  }

  // The connection outlives its statements: members go in reverse order.
  Handle db_;
  std::unordered_map<std::string, Statement> statements_;
  std::unordered_map<std::string, std::string> upsert_sql_;
};

}  // namespace

Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, Access access) {
  const int mode = access == Access::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* raw = nullptr;
  const int opened = sqlite3_open_v2(path.c_str(), &raw, mode | SQLITE_OPEN_NOMUTEX, nullptr);
  Handle handle(raw);
  if (opened != SQLITE_OK) return fail(ErrorCode::kStorage, path + ": " + sqlite3_errstr(opened));
  sqlite3_busy_timeout(raw, 10'000);
  auto database = std::make_unique<SqliteDatabase>(std::move(handle));
  const char* pragmas = access == Access::kReadOnly
                            ? "pragma query_only = on; pragma mmap_size = 268435456; pragma cache_size = -4000"
                            : "pragma journal_mode = wal; pragma synchronous = normal; pragma cache_size = -16000; "
                              "pragma temp_store = memory";
  if (Status set = database->run_script(pragmas); !set) return fail(std::move(set.error()).at(path));
  return database;
}

}  // namespace dais::store
