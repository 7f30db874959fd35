// SPDX-License-Identifier: Apache-2.0
// dais run: everything in one process: the web site, the schedules, and workers for their jobs, until SIGTERM.
#include <filesystem>
#include <iostream>
#include <set>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "archive/instance.h"
#include "archive/session_facts.h"
#include "base/cron.h"
#include "base/time.h"
#include "commands/pipeline_parts.h"
#include "commands/service.h"
#include "commands/site_server.h"
#include "os/files.h"
#include "pipeline/wanted.h"

namespace dais::commands {
namespace {

struct Options {
  SiteOptions site;
  int threads = 0;  ///< 0: as the config says
  bool dry_run = false;
  bool once = false;
};

void print_schedules(const config::Config& config, Instant now) {
  for (const pipeline::Schedule& schedule : pipeline::schedules_of(config)) {
    const auto cron = Cron::parse(schedule.cron, schedule.zone);
    const auto next = cron ? cron->next_after(now) : std::nullopt;
    std::cout << schedule.name << ": at " << schedule.cron << " in " << schedule.zone << ", next "
              << (next ? format_local(*next, schedule.zone, "%a %Y-%m-%d %H:%M %Z") : "never") << '\n';
  }
}

/// What the next plan would start, as the archive is now.
Status print_wanted(const config::Config& config, const std::string& catalog, Instant now) {
  if (std::error_code gone; config.database.url.empty() && !std::filesystem::exists(catalog, gone)) {
    std::cout << "the archive is empty: each source is gathered from at once when dais run starts\n";
    return {};
  }
  const auto database = store::open_database(catalog, store::Access::kReadOnly);
  if (!database) return fail(database.error());
  const auto sessions = archive::load_session_facts(**database);
  if (!sessions) return fail(sessions.error());
  const auto memory = pipeline::load_memory(**database, now);
  if (!memory) return fail(memory.error());
  const pipeline::Wishes wishes = pipeline::wishes_of(config);
  std::size_t wanting = 0;
  for (const archive::SessionFacts& facts : *sessions) {
    const auto jobs = pipeline::wanted_jobs(facts, wishes, *memory);
    if (jobs.empty()) continue;
    ++wanting;
    std::cout << facts.title << ':';
    for (const pipeline::NewJob& job : jobs) std::cout << ' ' << job.kind;
    std::cout << '\n';
  }
  std::cout << sessions->size() << " recordings, " << wanting << " of them with something to do\n";
  return {};
}

/// Reads only: no folder is made, and no catalog.
Result<int> dry_run(const Invocation& invocation) {
  const auto config = load_config(invocation);
  if (!config) return fail(config.error());
  const Instant at = now();
  print_schedules(*config, at);
  const archive::Places places = archive::places_of(invocation.instance_dir, *config);
  if (Status printed = print_wanted(*config, places.catalog, at); !printed) return fail(printed.error());
  return 0;
}

/// A next try that comes so soon is waited for: whoever starts it from a timer would else wait for the timer.
constexpr auto kSoon = std::chrono::minutes(2);

/// The folder of `dais run`: nobody else runs it there, and no restore takes it away.
struct Hold {
  os::UseLock use;
  os::FileLock alone;
};

Result<Hold> hold_folder(const Invocation& invocation) {
  // No folder is made for a configuration that is wrong.
  if (const auto config = load_config(invocation); !config) return fail(config.error());
  auto use = use_folder(invocation, "dais run");
  if (!use) return fail(std::move(use.error()));
  const std::string data = archive::places_of(invocation.instance_dir, {}).data;
  auto alone = os::FileLock::acquire(data + "/run.lock", "dais run");
  if (!alone) {
    Error error = std::move(alone.error());
    if (error.code == ErrorCode::kConflict) error.message += "; one dais run does all there is to do on a folder";
    return fail(std::move(error));
  }
  return Hold{std::move(*use), std::move(*alone)};
}

struct Standing {
  std::int64_t unfinished = 0;  ///< that are ready, running, soon tried again, or wait for such
  std::int64_t later = 0;       ///< that are tried again later
  std::int64_t failed = 0;      ///< that ended so since `began`
};

Result<Standing> standing_of(store::Database& database, Instant began) {
  const auto rows = database.query(
      "select (select count(*) from job where state in ('ready', 'running') or (state = 'later' and run_at <= $2)), "
      "(select count(*) from job where state = 'later' and run_at > $2), "
      "(select count(*) from job_history where state = 'failed' and ended_at >= $1)",
      {store::of(began), store::of(now() + kSoon)});
  if (!rows) return fail(rows.error());
  const store::Row& row = rows->front();
  return Standing{store::integer_of(row[0]), store::integer_of(row[1]), store::integer_of(row[2])};
}

/// What the schedules would start, now, of these kinds.
Status start(const std::set<std::string_view>& kinds, const config::Config& config, pipeline::Queue& queue) {
  for (const pipeline::Schedule& schedule : pipeline::schedules_of(config)) {
    if (!kinds.contains(schedule.run.kind)) continue;
    if (const auto run = queue.enqueue_run(schedule.run, schedule.jobs(now())); !run) return fail(run.error());
  }
  return {};
}

/// Until nothing is left to do now or soon, or somebody asks for an end.
Result<Standing> wait_until_idle(store::Database& database, Instant began, Service& service) {
  constexpr auto kLook = std::chrono::milliseconds(200);
  while (true) {
    const auto standing = standing_of(database, began);
    if (!standing || standing->unfinished == 0) return standing;
    if (service.wait_for(kLook)) return standing;
  }
}

/// Gathering and what follows from it; then what that showed to be wanted (captions that proved bad); then what is for
/// the end: readers get whole versions, and the operator hears of what failed now.
Result<Standing> work_off(const PipelineParts& parts, store::Database& database, pipeline::Queue& queue, Instant began,
                          Service& service) {
  static const std::vector<std::set<std::string_view>> kRounds = {
      {"gather", "prune", "sweep", "plan"}, {"plan"}, {"publish", "phrases", "watch"}};
  Result<Standing> standing;
  for (const auto& kinds : kRounds) {
    if (Status started = start(kinds, parts.config(), queue); !started) return fail(started.error());
    standing = wait_until_idle(database, began, service);
    if (!standing || standing->unfinished > 0) break;
  }
  return standing;
}

Result<int> run_once(const Invocation& invocation, const Options& options) {
  auto service = Service::begin();
  if (!service) return fail(std::move(service.error()));
  const auto hold = hold_folder(invocation);
  if (!hold) return fail(hold.error());
  const auto parts = PipelineParts::make(invocation, {});
  if (!parts) return fail(parts.error());
  const auto database = (*parts)->open();
  if (!database) return fail(database.error());
  pipeline::Queue queue(**database, {.bell = &(*parts)->bell()});
  const Instant began = queue.now();
  const auto worker = (*parts)->start_worker(pipeline::Place::kHome, options.threads);
  if (!worker) return fail(worker.error());
  const auto standing = work_off(**parts, **database, queue, began, *service);
  (*worker)->stop();
  if (!standing) return fail(standing.error());
  std::cout << standing->failed << (standing->failed == 1 ? " job" : " jobs") << " failed, " << standing->later
            << " to be tried again later";
  if (standing->unfinished > 0) std::cout << ", " << standing->unfinished << " left when it was stopped";
  std::cout << "; dais runs has the rest\n";
  return standing->failed == 0 ? 0 : 1;
}

Result<int> run_all(const Invocation& invocation, const Options& options) {
  auto service = Service::begin();
  if (!service) return fail(std::move(service.error()));
  const auto hold = hold_folder(invocation);
  if (!hold) return fail(hold.error());
  const auto parts = PipelineParts::make(invocation, {});
  if (!parts) return fail(parts.error());
  const auto site = SiteServer::start(invocation, options.site, Publishing::kByPipeline);
  if (!site) return fail(site.error());
  const auto worker = (*parts)->start_worker(pipeline::Place::kHome, options.threads);
  if (!worker) return fail(worker.error());
  const auto scheduler = (*parts)->start_scheduler();
  if (!scheduler) return fail(scheduler.error());
  service->wait(**site);
  (*scheduler)->stop();
  (*worker)->stop();
  (*site)->stop();
  return 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto options = std::make_shared<Options>();
  add_site_options(app, options->site);
  app.add_option("--threads", options->threads, "Jobs at one time; as pipeline.threads says when not given")
      ->check(CLI::Range(1, 256));
  app.add_flag("--dry-run", options->dry_run, "Says what would be done, and when; does nothing, makes nothing");
  app.add_flag("--once", options->once, "Without a web site: does all there is to do now, then ends")
      ->excludes("--dry-run");
  return [options, &invocation] {
    if (options->dry_run) return dry_run(invocation);
    return options->once ? run_once(invocation, *options) : run_all(invocation, *options);
  };
}

}  // namespace

const Command kRun = {"run", "Runs everything: the web site, the schedules and their jobs", define};

}  // namespace dais::commands
