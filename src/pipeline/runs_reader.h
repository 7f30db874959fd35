// SPDX-License-Identifier: Apache-2.0
// What ran, runs, waits and failed, as values: the pages, the API and the command are renderings of these. Pages of a
// list are found by the number of their last run, and counters stand in the runs themselves, so that the size of the
// history costs nothing.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pipeline/ids.h"
#include "pipeline/job_log.h"
#include "store/database.h"

namespace dais::pipeline {

/// Until when a run or a job rests.
struct Pause {
  Instant until;
  bool is_retry = false;  ///< what is waited for has been tried before
};

/// Of a run.
inline constexpr std::array<std::string_view, 4> kRunStates = {"running", "succeeded", "failed", "cancelled"};

struct RunRow {
  RunId id = RunId::kNone;
  std::string kind, title, origin, source;
  std::string state;  ///< of kRunStates
  RunId rerun_of = RunId::kNone;
  Instant started_at;
  std::optional<Instant> ended_at;
  std::int64_t jobs = 0, unfinished = 0, succeeded = 0, unchanged = 0, failed = 0, skipped = 0, cancelled = 0;
  std::int64_t refused = 0;        ///< records that could not be taken in, by its gathers
  JobId refusing = JobId::kNone;   ///< the gather whose log names them
  std::optional<Pause> pause = {};     ///< nothing of it runs or is ready: all that is left waits for its time
};

struct JobRow {
  JobId id = JobId::kNone;
  RunId run = RunId::kNone;
  std::string kind, title, host;
  std::string state;  ///< waiting, later, ready, running, succeeded, unchanged, failed, skipped, cancelled
  int attempt = 0;
  std::int64_t progress_done = 0, progress_total = 0;
  std::int64_t refused = 0;  ///< records that it could not take in
  std::optional<Instant> ready_at, started_at, ended_at, run_at;
  std::string worker, fault, error;
};

struct AttemptRow {
  int attempt = 0;
  std::string fault, error, worker, log;
  Instant started_at, ended_at;
};

struct JobView {
  JobRow job;
  JobId created_by = JobId::kNone;
  std::string args, output, log, log_tail;
  int priority = 0;
  std::optional<Instant> deadline;
  std::vector<AttemptRow> earlier;
};

struct EdgeRow {
  JobId parent, child;
  enum class Why { kNeedsSuccess, kNeedsEnd, kAddedBy } why = Why::kNeedsSuccess;
};

/// The meeting whose recording a run is about.
struct AboutMeeting {
  std::string event_id;
  std::int64_t session = 0;  ///< its index within the meeting
};

struct RunView {
  RunRow run;
  std::optional<AboutMeeting> about;
  std::vector<JobRow> jobs;  ///< by number; at most kMostJobs
  std::vector<EdgeRow> edges;
};

struct ScheduleRow {
  std::string name, spec, zone;
  std::optional<Instant> next_at, last_due;
  RunId last_run = RunId::kNone;
};

struct WorkerRow {
  std::string name, place;
  int threads = 0;
  Instant started_at, seen_at;
};

/// What failed for good and was not made good since: of each source and kind the newest.
struct FailedSteps {
  JobId newest = JobId::kNone;
  RunId run = RunId::kNone;
  std::string kind, title, source, error;  ///< of the newest; source is empty for what is of none
  std::int64_t count = 0;                  ///< of that source and kind
};

struct QueueState {
  std::int64_t unfinished = 0;        ///< jobs
  std::int64_t ready = 0, later = 0;  ///< at most kMostCounted
  std::optional<Instant> oldest_ready;
  std::vector<JobRow> running;  ///< at most 100
  std::vector<ScheduleRow> schedules;
  std::vector<WorkerRow> workers;
};

struct RunsFilter {
  std::string kind = {}, state = {}, source = {};
  std::string event = {};       ///< id of a meeting: runs about its recordings
  RunId before = RunId::kNone;  ///< older than this one
  std::size_t limit = 20;
};

struct RunsPage {
  std::vector<RunRow> runs;  ///< newest first
  RunId next = RunId::kNone;  ///< `before` of the next page
  std::int64_t total = 0;
};

inline constexpr std::size_t kMostJobs = 500;
inline constexpr std::int64_t kMostCounted = 10'000;

class RunsReader {
 public:
  explicit RunsReader(store::Database& database) : database_(database) {}

  Result<RunsPage> runs(const RunsFilter& filter);
  Result<QueueState> queue();
  /// kNotFound where it was never there or is no longer kept.
  Result<RunView> run(RunId id);
  Result<JobView> job(JobId id);
  /// Newest first.
  Result<std::vector<FailedSteps>> failures();
  /// Words for the filters: kinds and sources of the runs that are kept.
  Result<std::vector<std::string>> kinds();
  Result<std::vector<std::string>> sources();

 private:
  /// "7, 12": numbers of the runs about a meeting's recordings; "0", which is none, where there are none.
  Result<std::string> runs_about(const std::string& event);
  Status add_refusals(std::vector<RunRow>& runs);
  Status add_pauses(std::vector<RunRow>& runs);
  Result<std::optional<AboutMeeting>> meeting_of(RunId run);
  Result<std::vector<std::string>> distinct(std::string_view first, std::string_view next);
  Result<std::vector<JobRow>> jobs_where(std::string_view open_where, std::string_view ended_where,
                                         const store::Params& params, std::size_t limit);
  store::Database& database_;
};

}  // namespace dais::pipeline
