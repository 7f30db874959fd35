// SPDX-License-Identifier: Apache-2.0
// For the files of Queue alone: its transactions, and the states as they stand in the catalog.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "pipeline/queue.h"

namespace dais::pipeline {

namespace state {
inline constexpr std::string_view kWaiting = "waiting", kLater = "later", kReady = "ready", kRunning = "running",
                                  kSucceeded = "succeeded", kUnchanged = "unchanged", kFailed = "failed",
                                  kSkipped = "skipped", kCancelled = "cancelled";
}  // namespace state

inline bool is_success(std::string_view ended) { return ended == state::kSucceeded || ended == state::kUnchanged; }
/// "needs A, which …".
inline std::string words_for(std::string_view ended) {
  if (ended == state::kSkipped) return "was skipped";
  if (ended == state::kCancelled) return "was cancelled";
  return std::string(ended);
}
inline Error lost_lease(JobId job) {
  return {ErrorCode::kConflict, "job " + std::to_string(number(job)) + " is no longer this worker's"};
}

template <typename Work>
auto Queue::in_transaction(Work work) -> decltype(work()) {
  // PostgreSQL ends one of two transactions that wait for each other; it is run again (manual, 13.5).
  const int attempts = database_.engine() == store::Engine::kPostgres ? 5 : 1;
  for (int attempt = 1;; ++attempt) {
    tallies_.clear();
    made_ready_ = 0;
    Result<store::Transaction> transaction = store::Transaction::begin(database_);
    if (!transaction) return dais::fail(std::move(transaction.error()));
    auto result = work();
    Status closed = result ? close_books() : Status{};
    if (closed && result) closed = transaction->commit();
    if (result && closed) {
      announce();
      return result;
    }
    Error error = result ? std::move(closed.error()) : std::move(result.error());
    if (error.code != ErrorCode::kConflict || attempt == attempts) return dais::fail(std::move(error));
  }
}

}  // namespace dais::pipeline
