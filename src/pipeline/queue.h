// SPDX-License-Identifier: Apache-2.0
// The queue of jobs, in the catalog's own database: the same on SQLite and PostgreSQL, for any number of workers.
// A job is given out for a lease; its end, its effect on the catalog and what follows from it are one transaction,
// which is refused (kConflict) to who lost the lease. No transaction is open while a job works.
//
// A Queue belongs to the thread of its Database. Times are those of `QueueOptions::clock`.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/result.h"
#include "pipeline/bell.h"
#include "pipeline/ids.h"
#include "pipeline/retry.h"
#include "store/database.h"

namespace dais::pipeline {

/// What must become of A before B may start. B ends as "skipped" where A can no longer come to what B needs.
enum class When { kAllSucceeded, kAllEnded };

struct Need {
  JobId job = JobId::kNone;
  std::optional<std::size_t> nth = {};  ///< instead of `job`: the nth (from 0) of the jobs that are added together
  When when = When::kAllSucceeded;
};
inline Need after(JobId job, When when = When::kAllSucceeded) { return {job, {}, when}; }
inline Need after_nth(std::size_t nth, When when = When::kAllSucceeded) { return {JobId::kNone, nth, when}; }

/// Who started a run.
enum class Origin { kSchedule, kManual, kRerun };

struct NewRun {
  std::string kind;   ///< what it is for: "gather", "publish" …
  std::string title;  ///< for people: "gather nyc"
  Origin origin = Origin::kManual;
  std::string source = {};  ///< of the config; empty where it is not about one
};

struct NewJob {
  RunId run = RunId::kNone;  ///< none: a run of its own; of a follow-up: its parent's
  std::string kind;
  std::string title = {};          ///< for people; empty: the kind
  std::string args = "{}";         ///< JSON
  std::string unique_key = {};     ///< at most one unfinished job has it: adding a second answers the first's id
  std::string step_key = {};  ///< see pipeline/step_key.h: a job of this key that succeeded makes this one "unchanged"
  int priority = 0;  ///< higher first
  std::optional<Instant> run_at = {};  ///< not before
  std::string host = {};  ///< whose server it works with: limits and pace go by it
  std::vector<Need> needs = {};
  int max_attempts = 0;  ///< in all, whatever the faults; 0: as the kind's retry policy says
  Milliseconds time_limit{0};  ///< 0: the kind's
};

/// A job in the hands of a worker.
struct Claim {
  JobId job = JobId::kNone;
  RunId run = RunId::kNone;
  std::string kind;
  std::string title;
  std::string args;
  std::string host;
  std::string step_key;
  int attempt = 1;
  int max_attempts = 0;
  Fence fence = Fence::kNone;
  Instant ready_at;
  Instant started_at;
  Instant lease_until;
  Instant deadline;
  std::string log = {};  ///< path of this attempt's log, set by the worker
  std::string log_tail = {};  ///< its last lines, where the file is on another machine
};

/// What a job came to.
struct Done {
  std::string output = "{}";  ///< JSON, shown on the job's page and kept for the step
  /// Writes what the job found into the catalog, inside the transaction that ends the job. Short; no network and no
  /// files; may be called again after a rollback.
  std::function<Status(store::Database&)> effect = {};
  std::vector<NewJob> follow_ups = {};  ///< their needs may name `nth` among themselves
  std::string step_key = {};  ///< of the step that this turned out to be, where that was not known before
};

struct Failure {
  Error error;
  Milliseconds retry_after{0};  ///< as a server asked
};

/// What became of a failed attempt.
enum class Next { kAgain, kFailed };

/// How jobs of a kind are given out.
struct KindRule {
  Milliseconds time_limit{std::chrono::hours{1}};
  int at_once = 0;  ///< over all workers; 0: any number
  int at_once_per_host = 0;
};
/// By kind: what a worker takes. Other kinds stay where they are.
using KindRules = std::map<std::string, KindRule, std::less<>>;

struct QueueOptions {
  Milliseconds lease{std::chrono::seconds{60}};
  std::function<Instant()> clock = {};  ///< empty: the system's, set to the database's where that is another machine
  Bell* bell = nullptr;  ///< rung when jobs became ready; outlives the Queue
  std::uint64_t seed = 0;  ///< of the spread of retries; 0: a random one
};

/// What a beat found out.
struct Beat {
  JobId job = JobId::kNone;
  bool lost = false;  ///< the lease is somebody else's, or nobody's
  bool cancelled = false;  ///< somebody asked for it to stop
};

/// A claim that is still worked on, with how far it has come.
struct Pulse {
  JobId job;
  Fence fence;
  std::int64_t done = 0;
  std::int64_t total = 0;
  Instant deadline;  ///< the lease is not renewed past it
};

/// How retention is counted: `[pipeline] keep_days`, `keep_jobs`.
struct Retention {
  int days = 90;
  std::int64_t jobs = 100'000;
};

class Queue {
 public:
  explicit Queue(store::Database& database, QueueOptions options = {});

