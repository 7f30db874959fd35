// SPDX-License-Identifier: Apache-2.0
// plan: compares what the archive holds with what is wanted, and starts a run for each recording that lacks something,
// and for the documents of each meeting that were not read yet.
#include <algorithm>

#include <boost/json.hpp>

#include "json/json.h"
#include "pipeline/steps.h"
#include "pipeline/wanted.h"
#include "pipeline/wanted_documents.h"

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

/// What one plan started, and whether it had to leave some for the next.
struct Started {
  std::size_t runs = 0;
  bool more = false;
};

/// Starts runs until there are as many as one plan may start.
class Starter {
 public:
  Starter(JobContext& job, std::set<std::string> under_way) : job_(job), under_way_(std::move(under_way)) {}

  Status start(const NewRun& run, std::vector<NewJob> jobs) {
    if (jobs.empty() || started_.more || is_under_way(jobs, under_way_)) return {};
    if (job_.cancelled()) return fail(ErrorCode::kTimeout, "stopped");
    if (started_.runs == kMostRuns) {
      started_.more = true;
      return {};
    }
    if (const auto added = job_.queue().enqueue_run(run, std::move(jobs)); !added) return fail(added.error());
    job_.log("started: " + run.title);
    ++started_.runs;
    return {};
  }
  Started take() { return std::exchange(started_, {}); }

 private:
  JobContext& job_;
  const std::set<std::string> under_way_;
  Started started_;
};

Result<std::size_t> start_recordings(const Premises& premises, store::Database& database, const Memory& memory,
                                     Starter& starter) {
  const auto sessions = archive::load_session_facts(database);
  if (!sessions) return fail(sessions.error());
  const Wishes wishes = wishes_of(premises.config);
  for (const archive::SessionFacts& facts : *sessions) {
    const NewRun run{"recording", facts.title, Origin::kSchedule, facts.event_source};
    if (Status started = starter.start(run, wanted_jobs(facts, wishes, memory)); !started) return fail(started.error());
  }
  return sessions->size();
}

Status start_documents(const Premises& premises, store::Database& database, const Memory& memory, Starter& starter) {
  if (premises.config.documents.read == "none") return {};
  const auto uses = archive::load_file_uses(database);
  if (!uses) return fail(uses.error());
  const auto texts = archive::load_file_texts(database);
  if (!texts) return fail(texts.error());
  for (DocumentRun& wanted :
       wanted_documents(*uses, *texts, premises.config.documents, premises.config.instance.timezone, memory)) {
    const NewRun run{"documents", wanted.title, Origin::kSchedule, wanted.source};
    if (Status started = starter.start(run, std::move(wanted.jobs)); !started) return started;
  }
  return {};
}

Result<Done> plan(const Premises& premises, JobContext& job) {
  store::Database& database = job.database();
  const auto memory = load_memory(database, job.queue().now());
  if (!memory) return fail(memory.error());
  auto under_way = keys_under_way(database);
  if (!under_way) return fail(under_way.error());
  Starter starter(job, std::move(*under_way));
  const auto sessions = start_recordings(premises, database, *memory, starter);
  if (!sessions) return fail(sessions.error());
  const Started recordings = starter.take();
  if (Status started = start_documents(premises, database, *memory, starter); !started) return fail(started.error());
  const Started documents = starter.take();
  Done done;
  done.output = json::write(boost::json::object{{"recordings", *sessions},
                                                {"started", recordings.runs},
                                                {"more", recordings.more || documents.more},
                                                {"document_runs", documents.runs}});
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
