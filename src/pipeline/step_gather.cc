// SPDX-License-Identifier: Apache-2.0
// gather: reads one source into the archive, as `dais gather` does, and has what is new planned for.
#include <algorithm>

#include <boost/json.hpp>

#include "archive/ingest.h"
#include "json/json.h"
#include "pipeline/alarm.h"
#include "pipeline/steps.h"
#include "sources/client.h"

namespace dais::pipeline {
namespace {

/// Remarks of a source that go into the log; `dais doctor` has more.
constexpr std::size_t kLoggedRemarks = 200;

/// Null: the configuration no longer has it.
Result<const config::Source*> source_of(const config::Config& config, const std::string& args) {
  const auto parsed = json::parse(args);
  if (!parsed) return fail(parsed.error());
  const auto name = json::View(*parsed)["source"].text();
  if (!name) return fail(name.error());
  const auto found = std::ranges::find(config.sources, name->value_or(""), &config::Source::name);
  return found == config.sources.end() ? nullptr : &*found;
}

void log_remarks(JobContext& job, const archive::Summary& summary) {
  std::size_t logged = 0;
  // What was refused first: the page of the run leads here for it.
  for (const sources::Refusal& refusal : summary.refusals) {
    if (++logged <= kLoggedRemarks) job.log("refused: " + refusal.where + ": " + refusal.error.message);
  }
  for (const std::string& warning : summary.warnings) {
    if (++logged <= kLoggedRemarks) job.log("note: " + warning);
  }
  if (logged > kLoggedRemarks) job.log("and " + std::to_string(logged - kLoggedRemarks) + " more");
}

std::int64_t brought(const archive::Summary& summary) {
  std::int64_t records = 0;
  for (const auto& [table, counts] : summary.tables) records += counts.added + counts.changed;
  return records;
}

std::string output_of(const archive::Summary& summary) {
  boost::json::object tables;
  for (const auto& [table, counts] : summary.tables) {
    tables[table] = {{"new", counts.added},
                     {"changed", counts.changed},
                     {"unchanged", counts.unchanged},
                     {"withdrawn", counts.withdrawn}};
  }
  boost::json::object requests;
  for (const auto& [outcome, count] : summary.requests) requests[outcome] = count;
  return json::write(boost::json::object{{"documents",
                                          {{"taken", summary.documents},
                                           {"unchanged", summary.documents_unchanged},
                                           {"refused", summary.documents_refused}}},
                                         {"tables", std::move(tables)},
                                         {"requests", std::move(requests)},
                                         {"refusals", summary.refusals.size()}});
}

NewJob plan_job() {
  NewJob job;
  job.kind = "plan";
  job.title = "plan";
  return job;
}

/// As where a login page stands in place of the records.
bool nothing_but_refusals(const archive::Summary& summary) {
  const auto has_records = [](const auto& table) {
    const auto& counts = table.second;
    return counts.added + counts.changed + counts.unchanged + counts.withdrawn > 0;
  };
  return !summary.refusals.empty() && summary.documents + summary.documents_unchanged == 0 &&
         std::ranges::none_of(summary.tables, has_records);
}

Result<Done> gather(const Premises& premises, JobContext& job) {
  const auto config = source_of(premises.config, job.args());
  if (!config) return fail(config.error());
  if (*config == nullptr) return Done{"{\"outcome\":\"dais.toml no longer has a [[source]] of this name\"}"};
  const auto client = sources::make_client(premises.config, *config);
  if (!client) return fail(client.error());
  const auto source = sources::make_source(**config, {premises.dir, premises.config.instance.timezone, **client});
  if (!source) return fail(source.error());
  archive::IngestOptions options;
  options.source = (*config)->name;
  options.on_progress = [&job](std::uint64_t done, std::uint64_t total) {
    job.progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total));
  };
  options.cancelled = [&job] { return job.cancelled(); };
  const auto taken = archive::take_in(premises.dir, premises.config, **source, {}, std::move(options));
  if (!taken) return fail(taken.error());
  log_remarks(job, taken->summary);
  if (taken->failure) return fail(*taken->failure);
  if (nothing_but_refusals(taken->summary)) {
    const sources::Refusal& first = taken->summary.refusals.front();
    return fail(ErrorCode::kBadInput, "nothing of it could be read: " + first.where + ": " + first.error.message);
  }
  Done done;
  done.output = output_of(taken->summary);
  done.follow_ups.push_back(plan_job());
  if (const std::int64_t records = brought(taken->summary); records > 0)
    done.effect = [name = (*config)->name, records, at = job.queue().now()](store::Database& database) {
      return note_news(database, name, at, records);
    };
  return done;
}

}  // namespace

Kind gather_step(const Premises& premises) {
  Kind kind;
  kind.name = "gather";
  kind.time_limit = std::chrono::hours(48);  // a polite first gather of a large city takes a day
  kind.at_once = 1;                          // one at a time writes records
  kind.place = Place::kHome;
  kind.run = [&premises](JobContext& job) { return gather(premises, job); };
  return kind;
}

}  // namespace dais::pipeline
