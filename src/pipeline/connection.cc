// SPDX-License-Identifier: Apache-2.0
#include "pipeline/connection.h"

namespace dais::pipeline {

Queue* Connection::queue() {
  if (queue_) return queue_.get();
  const std::uint64_t seen = presence_.seen();
  auto database = open_();
  if (!database) {
    presence_.is_away(database.error(), seen);
    return nullptr;
  }
  database_ = std::move(*database);
  if (database_->engine() == store::Engine::kPostgres) {
    // A worker that is frozen within a transaction must not hold its locks for ever.
    const Status set = database_->run_script("set idle_in_transaction_session_timeout = '60s'");
    if (!set) {
      presence_.is_away(set.error(), seen);
      database_.reset();
      return nullptr;
    }
  }
  queue_ = std::make_unique<Queue>(*database_, options_);
  presence_.is_back();
  return queue_.get();
}

bool Connection::still_answers(const Error& error) {
  // Within a transaction that failed PostgreSQL answers nothing else; outside of one this is refused, and no matter.
  static_cast<void>(database_->rollback());
  if (error.code != ErrorCode::kUnavailable && database_->query("select count(*) from schema_migration")) return true;
  if (error.code == ErrorCode::kUnavailable && database_->query("select 1")) return true;
  // Whether the database is away shows when it is opened again: this may be an old connection to one that is back.
  queue_.reset();
  database_.reset();
  return false;
}

}  // namespace dais::pipeline