  // --- Adding. enqueue() is one transaction; add() is part of the caller's, who calls announce() after its commit.
  Result<RunId> begin_run(const NewRun& run);
  Result<JobId> enqueue(NewJob job);
  /// In order; `needs` may name earlier ones by `nth`. kNotFound where a needed job is not known.
  Result<std::vector<JobId>> enqueue(const std::vector<NewJob>& jobs);
  /// The run and its jobs in one transaction; the jobs' `run` is set. Where all of them are under way already (by their
  /// unique keys) there is no second run: the answer is theirs.
  Result<RunId> enqueue_run(const NewRun& run, std::vector<NewJob> jobs);
  Result<RunId> add_run(const NewRun& run, std::vector<NewJob> jobs);
  Result<std::vector<JobId>> add(const std::vector<NewJob>& jobs, RunId run = RunId::kNone,
                                 JobId created_by = JobId::kNone);
  void announce();

  // --- Working.
  /// The next job of the kinds in `rules`, best priority first, within their limits; nothing where there is none.
  /// Jobs whose step is known end as "unchanged" on the way and are not given out.
  Result<std::optional<Claim>> claim(const std::string& worker, const KindRules& rules);
  /// Renews leases and notes progress.
  Result<std::vector<Beat>> beat(const std::vector<Pulse>& pulses);
  /// kConflict: the lease was lost and nothing was written. An error of the effect is answered as it is.
  Status finish(const Claim& claim, const Done& done);
  Result<Next> fail(const Claim& claim, const Failure& failure, const RetryPolicy& policy);
  /// Hands it back as it was, as a worker that stops does: no attempt is counted.
  Status give_back(const Claim& claim);
  /// After cancel() of a running job: its worker says that it stopped.
  Status end_cancelled(const Claim& claim);
  /// Where the log of this attempt is to be read while it lasts.
  Status note_log(const Claim& claim);
  /// How long to wait before the next request to `host`, `per_second` at most over all workers; the turn is taken.
  Result<Milliseconds> take_turn(const std::string& host, double per_second);

  // --- Upkeep; any worker, any time.
  /// Jobs whose time has come become ready; how many.
  Result<std::size_t> wake_due();
  /// Jobs whose lease is over go back (fault "lost"); `policies` by kind, others by the default.
  Result<std::size_t> reap(const std::map<std::string, RetryPolicy, std::less<>>& policies);
  /// Ends the leases of workers that are known to be gone, so that reap() need not wait for them.
  Status release_leases(const std::function<bool(const std::string& worker)>& is_gone);
  /// Deletes what retention does not keep, at most `batch` jobs: how many went. `logs` gets the paths of their logs.
  Result<std::size_t> prune(const Retention& retention, std::size_t batch, std::vector<std::string>& logs);
  /// When the next job that waits for its time is due.
  Result<std::optional<Instant>> next_due();

