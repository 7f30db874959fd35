// SPDX-License-Identifier: Apache-2.0
// Who does the jobs: a registry of kinds, and threads that take jobs of these kinds from the queue, each with its own
// connection. One more thread sends the heartbeats, sees to leases that are over and listens for news of other
// machines.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pipeline/queue.h"

namespace dais::pipeline {

/// Why a job should stop.
enum class Stop { kNo, kCancelled, kDeadline, kLeaseLost, kWorkerEnds };

/// What a job sees of the world. Lives as long as the attempt; log(), progress() and stop() may be called from any
/// thread.
class JobContext {
 public:
  virtual ~JobContext() = default;
  [[nodiscard]] virtual const Claim& claim() const = 0;
  [[nodiscard]] const std::string& args() const { return claim().args; }
  /// A line of the job's log.
  virtual void log(std::string_view text) = 0;
  /// Of whatever unit; total 0: not known.
  virtual void progress(std::int64_t done, std::int64_t total) = 0;
  /// Asked for often by jobs that last: return with any error when it is no longer kNo.
  [[nodiscard]] virtual Stop stop() const = 0;
  [[nodiscard]] bool cancelled() const { return stop() != Stop::kNo; }
  [[nodiscard]] virtual Instant deadline() const = 0;
  /// An empty folder for this attempt, removed after it.
  virtual Result<std::string> folder() = 0;
  /// Waits until the next request to `host` may leave, `per_second` at most over all workers; kTimeout where the job
  /// should stop meanwhile.
  virtual Status pace(const std::string& host, double per_second) = 0;
  /// Should the attempt fail: not again before that.
  virtual void retry_after(Milliseconds wait) = 0;
  /// The thread's connection; no transaction of it may be open when the job returns.
  virtual store::Database& database() = 0;
  virtual Queue& queue() = 0;
};

/// Where a kind can be done: kHome needs what only the machine of `dais run` has (the index, the sources' lock).
enum class Place { kAnywhere, kHome };

struct Kind {
  std::string name;
  int code_version = 1;
  Milliseconds time_limit{std::chrono::hours{1}};
  RetryPolicy retries = {};
  int at_once = 0;           ///< over all workers; 0: any number
  int at_once_per_host = 0;
  Place place = Place::kAnywhere;
  std::function<Result<Done>(JobContext&)> run;
};

class Registry {
 public:
  /// REQUIRES: a name that is new.
  void add(Kind kind);
  [[nodiscard]] const Kind* find(std::string_view name) const;
  [[nodiscard]] const std::vector<Kind>& kinds() const { return kinds_; }

 private:
  std::vector<Kind> kinds_;
};

/// Where logs go: files under the instance, or the last lines into the job's row, from machines without its folder.
enum class LogPlace { kFiles, kRows };

struct WorkerOptions {
  std::string name;  ///< empty: host name, process id and a random part
  int threads = 2;
  Place place = Place::kHome;  ///< kAnywhere: only such kinds
  std::function<Result<std::unique_ptr<store::Database>>()> open;
  std::string data;  ///< folder for logs/ and jobs/
  LogPlace logs = LogPlace::kFiles;
  Milliseconds lease{std::chrono::seconds{60}};
  Milliseconds beat{std::chrono::seconds{20}};
  Milliseconds poll{std::chrono::seconds{1}};      ///< the safety net under notices
  Milliseconds patience{std::chrono::seconds{5}};  ///< between attempts to reach a database that is away
  std::uint64_t log_cap = 1U << 20U;               ///< bytes of one job's log
  std::function<Instant()> clock = {};
  std::function<void(std::string_view)> say = {};  ///< a line for the operator
};

class Worker {
 public:
  /// kStorage, kUnavailable where the database cannot be opened. `registry` and `bell` outlive the worker.
  static Result<std::unique_ptr<Worker>> start(WorkerOptions options, const Registry& registry, Bell& bell);
  virtual ~Worker() = default;
  /// No more jobs are taken, running ones are asked to stop and are given back; returns when they have.
  virtual void stop() = 0;
  [[nodiscard]] virtual const std::string& name() const = 0;
  [[nodiscard]] virtual int busy() const = 0;
};

}  // namespace dais::pipeline
