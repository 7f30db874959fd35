// SPDX-License-Identifier: Apache-2.0
// What keeps the queue going and small: waking, taking back, pruning.
#include "pipeline/queue_transaction.h"

namespace dais::pipeline {

using store::instant_of;
using store::integer_of;
using store::of;
using store::text_of;

Result<std::size_t> Queue::wake_due() {
  return in_transaction([&]() -> Result<std::size_t> {
    const auto rows = database_.query(
        "update job set state = 'ready', ready_at = run_at where state = 'later' and run_at <= $1 returning id",
        {of(now())});
    if (!rows) return dais::fail(rows.error());
    made_ready_ += rows->size();
    return rows->size();
  });
}

Result<std::optional<Instant>> Queue::next_due() {
  const auto rows = database_.query("select run_at from job where state = 'later' order by run_at limit 1");
  if (!rows) return dais::fail(rows.error());
  if (rows->empty()) return std::nullopt;
  return store::maybe_instant((*rows)[0][0]);
}

Result<std::size_t> Queue::reap(const std::map<std::string, RetryPolicy, std::less<>>& policies) {
  const auto rows = database_.query(
      "select id, kind, fence, attempt, max_attempts, worker, deadline from job "
      "where state = 'running' and lease_until < $1 order by lease_until limit 100",
      {of(now())});
  if (!rows) return dais::fail(rows.error());
  std::size_t taken = 0;
  for (const store::Row& row : *rows) {
    if (database_.engine() == store::Engine::kPostgres) {
      // Who is just ending it holds its row, and may be frozen while it does: not waited for.
      const auto free = database_.query("select id from job where id = $1 for update skip locked", {row[0]});
      if (!free) return dais::fail(free.error());
      if (free->empty()) continue;
    }
    Claim claim;
    claim.job = JobId(integer_of(row[0]));
    claim.kind = text_of(row[1]);
    claim.fence = Fence(integer_of(row[2]));
    claim.attempt = static_cast<int>(integer_of(row[3]));
    claim.max_attempts = static_cast<int>(integer_of(row[4]));
    const bool over_time = instant_of(row[6]) <= now();
    const std::string who = text_of(row[5]);
    const Failure failure{over_time
                              ? Error{ErrorCode::kTimeout, "over its time limit; worker " + who + " did not stop it"}
                              : Error{ErrorCode::kUnavailable, "worker " + who + " went away"},
                          Milliseconds(0)};
    const auto policy = policies.find(claim.kind);
    const auto next = end_attempt(claim, over_time ? Fault::kTimeout : Fault::kLost, failure,
                                  policy == policies.end() ? RetryPolicy{} : policy->second);
    if (next) {
      ++taken;
    } else if (next.error().code != ErrorCode::kConflict) {  // else: finished just now, or taken back by another
      return dais::fail(next.error());
    }
  }
  return taken;
}

Status Queue::release_leases(const std::function<bool(const std::string& worker)>& is_gone) {
  const auto workers = database_.query("select distinct worker from job where state = 'running'");
  if (!workers) return dais::fail(workers.error());
  for (const store::Row& row : *workers) {
    const std::string worker = text_of(row[0]);
    if (!is_gone(worker)) continue;
    const Status released =
        database_.execute("update job set lease_until = 0 where state = 'running' and worker = $1", {worker});
    if (!released) return released;
  }
  return {};
}

Result<Instant> Queue::oldest_kept(const Retention& retention) {
  Instant oldest = now() - std::chrono::days(retention.days);
  const auto last = database_.query("select ended_at from job_history order by ended_at desc limit 1 offset $1",
                                    {of(retention.jobs)});
  if (!last) return dais::fail(last.error());
  if (!last->empty()) oldest = std::max(oldest, instant_of((*last)[0][0]) + Milliseconds(1));
  return oldest;
}

Status Queue::forget_details(JobId job, std::vector<std::string>& logs) {
  const auto attempts = database_.query("delete from job_attempt where job_id = $1 returning log", {of(number(job))});
  if (!attempts) return dais::fail(attempts.error());
  for (const store::Row& row : *attempts) {
    if (!store::is_null(row[0])) logs.push_back(text_of(row[0]));
  }
  if (Status gone = database_.execute("delete from job_need where child = $1", {of(number(job))}); !gone) return gone;
  return database_.execute("delete from job_need where parent = $1", {of(number(job))});
}

Result<std::size_t> Queue::prune(const Retention& retention, std::size_t batch, std::vector<std::string>& logs) {
  const auto before = oldest_kept(retention);
  if (!before) return dais::fail(before.error());
  const store::Params oldest = {of(*before), of(static_cast<std::int64_t>(batch))};
  return in_transaction([&]() -> Result<std::size_t> {
    const auto jobs = database_.query(
        "delete from job_history where id in (select id from job_history where ended_at < $1 order by ended_at "
        "limit $2) returning id, log",
        oldest);
    if (!jobs) return dais::fail(jobs.error());
    for (const store::Row& row : *jobs) {
      if (!store::is_null(row[1])) logs.push_back(text_of(row[1]));
      if (Status gone = forget_details(JobId(integer_of(row[0])), logs); !gone) return dais::fail(gone.error());
    }
    constexpr std::string_view kRuns =
        "delete from run where id in (select r.id from run r where r.ended_at < $1 and not exists (select 1 from "
        "job_history h where h.run_id = r.id) order by r.ended_at limit $2)";
    constexpr std::string_view kSteps =
        "delete from job_step where step_key in (select step_key from job_step where used_at < $1 order by used_at "
        "limit $2)";
    if (Status gone = database_.execute(kRuns, oldest); !gone) return dais::fail(gone.error());
    const store::Params unused = {of(now() - std::chrono::days(retention.days)), oldest[1]};
    if (Status gone = database_.execute(kSteps, unused); !gone) return dais::fail(gone.error());
    const Instant yesterday = now() - std::chrono::days(1);
    if (Status gone = database_.execute("delete from host_pace where free_at < $1", {of(yesterday)}); !gone)
      return dais::fail(gone.error());
    if (Status gone = database_.execute("delete from worker where seen_at < $1", {of(yesterday)}); !gone)
      return dais::fail(gone.error());
    return jobs->size();
  });
}

}  // namespace dais::pipeline
