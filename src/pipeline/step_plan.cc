// SPDX-License-Identifier: Apache-2.0
// plan: compares what the archive holds with what is wanted, and starts a run for each recording that lacks something.
#include <algorithm>

#include <boost/json.hpp>

#include "json/json.h"
#include "pipeline/steps.h"
#include "pipeline/wanted.h"

namespace dais::pipeline {
namespace {

/// Runs that one plan starts; the next plan starts more. A backlog of years is worked off newest first.
constexpr std::size_t kMostRuns = 500;

Result<std::set<std::string>> keys_under_way(store::Database& database) {
  const Result<store::Rows> rows = database.query("select unique_key from job where unique_key is not null");
  if (!rows) return fail(rows.error());
  std::set<std::string> keys;
  for (const store::Row& row : *rows) keys.insert(store::text_of(row[0]));
  return keys;
}

bool is_under_way(const std::vector<NewJob>& jobs, const std::set<std::string>& keys) {
  return std::ranges::any_of(jobs, [&](const NewJob& job) { return keys.contains(job.unique_key); });
}

Result<Done> plan(const Premises& premises, JobContext& job) {
  store::Database& database = job.database();
  const auto sessions = archive::load_session_facts(database);
  if (!sessions) return fail(sessions.error());
  const auto memory = load_memory(database, job.queue().now());
  if (!memory) return fail(memory.error());
  const auto under_way = keys_under_way(database);
  if (!under_way) return fail(under_way.error());
  const Wishes wishes = wishes_of(premises.config);
  std::size_t started = 0;
  bool more = false;
  for (const archive::SessionFacts& facts : *sessions) {
    std::vector<NewJob> jobs = wanted_jobs(facts, wishes, *memory);
    if (jobs.empty() || is_under_way(jobs, *under_way)) continue;
    if (job.cancelled()) return fail(ErrorCode::kTimeout, "stopped");
    if (started == kMostRuns) {
      more = true;
      break;
    }
    const NewRun run{"recording", facts.title, Origin::kSchedule, facts.event_source};
    if (const auto added = job.queue().enqueue_run(run, std::move(jobs)); !added) return fail(added.error());
    job.log("started: " + facts.title);
    ++started;
  }
  Done done;
  done.output =
      json::write(boost::json::object{{"recordings", sessions->size()}, {"started", started}, {"more", more}});
  return done;
}

}  // namespace

Kind plan_step(const Premises& premises) {
  Kind kind;
  kind.name = "plan";
  kind.time_limit = std::chrono::minutes(30);
  kind.at_once = 1;
  kind.run = [&premises](JobContext& job) { return plan(premises, job); };
  return kind;
}

}  // namespace dais::pipeline
