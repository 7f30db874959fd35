// SPDX-License-Identifier: Apache-2.0
// How jobs end, and what becomes of those that need them.
#include "pipeline/queue_transaction.h"

namespace dais::pipeline {

using store::integer_of;
using store::of;
using store::of_text;
using store::text_of;

namespace {

constexpr std::string_view kColumns =
    "id, run_id, kind, host, title, args, state, priority, attempt, max_attempts, time_limit, fence, unique_key, "
    "step_key, created_at, created_by, ready_at, started_at, ended_at, worker, output, fault, error, log, log_tail";

/// $1 id, $2 fence or 0, $3 state, $4 end, $5 output, $6 fault, $7 error, $8 log, $9 its tail.
std::string values_from(std::string_view row) {
  return "select id, run_id, kind, host, title, args, $3, priority, attempt, max_attempts, time_limit, fence, "
         "unique_key, step_key, created_at, created_by, ready_at, started_at, cast($4 as bigint), worker, $5, $6, "
         "$7, coalesce($8, log), coalesce($9, log_tail) from " +
         std::string(row);
}

constexpr std::string_view kTheOne =
    " where id = $1 and (fence = cast($2 as bigint) and state = 'running' or cast($2 as bigint) = 0 and state <> "
    "'running')";

/// Answers the run of the job that was moved.
std::string move_sql(store::Engine engine) {
  const std::string into = " insert into job_history (" + std::string(kColumns) + ") ";
  if (engine == store::Engine::kPostgres)
    return "with gone as (delete from job" + std::string(kTheOne) + " returning *)" + into + values_from("gone") +
           " returning run_id";
  return into + values_from("job") + std::string(kTheOne) + " returning run_id";
}

}  // namespace

Result<bool> Queue::end_one(JobId job, Fence fence, const Ended& ended) {
  static const std::string kOnSqlite = move_sql(store::Engine::kSqlite);
  static const std::string kOnPostgres = move_sql(store::Engine::kPostgres);
  const bool postgres = database_.engine() == store::Engine::kPostgres;
  const auto rows =
      database_.query(postgres ? kOnPostgres : kOnSqlite,
                      {of(number(job)), of(number(fence)), std::string(ended.state), of(now()), of_text(ended.output),
                       of_text(ended.fault), of_text(ended.error), of_text(ended.log), of_text(ended.log_tail)});
  if (!rows) return dais::fail(rows.error());
  if (rows->empty()) return false;
  if (!postgres) {
    if (Status gone = database_.execute("delete from job where id = $1", {of(number(job))}); !gone)
      return dais::fail(gone.error());
  }
  ++tallies_[RunId(integer_of((*rows)[0][0]))].ended[ended.state];
  return true;
}

Result<bool> Queue::end_job(JobId job, Fence fence, const Ended& ended) {
  auto moved = end_one(job, fence, ended);
  if (!moved || !*moved) return moved;
  if (Status released = release_children(job, ended.state); !released) return dais::fail(released.error());
  return true;
}

Status Queue::release_children(JobId first, std::string_view first_state) {
  constexpr std::string_view kCountDown =
      "update job set pending = pending - 1, "
      "state = case when pending > 1 then state when run_at > cast($2 as bigint) then 'later' else 'ready' end, "
      "ready_at = case when pending > 1 or run_at > cast($2 as bigint) then ready_at else cast($2 as bigint) end "
      "where id = $1 and state = 'waiting' returning state";
  std::vector<std::pair<JobId, std::string_view>> ended = {{first, first_state}};
  while (!ended.empty()) {
    const auto [parent, parent_state] = ended.back();
    ended.pop_back();
    const auto children =
        database_.query("select child, need from job_need where parent = $1 order by child", {of(number(parent))});
    if (!children) return dais::fail(children.error());
    for (const store::Row& row : *children) {
      const JobId child = JobId(integer_of(row[0]));
      if (is_success(parent_state) || text_of(row[1]) != state::kSucceeded) {
        const auto counted = database_.query(kCountDown, {of(number(child)), of(now())});
        if (!counted) return dais::fail(counted.error());
        if (!counted->empty() && text_of((*counted)[0][0]) == state::kReady) ++made_ready_;
        continue;
      }
      const std::string why = "needs job " + std::to_string(number(parent)) + ", which " + words_for(parent_state);
      const auto skipped = end_one(child, Fence::kNone, {.state = state::kSkipped, .error = why});
      if (!skipped) return dais::fail(skipped.error());
      if (*skipped) ended.emplace_back(child, state::kSkipped);
    }
  }
  return {};
}

Status Queue::finish(const Claim& claim, const Done& done) {
  bool lost = false;
  Status finished = in_transaction([&]() -> Status {
    lost = false;
    const auto moved =
        end_one(claim.job, claim.fence,
                {.state = state::kSucceeded, .output = done.output, .log = claim.log, .log_tail = claim.log_tail});
    if (!moved) return dais::fail(moved.error());
    if (!*moved) {
      lost = true;
      return {};
    }
    if (done.effect) {
      if (Status worked = done.effect(database_); !worked) return worked;
    }
    if (Status kept = remember_step(claim, done); !kept) return kept;
    if (Status released = release_children(claim.job, state::kSucceeded); !released) return released;
    if (done.follow_ups.empty()) return {};
    const auto added = add_all(done.follow_ups, claim.run, claim.job);
    return added ? Status{} : dais::fail(added.error());
  });
  if (!finished || !lost) return finished;
  // Whether an earlier commit arrived cannot be known from a connection that broke meanwhile; the history knows.
  const auto there = database_.query("select state from job_history where id = $1 and fence = $2",
                                     {of(number(claim.job)), of(number(claim.fence))});
  if (!there) return dais::fail(there.error());
  if (!there->empty() && text_of((*there)[0][0]) == state::kSucceeded) return {};
  return dais::fail(lost_lease(claim.job));
}

Result<std::optional<std::string>> Queue::known_step(const std::string& step_key) {
  if (step_key.empty()) return std::nullopt;
  const auto rows = database_.query("select output, used_at from job_step where step_key = $1", {step_key});
  if (!rows) return dais::fail(rows.error());
  if (rows->empty()) return std::nullopt;
  const Instant at = now();
  if (at - store::instant_of((*rows)[0][1]) > std::chrono::days(1)) {
    if (Status noted = database_.execute("update job_step set used_at = $2 where step_key = $1", {step_key, of(at)});
        !noted)
      return dais::fail(noted.error());
  }
  return text_of((*rows)[0][0]);
}

Status Queue::remember_step(const Claim& claim, const Done& done) {
  const std::string& step_key = done.step_key.empty() ? claim.step_key : done.step_key;
  if (step_key.empty()) return {};
  if (!done.step_key.empty()) {
    // To run it again is to forget the step: the history must have its key.
    const Status named =
        database_.execute("update job_history set step_key = $2 where id = $1", {of(number(claim.job)), step_key});
    if (!named) return named;
  }
  return database_.execute(
      "insert into job_step (step_key, kind, output, job_id, used_at) values ($1, $2, $3, $4, $5) "
      "on conflict (step_key) do update set output = excluded.output, job_id = excluded.job_id, "
      "used_at = excluded.used_at",
      {step_key, claim.kind, done.output, of(number(claim.job)), of(now())});
}

Result<Next> Queue::fail(const Claim& claim, const Failure& failure, const RetryPolicy& policy) {
  return end_attempt(claim, fault_of(failure.error.code), failure, policy);
}

Result<Next> Queue::end_attempt(const Claim& claim, Fault fault, const Failure& failure, const RetryPolicy& policy) {
  const double spread = std::uniform_real_distribution<double>(0, 1)(random_);
  bool lost = false;
  auto next = in_transaction([&]() -> Result<Next> {
    static const std::string kHold = "select cancel_asked from job where id = $1 and fence = $2 and state = 'running'";
    static const std::string kLock = kHold + " for update";
    const auto held = database_.query(database_.engine() == store::Engine::kPostgres ? kLock : kHold,
                                      {of(number(claim.job)), of(number(claim.fence))});
    if (!held) return dais::fail(held.error());
    lost = held->empty();
    if (lost) return Next::kFailed;
    const bool cancelled = integer_of((*held)[0][0]) != 0;
    const auto before = database_.query("select count(*) from job_attempt where job_id = $1 and fault = $2",
                                        {of(number(claim.job)), std::string(name_of(fault))});
    if (!before) return dais::fail(before.error());
    auto wait =
        wait_after(policy.of(fault), static_cast<int>(integer_of((*before)[0][0])) + 1, spread, failure.retry_after);
    if (claim.max_attempts > 0 && claim.attempt >= claim.max_attempts) wait.reset();
    if (wait && !cancelled) {
      const Status again = put_back(claim, fault, failure, now() + *wait);
      return again ? Result<Next>(Next::kAgain) : dais::fail(again.error());
    }
    const auto ended = end_job(claim.job, claim.fence,
                               {.state = cancelled ? state::kCancelled : state::kFailed,
                                .fault = std::string(name_of(fault)),
                                .error = failure.error.message,
                                .log = claim.log,
                                .log_tail = claim.log_tail});
    return ended ? Result<Next>(Next::kFailed) : dais::fail(ended.error());
  });
  if (next && lost) return dais::fail(lost_lease(claim.job));
  return next;
}

Status Queue::put_back(const Claim& claim, Fault fault, const Failure& failure, Instant again_at) {
  if (Status noted = database_.execute(
          "insert into job_attempt (job_id, attempt, fault, error, worker, started_at, ended_at, log) "
          "select id, attempt, $2, $3, worker, started_at, $4, coalesce($5, log) from job where id = $1 "
          "on conflict (job_id, attempt) do nothing",
          {of(number(claim.job)), std::string(name_of(fault)), failure.error.message, of(now()), of_text(claim.log)});
      !noted)
    return noted;
  const bool ready = again_at <= now();
  if (ready) ++made_ready_;
  return database_.execute(
      "update job set state = $2, run_at = $3, ready_at = $4, fence = fence + 1, worker = null, lease_until = null, "
      "deadline = null, error = $5 where id = $1",
      {of(number(claim.job)), std::string(ready ? state::kReady : state::kLater), of(again_at),
       ready ? of(again_at) : store::Value{}, failure.error.message});
}

Status Queue::give_back(const Claim& claim) {
  return in_transaction([&]() -> Status {
    const auto rows = database_.query(
        "update job set state = 'ready', attempt = attempt - 1, fence = fence + 1, worker = null, lease_until = null, "
        "deadline = null where id = $1 and fence = $2 and state = 'running' returning id",
        {of(number(claim.job)), of(number(claim.fence))});
    if (!rows) return dais::fail(rows.error());
    if (!rows->empty()) ++made_ready_;
    return {};
  });
}

Status Queue::end_cancelled(const Claim& claim) {
  return in_transaction([&]() -> Status {
    const auto ended = end_job(
        claim.job, claim.fence,
        {.state = state::kCancelled, .error = "cancelled while it ran", .log = claim.log, .log_tail = claim.log_tail});
    return ended ? Status{} : dais::fail(ended.error());
  });
}

}  // namespace dais::pipeline
