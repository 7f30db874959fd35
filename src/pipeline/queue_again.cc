// SPDX-License-Identifier: Apache-2.0
// What operators do: cancel, and run again.
#include <algorithm>
#include <set>

#include "pipeline/queue_transaction.h"

namespace dais::pipeline {

using store::integer_of;
using store::of;
using store::text_of;

Status Queue::cancel(JobId job) {
  return in_transaction([&]() -> Status {
    const auto ended = end_job(job, Fence::kNone, {.state = state::kCancelled, .error = "cancelled before it started"});
    if (!ended) return dais::fail(ended.error());
    if (*ended) return {};
    const auto asked = database_.query("update job set cancel_asked = 1 where id = $1 returning id", {of(number(job))});
    if (!asked) return dais::fail(asked.error());
    if (!asked->empty()) return {};
    return dais::fail(ErrorCode::kNotFound, "job " + std::to_string(number(job)) + " is over, or was never there");
  });
}

Status Queue::cancel_run(RunId run) {
  const auto jobs = database_.query("select id from job where run_id = $1 order by id", {of(number(run))});
  if (!jobs) return dais::fail(jobs.error());
  if (jobs->empty())
    return dais::fail(ErrorCode::kNotFound, "run " + std::to_string(number(run)) + " is over, or was never there");
  for (const store::Row& row : *jobs) {
    const Status done = cancel(JobId(integer_of(row[0])));
    // One that ended meanwhile, or with its parent.
    if (!done && done.error().code != ErrorCode::kNotFound) return done;
  }
  return {};
}

struct Queue::Family {
  struct Member {
    NewJob job;
    JobId created_by;
    std::vector<std::pair<JobId, When>> needs;
  };
  RunId run;
  std::map<JobId, Member> members;  ///< parents before children: ids grow
  std::set<JobId> unfinished;

  [[nodiscard]] bool is_made_by(JobId job, const std::set<JobId>& makers) const {
    return makers.contains(members.at(job).created_by);
  }

