// SPDX-License-Identifier: Apache-2.0
// An attempt as its worker sees it: the context that the job is given, and what the keeper of leases reads and sets.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>

#include "pipeline/connection.h"
#include "pipeline/job_log.h"
#include "pipeline/worker.h"

namespace dais::pipeline {

/// Ends the waits of a worker's threads when it stops.
class Ending {
 public:
  void begin();
  [[nodiscard]] bool has_begun() const { return begun_.load(); }
  /// True where the ending began meanwhile.
  bool wait_for(Milliseconds longest);

 private:
  std::atomic<bool> begun_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
};

class Attempt : public JobContext {
 public:
  Attempt(Claim claim, const WorkerOptions& options, Connection& connection, Ending& ending);
  ~Attempt() override;

  // JobContext
  [[nodiscard]] const Claim& claim() const override { return claim_; }
  void log(std::string_view text) override;
  void progress(std::int64_t done, std::int64_t total) override;
  [[nodiscard]] Stop stop() const override;
  [[nodiscard]] Instant deadline() const override { return claim_.deadline; }
  Result<std::string> folder() override;
  Status pace(const std::string& host, double per_second) override;
  void retry_after(Milliseconds wait) override { retry_after_ = wait; }
  store::Database& database() override { return connection_.database(); }
  Queue& queue() override { return *connection_.queue(); }

  // The worker
  [[nodiscard]] Pulse pulse() const;
  void ask_to_stop(Stop why);
  [[nodiscard]] Milliseconds asked_wait() const { return retry_after_; }
  /// The claim with where its log is.
  [[nodiscard]] Claim with_log() const;
  /// Whether the place of the log is new since the last time this was asked.
  bool has_unnoted_log();

 private:
  [[nodiscard]] Instant now() const;

  const Claim claim_;
  const WorkerOptions& options_;
  Connection& connection_;
  Ending& ending_;
  JobLog log_;
  std::string folder_;
  Milliseconds retry_after_{0};
  std::atomic<Stop> asked_ = Stop::kNo;
  std::atomic<std::int64_t> done_ = 0;
  std::atomic<std::int64_t> total_ = 0;
  bool log_noted_ = false;
};

}  // namespace dais::pipeline
