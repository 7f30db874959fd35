// SPDX-License-Identifier: Apache-2.0
#include "pipeline/runs_reader.h"

#include <algorithm>
#include <utility>

#include "json/json.h"
#include "pipeline/wanted.h"

namespace dais::pipeline {

using store::instant_of;
using store::integer_of;
using store::maybe_instant;
using store::of;
using store::text_of;

namespace {

constexpr std::string_view kRunColumns =
    "id, kind, title, origin, source, state, rerun_of, started_at, ended_at, jobs, unfinished, succeeded, unchanged, "
    "failed, skipped, cancelled";

RunRow run_of(const store::Row& row) {
  return {RunId(integer_of(row[0])), text_of(row[1]),     text_of(row[2]),           text_of(row[3]),
          text_of(row[4]),           text_of(row[5]),     RunId(integer_of(row[6])), instant_of(row[7]),
          maybe_instant(row[8]),     integer_of(row[9]),  integer_of(row[10]),       integer_of(row[11]),
          integer_of(row[12]),       integer_of(row[13]), integer_of(row[14]),       integer_of(row[15])};
}

constexpr std::string_view kOpenColumns =
    "id, run_id, kind, title, host, state, attempt, progress_done, progress_total, ready_at, started_at, null, run_at, "
    "worker, null, error, null";
constexpr std::string_view kEndedColumns =
    "id, run_id, kind, title, host, state, attempt, 0, 0, ready_at, started_at, ended_at, null, worker, fault, error, "
    "case when kind = 'gather' then output end";

/// What a gather says of the records that it could not take in.
std::int64_t refusals_in(const std::string& output) {
  if (output.empty()) return 0;
  const auto parsed = json::parse(output);
  if (!parsed) return 0;
  const auto refusals = json::View(*parsed)["refusals"].integer();
  return refusals ? refusals->value_or(0) : 0;
}

/// "1, 2, 3": numbers of ours, so that they may stand in the statement.
std::string list_of(const std::vector<RunRow>& runs) {
  std::string out;
  for (const RunRow& run : runs) out += (out.empty() ? "" : ", ") + std::to_string(number(run.id));
  return out;
}

JobRow job_of(const store::Row& row) {
  JobRow job;
  job.id = JobId(integer_of(row[0]));
  job.run = RunId(integer_of(row[1]));
  job.kind = text_of(row[2]);
  job.title = text_of(row[3]);
  job.host = text_of(row[4]);
  job.state = text_of(row[5]);
  job.attempt = static_cast<int>(integer_of(row[6]));
  job.progress_done = integer_of(row[7]);
  job.progress_total = integer_of(row[8]);
  job.ready_at = maybe_instant(row[9]);
  job.started_at = maybe_instant(row[10]);
  job.ended_at = maybe_instant(row[11]);
  job.run_at = maybe_instant(row[12]);
  job.worker = text_of(row[13]);
  job.fault = text_of(row[14]);
  job.error = text_of(row[15]);
  job.refused = refusals_in(text_of(row[16]));
  return job;
}

}  // namespace

Result<RunsPage> RunsReader::runs(const RunsFilter& filter) {
  std::string where = " where 1 = 1";
  store::Params params;
  const auto narrow = [&](std::string_view column, const std::string& value) {
    if (value.empty()) return;
    params.emplace_back(value);
    where += " and " + std::string(column) + " = $" + std::to_string(params.size());
  };
  narrow("kind", filter.kind);
  narrow("state", filter.state);
  narrow("source", filter.source);
  if (!filter.event.empty()) {
    const auto ids = runs_about(filter.event);
    if (!ids) return fail(ids.error());
    where += " and id in (" + *ids + ")";
  }
  const auto total = database_.query("select count(*) from run" + where, params);
  if (!total) return fail(total.error());
  if (filter.before != RunId::kNone) {
    params.push_back(of(number(filter.before)));
    where += " and id < $" + std::to_string(params.size());
  }
  params.push_back(of(static_cast<std::int64_t>(filter.limit) + 1));
  const auto rows = database_.query("select " + std::string(kRunColumns) + " from run" + where +
                                        " order by id desc limit $" + std::to_string(params.size()),
                                    params);
  if (!rows) return fail(rows.error());
  RunsPage page;
  page.total = integer_of((*total)[0][0]);
  for (const store::Row& row : *rows) page.runs.push_back(run_of(row));
  if (page.runs.size() > filter.limit) {
    page.runs.pop_back();
    page.next = page.runs.back().id;
  }
  if (Status added = add_refusals(page.runs); !added) return fail(added.error());
  if (Status added = add_pauses(page.runs); !added) return fail(added.error());
  return page;
}

Result<std::string> RunsReader::runs_about(const std::string& event) {
  // What the jobs of a session are told: session_args. One look through the jobs that are kept, not one for each query.
  const std::string told = "(select '{\"session\":\"' || id || '\"}' from session where event_id = $1)";
  const auto rows = database_.query(
      "select run_id from job_history where args in " + told + " union select run_id from job where args in " + told,
      {event});
  if (!rows) return fail(rows.error());
  std::string ids;
  for (const store::Row& row : *rows) ids += (ids.empty() ? "" : ", ") + std::to_string(integer_of(row[0]));
  return ids.empty() ? "0" : ids;
}

Status RunsReader::add_refusals(std::vector<RunRow>& runs) {
  if (runs.empty()) return {};
  const auto rows = database_.query(
      "select run_id, id, output from job_history where kind = 'gather' and output is not "
      "null and run_id in (" +
      list_of(runs) + ") order by id");
  if (!rows) return fail(rows.error());
  for (const store::Row& row : *rows) {
    const std::int64_t refused = refusals_in(text_of(row[2]));
    const auto run = std::ranges::find(runs, RunId(integer_of(row[0])), &RunRow::id);
    if (refused == 0 || run == runs.end()) continue;
    run->refused += refused;
    if (run->refusing == JobId::kNone) run->refusing = JobId(integer_of(row[1]));
  }
  return {};
}

Status RunsReader::add_pauses(std::vector<RunRow>& runs) {
  if (runs.empty()) return {};
  const auto rows = database_.query(
      "select run_id, state, attempt, run_at from job where state in ('running', 'ready', 'later') and run_id in (" +
      list_of(runs) + ") order by run_id, case when state = 'later' then 1 else 0 end, run_at");
  if (!rows) return fail(rows.error());
  RunId seen = RunId::kNone;
  for (const store::Row& row : *rows) {
    // Only the first of a run counts: one that runs, else the next to start.
    const RunId id = RunId(integer_of(row[0]));
    if (std::exchange(seen, id) == id || text_of(row[1]) != "later") continue;
    const auto run = std::ranges::find(runs, id, &RunRow::id);
    if (run != runs.end()) run->pause = Pause{instant_of(row[3]), integer_of(row[2]) > 0};
  }
  return {};
}

Result<std::optional<AboutMeeting>> RunsReader::meeting_of(RunId run) {
  const auto told = database_.query(
      "select args from job_history where run_id = $1 union all select args from job where run_id = $2 limit 1",
      {of(number(run)), of(number(run))});
  if (!told) return fail(told.error());
  if (told->empty()) return std::optional<AboutMeeting>();
  const auto session = session_of_args(text_of((*told)[0][0]));
  if (!session) return std::optional<AboutMeeting>();
  const auto rows = database_.query("select event_id, session_index from session where id = $1", {*session});
  if (!rows) return fail(rows.error());
  if (rows->empty()) return std::optional<AboutMeeting>();
  return AboutMeeting{text_of(rows->front()[0]), integer_of(rows->front()[1])};
}

Result<std::vector<JobRow>> RunsReader::jobs_where(std::string_view open_where, std::string_view ended_where,
                                                   const store::Params& params, std::size_t limit) {
  std::vector<JobRow> jobs;
  const std::string rest = " order by id limit " + std::to_string(limit);
  if (!ended_where.empty()) {
    const auto ended = database_.query(
        "select " + std::string(kEndedColumns) + " from job_history where " + std::string(ended_where) + rest, params);
    if (!ended) return fail(ended.error());
    for (const store::Row& row : *ended) jobs.push_back(job_of(row));
  }
  const auto open = database_.query(
      "select " + std::string(kOpenColumns) + " from job where " + std::string(open_where) + rest, params);
  if (!open) return fail(open.error());
  for (const store::Row& row : *open) jobs.push_back(job_of(row));
  std::ranges::sort(jobs, {}, [](const JobRow& job) { return number(job.id); });
  if (jobs.size() > limit) jobs.resize(limit);
  return jobs;
}

Result<QueueState> RunsReader::queue() {
  QueueState queue;
  const auto counts = database_.query(
      "select (select coalesce(sum(unfinished), 0) from run where state = 'running'), "
      "(select count(*) from (select 1 from job where state = 'ready' limit $1) few), "
      "(select count(*) from (select 1 from job where state = 'later' limit $1) few), "
      "(select min(ready_at) from (select ready_at from job where state = 'ready' order by lane limit $1) few)",
      {of(kMostCounted)});
  if (!counts) return fail(counts.error());
  const store::Row& row = counts->front();
  queue.unfinished = integer_of(row[0]);
  queue.ready = integer_of(row[1]);
  queue.later = integer_of(row[2]);
  queue.oldest_ready = maybe_instant(row[3]);
  auto running = jobs_where("state = 'running'", "", {}, 100);
  if (!running) return fail(running.error());
  queue.running = std::move(*running);
  const auto schedules =
      database_.query("select name, spec, zone, next_at, last_due, last_run from schedule order by next_at, name");
  if (!schedules) return fail(schedules.error());
  for (const store::Row& one : *schedules)
    queue.schedules.push_back({text_of(one[0]), text_of(one[1]), text_of(one[2]), maybe_instant(one[3]),
                               maybe_instant(one[4]), RunId(integer_of(one[5]))});
  const auto workers = database_.query("select name, place, threads, started_at, seen_at from worker order by name");
  if (!workers) return fail(workers.error());
  for (const store::Row& one : *workers)
    queue.workers.push_back({text_of(one[0]), text_of(one[1]), static_cast<int>(integer_of(one[2])), instant_of(one[3]),
                             instant_of(one[4])});
  return queue;
}

Result<RunView> RunsReader::run(RunId id) {
  const store::Params of_run = {of(number(id))};
  const auto rows = database_.query("select " + std::string(kRunColumns) + " from run where id = $1", of_run);
  if (!rows) return fail(rows.error());
  if (rows->empty())
    return fail(ErrorCode::kNotFound, "run " + std::to_string(number(id)) + " is not there, or no longer kept");
  RunView view;
  std::vector<RunRow> runs = {run_of(rows->front())};
  if (Status added = add_refusals(runs); !added) return fail(added.error());
  if (Status added = add_pauses(runs); !added) return fail(added.error());
  view.run = std::move(runs.front());
  if (view.run.kind == "recording") {
    auto about = meeting_of(id);
    if (!about) return fail(about.error());
    view.about = std::move(*about);
  }
  auto jobs = jobs_where("run_id = $1", "run_id = $1", of_run, kMostJobs);
  if (!jobs) return fail(jobs.error());
  view.jobs = std::move(*jobs);
  for (const char* table : {"job", "job_history"}) {
    const auto edges = database_.query("select n.parent, n.child, n.need from " + std::string(table) +
                                           " j join job_need n on n.child = j.id where j.run_id = $1 order by n.child, "
                                           "n.parent limit 5000",
                                       of_run);
    if (!edges) return fail(edges.error());
    for (const store::Row& row : *edges)
      view.edges.push_back({JobId(integer_of(row[0])), JobId(integer_of(row[1])),
                            text_of(row[2]) == "succeeded" ? EdgeRow::Why::kNeedsSuccess : EdgeRow::Why::kNeedsEnd});
    const auto added = database_.query("select created_by, id from " + std::string(table) +
                                           " where run_id = $1 and created_by is not null order by id limit 5000",
                                       of_run);
    if (!added) return fail(added.error());
    for (const store::Row& row : *added)
      view.edges.push_back({JobId(integer_of(row[0])), JobId(integer_of(row[1])), EdgeRow::Why::kAddedBy});
  }
  return view;
}

Result<JobView> RunsReader::job(JobId id) {
  const store::Params the_one = {of(number(id))};
  auto jobs = jobs_where("id = $1", "id = $1", the_one, 1);
  if (!jobs) return fail(jobs.error());
  if (jobs->empty())
    return fail(ErrorCode::kNotFound, "job " + std::to_string(number(id)) + " is not there, or no longer kept");
  JobView view;
  view.job = std::move(jobs->front());
  const auto rows = database_.query(
      "select args, output, log, log_tail, priority, created_by, null from job_history where id = $1 union all "
      "select args, null, log, log_tail, priority, created_by, deadline from job where id = $1",
      the_one);
  if (!rows) return fail(rows.error());
  if (!rows->empty()) {
    const store::Row& row = rows->front();
    view.args = text_of(row[0]);
    view.output = text_of(row[1]);
    view.log = text_of(row[2]);
    view.log_tail = text_of(row[3]);
    view.priority = static_cast<int>(integer_of(row[4]));
    view.created_by = JobId(integer_of(row[5]));
    view.deadline = maybe_instant(row[6]);
  }
  const auto attempts = database_.query(
      "select attempt, fault, error, worker, log, started_at, ended_at from job_attempt where job_id = $1 order by "
      "attempt desc limit 50",
      the_one);
  if (!attempts) return fail(attempts.error());
  for (const store::Row& row : *attempts)
    view.earlier.push_back({static_cast<int>(integer_of(row[0])), text_of(row[1]), text_of(row[2]), text_of(row[3]),
                            text_of(row[4]), instant_of(row[5]), instant_of(row[6])});
  return view;
}

Result<std::vector<std::string>> RunsReader::distinct(std::string_view first, std::string_view next) {
  // By leaps through the index: as many steps as there are values.
  std::vector<std::string> values;
  auto rows = database_.query(first);
  while (rows && !rows->empty()) {
    values.push_back(text_of((*rows)[0][0]));
    rows = database_.query(next, {values.back()});
  }
  if (!rows) return fail(rows.error());
  std::erase(values, std::string());
  return values;
}

Result<std::vector<FailedSteps>> RunsReader::failures() {
  const auto rows = database_.query(
      "with good as (select kind, args, max(id) as last from job_history where state in ('succeeded', 'unchanged') "
      "group by kind, args) "
      "select h.id, h.run_id, h.kind, h.title, r.source, h.error from job_history h join run r on r.id = h.run_id "
      "left join good g on g.kind = h.kind and g.args = h.args "
      "where h.state = 'failed' and (g.last is null or g.last < h.id) order by h.id desc");
  if (!rows) return fail(rows.error());
  std::vector<FailedSteps> failures;
  for (const store::Row& row : *rows) {
    const auto same = [kind = text_of(row[2]), source = text_of(row[4])](const FailedSteps& one) {
      return one.kind == kind && one.source == source;
    };
    const auto known = std::ranges::find_if(failures, same);
    if (known != failures.end()) {
      ++known->count;
      continue;
    }
    failures.push_back({JobId(integer_of(row[0])), RunId(integer_of(row[1])), text_of(row[2]), text_of(row[3]),
                        text_of(row[4]), text_of(row[5]), 1});
  }
  return failures;
}

Result<std::vector<std::string>> RunsReader::kinds() {
  return distinct("select kind from run order by kind limit 1",
                  "select kind from run where kind > $1 order by kind limit 1");
}

Result<std::vector<std::string>> RunsReader::sources() {
  return distinct("select source from run order by source limit 1",
                  "select source from run where source > $1 order by source limit 1");
}

}  // namespace dais::pipeline
