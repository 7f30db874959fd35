// SPDX-License-Identifier: Apache-2.0
#include "store/database.h"

#include "store/migrations.h"

namespace dais::store {

Result<Transaction> Transaction::begin(Database& database) {
  if (Status begun = database.begin_write(); !begun) return fail(std::move(begun.error()));
  return Transaction(database);
}

Result<Transaction> Transaction::begin_reading(Database& database) {
  if (Status begun = database.begin_read(); !begun) return fail(std::move(begun.error()));
  return Transaction(database);
}

Transaction::~Transaction() {
  // A failed rollback leaves a dead connection, which the next statement reports.
  if (database_ != nullptr) static_cast<void>(database_->rollback());
}

Status Transaction::commit() {
  Database* database = database_;
  Status done = database->commit();
  if (done) database_ = nullptr;
  return done;
}

Result<std::unique_ptr<Database>> open_database(const std::string& url, Access access) {
  const bool postgres = url.starts_with("postgresql://") || url.starts_with("postgres://");
  Result<std::unique_ptr<Database>> database = postgres ? open_postgres(url, access) : open_sqlite(url, access);
  if (!database) return database;
  const Status ready = access == Access::kReadWrite ? migrate(**database) : require_current(**database);
  if (!ready) return fail(ready.error());
  return database;
}

}  // namespace dais::store
