// SPDX-License-Identifier: Apache-2.0
// One interface over SQLite and PostgreSQL: SQL with $1, $2 … and values in and out. A Database is one connection and
// belongs to one thread. Statements are prepared once per text, so texts are constants, not built from data.
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/schema.h"
#include "store/value.h"

namespace dais::store {

using Params = std::vector<Value>;

enum class Engine { kSqlite, kPostgres };

class Database {
 public:
  virtual ~Database() = default;

  [[nodiscard]] virtual Engine engine() const = 0;
  virtual Result<Rows> query(std::string_view sql, const Params& params = {}) = 0;
  virtual Status execute(std::string_view sql, const Params& params = {}) = 0;
  /// Several statements without parameters: a migration.
  virtual Status run_script(std::string_view sql) = 0;

  /// Takes the write lock at once: a plain BEGIN that reads and then writes is refused under load (35,000 busy errors
  /// a second against none).
  virtual Status begin_write() = 0;
  /// What is read until commit() or rollback() is the catalog of one moment, whoever writes meanwhile.
  virtual Status begin_read() = 0;
  virtual Status commit() = 0;
  virtual Status rollback() = 0;

  /// Inserts the rows, replacing those of the same key columns: one round trip however many.
  virtual Status upsert(std::string_view table, std::span<const Column> columns, std::size_t key_columns,
                        const Rows& rows) = 0;

  /// For "where x " + in_list("$1") with list_value(ids) as the parameter: one statement for any number of ids.
  [[nodiscard]] virtual std::string in_list(std::string_view parameter) const = 0;
  [[nodiscard]] virtual Value list_value(std::span<const std::string> texts) const = 0;

  /// Tells whether anything was committed since, by any process: cheap (SQLite) or kept for 100 ms (PostgreSQL).
  virtual Result<std::int64_t> generation() = 0;

  /// Tells those who wait for `channel` (a word of a-z and _), in any process, when the transaction is committed.
  /// PostgreSQL only: nothing happens on SQLite, whose users are of one process and have their own means.
  virtual Status notify(std::string_view channel) = 0;
  /// Until a notice on `channel` comes or `longest` is over: whether one came. On SQLite the time just passes.
  virtual Result<bool> wait_for_notice(std::string_view channel, std::chrono::milliseconds longest) = 0;
};

/// Closes a transaction on every way out: rolls back unless commit() was called.
class Transaction {
 public:
  static Result<Transaction> begin(Database& database);
  static Result<Transaction> begin_reading(Database& database);
  Transaction(Transaction&& other) noexcept : database_(other.database_) { other.database_ = nullptr; }
  Transaction& operator=(Transaction&&) = delete;
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction();
  Status commit();

 private:
  explicit Transaction(Database& database) : database_(&database) {}
  Database* database_;
};

enum class Access { kReadOnly, kReadWrite };

/// `url` postgresql://… or the path of an SQLite file. Read-write opens make what is not there and bring the schema up
/// to date; kStorage where the schema is newer than this program or the file is damaged.
Result<std::unique_ptr<Database>> open_database(const std::string& url, Access access);

// The two back ends, for open_database.
Result<std::unique_ptr<Database>> open_sqlite(const std::string& path, Access access);
Result<std::unique_ptr<Database>> open_postgres(const std::string& url, Access access);

}  // namespace dais::store