  /// `roots` and all that needs them or was made by them.
  [[nodiscard]] std::set<JobId> descendants(const std::vector<JobId>& roots) const {
    std::set<JobId> found(roots.begin(), roots.end());
    for (const auto& [id, member] : members) {
      const bool follows =
          found.contains(member.created_by) ||
          std::ranges::any_of(member.needs, [&](const auto& need) { return found.contains(need.first); });
      if (follows) found.insert(id);
    }
    return found;
  }
};

Result<Queue::Family> Queue::family_of(RunId run) {
  const store::Params of_run = {of(number(run))};
  const auto ended = database_.query(
      "select id, kind, title, args, unique_key, step_key, priority, host, max_attempts, time_limit, created_by "
      "from job_history where run_id = $1 order by id",
      of_run);
  if (!ended) return dais::fail(ended.error());
  Family family{run, {}, {}};
  for (const store::Row& row : *ended) {
    Family::Member member;
    member.job.kind = text_of(row[1]);
    member.job.title = text_of(row[2]);
    member.job.args = text_of(row[3]);
    member.job.unique_key = text_of(row[4]);
    member.job.step_key = text_of(row[5]);
    member.job.priority = static_cast<int>(integer_of(row[6]));
    member.job.host = text_of(row[7]);
    member.job.max_attempts = static_cast<int>(integer_of(row[8]));
    member.job.time_limit = Milliseconds(integer_of(row[9]));
    member.created_by = JobId(integer_of(row[10]));
    family.members.emplace(JobId(integer_of(row[0])), std::move(member));
  }
  const auto open = database_.query("select id, created_by from job where run_id = $1", of_run);
  if (!open) return dais::fail(open.error());
  for (const store::Row& row : *open) {
    const JobId id = JobId(integer_of(row[0]));
    family.unfinished.insert(id);
    family.members[id].created_by = JobId(integer_of(row[1]));
  }
  for (auto& [id, member] : family.members) {
    const auto needs = database_.query("select parent, need from job_need where child = $1", {of(number(id))});
    if (!needs) return dais::fail(needs.error());
    for (const store::Row& row : *needs)
      member.needs.emplace_back(JobId(integer_of(row[0])),
                                text_of(row[1]) == state::kSucceeded ? When::kAllSucceeded : When::kAllEnded);
  }
  return family;
}

Result<RunId> Queue::copy_jobs(const Family& family, const std::vector<JobId>& roots) {
  const std::set<JobId> again = family.descendants(roots);
  for (const JobId id : again) {
    if (family.unfinished.contains(id))
      return dais::fail(ErrorCode::kConflict, "job " + std::to_string(number(id)) +
                                                  " is not over; wait for it, or cancel it, before it is run again");
  }
  const auto old = database_.query("select kind, title, source from run where id = $1", {of(number(family.run))});
  if (!old) return dais::fail(old.error());
  if (old->empty()) return dais::fail(ErrorCode::kNotFound, "run " + std::to_string(number(family.run)) + " is gone");
  const store::Row& row = old->front();
  auto run = insert_run({text_of(row[0]), text_of(row[1]), Origin::kRerun, text_of(row[2])}, family.run);
  if (!run) return run;
  std::vector<NewJob> jobs;
  std::map<JobId, std::size_t> places;
  for (const JobId id : again) {
    const Family::Member& member = family.members.at(id);
    if (!member.job.step_key.empty()) {
      const Status gone = database_.execute("delete from job_step where step_key = $1", {member.job.step_key});
      if (!gone) return dais::fail(gone.error());
    }
    // Those that another job adds when it ends come by themselves.
    if (family.is_made_by(id, again)) continue;
    NewJob job = member.job;
    for (const auto& [parent, when] : member.needs) {
      if (const auto place = places.find(parent); place != places.end())
        job.needs.push_back(after_nth(place->second, when));
    }
    places.emplace(id, jobs.size());
    jobs.push_back(std::move(job));
  }
  const auto added = add_all(jobs, *run, JobId::kNone);
  if (!added) return dais::fail(added.error());
  if (!tallies_.contains(*run))
    return dais::fail(ErrorCode::kConflict, "the same jobs wait or run already; see the list of runs");
  return run;
}

Result<RunId> Queue::rerun_from(JobId job, RunId of_run) {
  return in_transaction([&]() -> Result<RunId> {
    const std::string step = "step " + std::to_string(number(job));
    const auto rows = database_.query(
        "select run_id, 1 from job_history where id = $1 union all select run_id, 0 from job where id = $1",
        {of(number(job))});
    if (!rows) return dais::fail(rows.error());
    if (rows->empty()) return dais::fail(ErrorCode::kNotFound, "there is no " + step);
    const RunId run = RunId(integer_of((*rows)[0][0]));
    if (of_run != RunId::kNone && run != of_run)
      return dais::fail(ErrorCode::kNotFound, step + " is none of run " + std::to_string(number(of_run)) +
                                                  ": it is of run " + std::to_string(number(run)));
    if (integer_of((*rows)[0][1]) == 0) return dais::fail(ErrorCode::kConflict, step + " is not over yet");
    const auto family = family_of(run);
    return family ? copy_jobs(*family, {job}) : dais::fail(family.error());
  });
}

Result<RunId> Queue::rerun(RunId run) {
  return in_transaction([&]() -> Result<RunId> {
    const auto family = family_of(run);
    if (!family) return dais::fail(family.error());
    std::vector<JobId> roots;
    for (const auto& [id, member] : family->members) {
      if (!family->members.contains(member.created_by)) roots.push_back(id);
    }
    if (roots.empty())
      return dais::fail(ErrorCode::kNotFound, "run " + std::to_string(number(run)) + " has no jobs that are kept");
    return copy_jobs(*family, roots);
  });
}

}  // namespace dais::pipeline