  // --- For operators.
  /// A waiting job ends at once; a running one is asked to stop and does at its next beat. kNotFound where it is over.
  Status cancel(JobId job);
  Status cancel_run(RunId run);
  /// A new run in which the job and all that followed from it happen again, known steps or not. kConflict while any of
  /// them is not over; kNotFound where the job is none of the run that is named.
  Result<RunId> rerun_from(JobId job, RunId of_run = RunId::kNone);
  /// The same from the run's first jobs on.
  Result<RunId> rerun(RunId run);

  [[nodiscard]] Instant now() const;
  [[nodiscard]] store::Database& database() { return database_; }

 private:
  /// How a job ended: what its row in the history says besides.
  struct Ended {
    std::string_view state;
    std::string output = {};
    std::string fault = {};
    std::string error = {};
    std::string log = {};
    std::string log_tail = {};
  };
  /// What a transaction changes in the counters of a run; written once, at its end.
  struct Tally {
    std::int64_t added = 0;
    std::map<std::string_view, std::int64_t> ended;
  };
  struct Parents {
    std::vector<std::pair<JobId, When>> all;
    std::int64_t pending = 0;
    std::string broken;  ///< why the job can no longer start; empty: it can
  };
  struct Added {
    JobId id;
    bool fresh;  ///< not one that was there with the same unique key
  };
  struct Family;  ///< the jobs of a run and what made what (queue_again.cc)

  /// Runs `work` (Result<T>) in one write transaction with the counters at its end; again where the database asks so.
  template <typename Work>
  auto in_transaction(Work work) -> decltype(work());
  Status close_books();

  Result<RunId> add_run_and_jobs(const NewRun& run, std::vector<NewJob>& jobs);
  Result<std::vector<JobId>> add_all(const std::vector<NewJob>& jobs, RunId run, JobId created_by);
  Result<JobId> add_one(const NewJob& job, RunId run, JobId created_by, const std::vector<JobId>& together);
  Result<Parents> parents_of(const NewJob& job, const std::vector<JobId>& together);
  Result<Added> insert_job(const NewJob& job, RunId run, JobId created_by, std::int64_t pending);
  Result<RunId> insert_run(const NewRun& run, RunId rerun_of);
  /// "unfinished", how it ended, or nothing.
  Result<std::optional<std::string>> state_of(JobId job);
  Result<std::optional<std::string>> known_step(const std::string& step_key);
  Status remember_step(const Claim& claim, const Done& done);

  /// Moves the job to the history; false where it isn't there, or is in other hands: kNone means in nobody's.
  Result<bool> end_one(JobId job, Fence fence, const Ended& ended);
  /// The same, and all that becomes of those that need it.
  Result<bool> end_job(JobId job, Fence fence, const Ended& ended);
  Status release_children(JobId parent, std::string_view parent_state);
  Result<Next> end_attempt(const Claim& claim, Fault fault, const Failure& failure, const RetryPolicy& policy);
  Status put_back(const Claim& claim, Fault fault, const Failure& failure, Instant again_at);

  Result<std::optional<Claim>> claim_once(const std::string& worker, const KindRules& rules);
  Result<std::optional<Claim>> claim_within_limits(const std::string& lane, const std::string& worker,
                                                   const KindRule& rule, const std::string& kind,
                                                   const std::string& host);
  Result<std::optional<Claim>> claim_in(const std::string& lane, const std::string& worker, const KindRule& rule);

  Result<Instant> oldest_kept(const Retention& retention);
  Status forget_details(JobId job, std::vector<std::string>& logs);
  Result<Family> family_of(RunId run);
  Result<RunId> copy_jobs(const Family& family, const std::vector<JobId>& roots);

  store::Database& database_;
  QueueOptions options_;
  std::mt19937_64 random_;
  Milliseconds offset_{0};  ///< of the database's clock
  std::map<RunId, Tally> tallies_;
  std::size_t made_ready_ = 0;
};

/// The channel on which PostgreSQL tells that jobs became ready.
inline constexpr std::string_view kJobsChannel = "dais_jobs";

}  // namespace dais::pipeline
