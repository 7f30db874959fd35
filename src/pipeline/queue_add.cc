// SPDX-License-Identifier: Apache-2.0
// Adding runs and jobs.
#include "base/invariant.h"
#include "pipeline/queue_transaction.h"

namespace dais::pipeline {

using store::integer_of;
using store::of;
using store::of_text;
using store::text_of;

namespace {

std::string_view name_of(Origin origin) {
  switch (origin) {
    case Origin::kSchedule:
      return "schedule";
    case Origin::kManual:
      return "manual";
    case Origin::kRerun:
      return "rerun";
  }
  return "manual";
}

constexpr std::string_view kUnfinished = "unfinished";

std::string lane_of(const NewJob& job) { return job.host.empty() ? job.kind : job.kind + '\n' + job.host; }

}  // namespace

Result<RunId> Queue::begin_run(const NewRun& run) {
  return in_transaction([&] { return insert_run(run, RunId::kNone); });
}

Result<RunId> Queue::insert_run(const NewRun& run, RunId rerun_of) {
  const auto rows = database_.query(
      "insert into run (kind, title, origin, source, rerun_of, state, started_at, jobs, unfinished, succeeded, "
      "unchanged, failed, skipped, cancelled) values ($1, $2, $3, $4, $5, 'running', $6, 0, 0, 0, 0, 0, 0, 0) "
      "returning id",
      {run.kind, run.title.empty() ? run.kind : run.title, std::string(name_of(run.origin)), run.source,
       rerun_of == RunId::kNone ? store::Value{} : of(number(rerun_of)), of(now())});
  if (!rows) return dais::fail(rows.error());
  return RunId(integer_of((*rows)[0][0]));
}

Result<JobId> Queue::enqueue(NewJob job) {
  std::vector<NewJob> jobs;
  jobs.push_back(std::move(job));
  const auto ids = enqueue(jobs);
  if (!ids) return dais::fail(ids.error());
  return ids->front();
}

Result<std::vector<JobId>> Queue::enqueue(const std::vector<NewJob>& jobs) {
  return in_transaction([&] { return add_all(jobs, RunId::kNone, JobId::kNone); });
}

Result<RunId> Queue::enqueue_run(const NewRun& run, std::vector<NewJob> jobs) {
  return in_transaction([&] { return add_run_and_jobs(run, jobs); });
}

Result<RunId> Queue::add_run(const NewRun& run, std::vector<NewJob> jobs) {
  tallies_.clear();
  auto id = add_run_and_jobs(run, jobs);
  if (!id) return id;
  if (Status closed = close_books(); !closed) return dais::fail(closed.error());
  return id;
}

Result<RunId> Queue::add_run_and_jobs(const NewRun& run, std::vector<NewJob>& jobs) {
  auto id = insert_run(run, RunId::kNone);
  if (!id) return id;
  for (NewJob& job : jobs) job.run = *id;
  const auto ids = add_all(jobs, *id, JobId::kNone);
  if (!ids) return dais::fail(ids.error());
  if (tallies_.contains(*id) || ids->empty()) return id;
  if (Status done = database_.execute("delete from run where id = $1", {of(number(*id))}); !done)
    return dais::fail(done.error());
  const auto there = database_.query("select run_id from job where id = $1", {of(number(ids->front()))});
  if (!there) return dais::fail(there.error());
  return there->empty() ? RunId::kNone : RunId(integer_of((*there)[0][0]));
}

Result<std::vector<JobId>> Queue::add(const std::vector<NewJob>& jobs, RunId run, JobId created_by) {
  tallies_.clear();
  auto ids = add_all(jobs, run, created_by);
  if (!ids) return ids;
  if (Status closed = close_books(); !closed) return dais::fail(closed.error());
  return ids;
}

Result<std::vector<JobId>> Queue::add_all(const std::vector<NewJob>& jobs, RunId run, JobId created_by) {
  std::vector<JobId> ids;
  ids.reserve(jobs.size());
  for (const NewJob& job : jobs) {
    if (job.run == RunId::kNone && run == RunId::kNone) {
      const auto own = insert_run({job.kind, job.title}, RunId::kNone);
      if (!own) return dais::fail(own.error());
      run = *own;
    }
    const auto id = add_one(job, job.run == RunId::kNone ? run : job.run, created_by, ids);
    if (!id) return dais::fail(id.error());
    ids.push_back(*id);
  }
  return ids;
}

Result<Queue::Parents> Queue::parents_of(const NewJob& job, const std::vector<JobId>& together) {
  Parents parents;
  for (const Need& need : job.needs) {
    invariant(!need.nth || *need.nth < together.size(), "a need names an earlier job");
    const JobId parent = need.nth ? together[*need.nth] : need.job;
    const auto parent_state = state_of(parent);
    if (!parent_state) return dais::fail(parent_state.error());
    if (!*parent_state)
      return dais::fail(ErrorCode::kNotFound,
                        job.kind + ": needs job " + std::to_string(number(parent)) + ", which is not known");
    if (**parent_state == kUnfinished) {
      ++parents.pending;
    } else if (need.when == When::kAllSucceeded && !is_success(**parent_state)) {
      parents.broken = "needs job " + std::to_string(number(parent)) + ", which " + words_for(**parent_state);
    }
    parents.all.emplace_back(parent, need.when);
  }
  return parents;
}

Result<std::optional<std::string>> Queue::state_of(JobId job) {
  // A parent that is about to end waits until the edge to its child is there.
  static const std::string kHold = "select id from job where id = $1 for key share";
  const bool postgres = database_.engine() == store::Engine::kPostgres;
  const auto there = database_.query(postgres ? kHold : "select id from job where id = $1", {of(number(job))});
  if (!there) return dais::fail(there.error());
  if (!there->empty()) return std::string(kUnfinished);
  const auto ended = database_.query("select state from job_history where id = $1", {of(number(job))});
  if (!ended) return dais::fail(ended.error());
  if (ended->empty()) return std::nullopt;
  return text_of((*ended)[0][0]);
}

Result<JobId> Queue::add_one(const NewJob& job, RunId run, JobId created_by, const std::vector<JobId>& together) {
  invariant(!job.kind.empty(), "a job has a kind");
  const auto step = known_step(job.step_key);
  if (!step) return dais::fail(step.error());
  const auto parents = parents_of(job, together);
  if (!parents) return dais::fail(parents.error());
  const bool ends_at_once = step->has_value() || !parents->broken.empty();
  // What ends at once must not be given out before.
  const auto added = insert_job(job, run, created_by, ends_at_once ? 1 : parents->pending);
  if (!added || !added->fresh) return added.map([](const Added& there) { return there.id; });
  ++tallies_[run].added;
  for (const auto& [parent, when] : parents->all) {
    if (Status done = database_.execute(
            "insert into job_need (parent, child, need) values ($1, $2, $3) on conflict (parent, child) do nothing",
            {of(number(parent)), of(number(added->id)),
             std::string(when == When::kAllSucceeded ? state::kSucceeded : "ended")});
        !done)
      return dais::fail(done.error());
  }
  if (!ends_at_once) return added->id;
  const Ended ended = step->has_value() ? Ended{.state = state::kUnchanged, .output = **step}
                                        : Ended{.state = state::kSkipped, .error = parents->broken};
  if (const auto done = end_job(added->id, Fence::kNone, ended); !done) return dais::fail(done.error());
  return added->id;
}

Result<Queue::Added> Queue::insert_job(const NewJob& job, RunId run, JobId created_by, std::int64_t pending) {
  constexpr std::string_view kInsert =
      "insert into job (run_id, kind, host, lane, title, args, state, priority, run_at, pending, attempt, "
      "max_attempts, time_limit, fence, unique_key, step_key, created_at, created_by, ready_at, cancel_asked, "
      "progress_done, progress_total) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, $11, $12, 1, $13, $14, "
      "$15, $16, $17, 0, 0, 0) on conflict (unique_key) where unique_key is not null do nothing returning id";
  const Instant at = now();
  const Instant run_at = job.run_at.value_or(at);
  const std::string_view begins = pending > 0 ? state::kWaiting : run_at > at ? state::kLater : state::kReady;
  // The job that had the key may end just between the two statements.
  for (int attempt = 0; attempt < 3; ++attempt) {
    const auto rows = database_.query(
        kInsert, {of(number(run)), job.kind, job.host, lane_of(job), job.title.empty() ? job.kind : job.title, job.args,
                  std::string(begins), of(job.priority), of(run_at), of(pending), of(job.max_attempts),
                  of(std::int64_t{job.time_limit.count()}), of_text(job.unique_key), of_text(job.step_key), of(at),
                  created_by == JobId::kNone ? store::Value{} : of(number(created_by)),
                  begins == state::kReady ? of(at) : store::Value{}});
    if (!rows) return dais::fail(rows.error());
    if (!rows->empty()) {
      if (begins == state::kReady) ++made_ready_;
      return Added{JobId(integer_of((*rows)[0][0])), true};
    }
    const auto there = database_.query("select id from job where unique_key = $1", {job.unique_key});
    if (!there) return dais::fail(there.error());
    if (!there->empty()) return Added{JobId(integer_of((*there)[0][0])), false};
  }
  return dais::fail(ErrorCode::kConflict, job.kind + ": " + job.unique_key + " comes and goes");
}

}  // namespace dais::pipeline
