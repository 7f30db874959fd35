// SPDX-License-Identifier: Apache-2.0
// dais runs: what the pipeline did, does and will do; run again, cancel, read a log.
#include <algorithm>
#include <iomanip>
#include <iostream>
#include <span>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "api/runs_json.h"
#include "archive/instance.h"
#include "commands/command.h"
#include "commands/operating.h"
#include "json/json.h"
#include "pipeline/run_words.h"

namespace dais::commands {
namespace {

using pipeline::JobId;
using pipeline::RunId;
using pipeline::RunsReader;

struct Options {
  std::string kind, state, source;
  std::size_t limit = 20;
  std::int64_t id = 0;
  std::int64_t from = 0;
};

std::string shown(std::optional<Instant> instant, const std::string& zone) {
  if (!instant) return "";
  return format_local(*instant, zone, "%Y-%m-%d %H:%M:%S %Z");
}

/// Longer words push what follows aside.
std::string padded(std::string words) {
  constexpr std::size_t kWidth = 9;
  words.resize(std::max(words.size(), kWidth), ' ');
  return words + ' ';
}

std::string words_for(const pipeline::RunRow& run) {
  std::string words = std::to_string(run.jobs) + (run.jobs == 1 ? " step" : " steps");
  const auto add = [&words](std::int64_t count, const char* what) {
    if (count > 0) words += ", " + std::to_string(count) + " " + what;
  };
  add(run.unfinished, "not over");
  add(run.unchanged, "unchanged");
  add(run.failed, "failed");
  add(run.skipped, "skipped");
  add(run.cancelled, "cancelled");
  return words;
}

Result<int> list(const Invocation& invocation, const Options& options) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  const auto operations = operations_of(invocation, *config);
  const auto page = operations->read([&](RunsReader& reader) {
    return reader.runs(
        {.kind = options.kind, .state = options.state, .source = options.source, .limit = options.limit});
  });
  if (!page) return fail(page.error());
  for (const pipeline::RunRow& run : page->runs) {
    if (invocation.format == Format::kJson) {
      std::cout << json::write(api::to_json(run)) << '\n';
    } else {
      std::cout << std::setw(6) << number(run.id) << "  " << shown(run.started_at, config->instance.timezone) << "  "
                << padded(pipeline::state_words(run, config->instance.timezone, now())) << run.title << "  ("
                << words_for(run) << ")\n";
    }
  }
  return page->runs.empty() ? error_info(ErrorCode::kNotFound).exit_code : 0;
}

Result<int> show(const Invocation& invocation, const Options& options) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  const auto operations = operations_of(invocation, *config);
  const auto view = operations->read([&](RunsReader& reader) { return reader.run(RunId(options.id)); });
  if (!view) return fail(view.error());
  if (invocation.format == Format::kJson) {
    std::cout << json::write(api::to_json(*view)) << '\n';
    return 0;
  }
  const std::string& zone = config->instance.timezone;
  std::cout << view->run.title << ": " << pipeline::state_words(view->run, zone, now()) << ", " << words_for(view->run)
            << "\nstarted " << shown(view->run.started_at, zone) << (view->run.ended_at ? ", ended " : "")
            << shown(view->run.ended_at, zone) << "\n";
  for (const pipeline::JobRow& job : view->jobs) {
    std::cout << std::setw(8) << number(job.id) << "  " << padded(pipeline::state_words(job, zone, now())) << job.title;
    if (job.progress_total > 0) std::cout << "  " << job.progress_done << " of " << job.progress_total;
    if (job.attempt > 1) std::cout << "  attempt " << job.attempt;
    if (!job.error.empty()) std::cout << "\n            " << job.error;
    if (job.refused > 0) std::cout << "\n            dais runs log " << number(job.id) << " names what was refused";
    std::cout << '\n';
  }
  return 0;
}

Result<int> again(const Invocation& invocation, const Options& options) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  const auto run = operations_of(invocation, *config)->order([&](pipeline::Queue& queue) {
    return options.from > 0 ? queue.rerun_from(JobId(options.from), RunId(options.id)) : queue.rerun(RunId(options.id));
  });
  if (!run) return fail(run.error());
  std::cout << "run " << number(*run) << " is in the queue; dais run or dais work does it\n";
  return 0;
}

Result<int> cancel(const Invocation& invocation, const Options& options) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  const Status done = operations_of(invocation, *config)->order([&](pipeline::Queue& queue) {
    return queue.cancel_run(RunId(options.id));
  });
  if (!done) return fail(done.error());
  std::cout << "run " << options.id << " is cancelled; steps under way stop at their next beat\n";
  return 0;
}

Result<int> log(const Invocation& invocation, const Options& options) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  const auto operations = operations_of(invocation, *config);
  const auto job = operations->read([&](RunsReader& reader) { return reader.job(JobId(options.id)); });
  if (!job) return fail(job.error());
  constexpr std::uint64_t kWhole = 1ULL << 30U;
  const pipeline::LogExcerpt text = operations->log_of(*job, kWhole, pipeline::Audience::kOperator);
  std::cout << text.first << text.last;
  return text.bytes == 0 ? error_info(ErrorCode::kNotFound).exit_code : 0;
}

/// A check that says which words there are.
CLI::Validator one_of(std::span<const std::string_view> words) {
  return CLI::Validator(
      [words](const std::string& given) {
        if (std::ranges::find(words, given) != words.end()) return std::string();
        std::string known;
        for (const std::string_view word : words) known += (known.empty() ? "" : ", ") + std::string(word);
        return "there is no \"" + given + "\"; there are " + known;
      },
      "");
}

using Act = Result<int> (*)(const Invocation&, const Options&);

CLI::App* add(CLI::App& app, const char* name, const char* what, const std::shared_ptr<Act>& chosen, Act act) {
  CLI::App* sub = app.add_subcommand(name, what);
  sub->fallthrough();
  sub->callback([chosen, act] { *chosen = act; });
  return sub;
}

Run define(CLI::App& app, const Invocation& invocation) {
  const auto options = std::make_shared<Options>();
  const auto chosen = std::make_shared<Act>(list);
  app.require_subcommand(0, 1);
  CLI::App* lists = add(app, "list", "Runs, newest first", chosen, list);
  for (CLI::App* one : {&app, lists}) {
    one->add_option("--kind", options->kind, "Only runs of this kind, such as gather");
    one->add_option("--state", options->state, "Only running, succeeded, failed or cancelled ones")
        ->type_name("STATE")
        ->check(one_of(pipeline::kRunStates));
    one->add_option("--source", options->source, "Only runs of this [[source]]");
    one->add_option("--limit", options->limit, "How many at most")->check(CLI::Range(1, 10'000));
  }
  add(app, "show", "One run with its steps", chosen, show)->add_option("ID", options->id, "Of the run")->required();
  CLI::App* repeats = add(app, "again", "Does a run again, or what follows from one of its steps", chosen, again);
  repeats->add_option("ID", options->id, "Of the run")->required();
  repeats->add_option("--from", options->from, "Number of a step: it and all that followed from it");
  add(app, "cancel", "Ends a run: what waits at once, what runs soon", chosen, cancel)
      ->add_option("ID", options->id, "Of the run")
      ->required();
  add(app, "log", "Prints the log of a step", chosen, log)
      ->add_option("JOB", options->id, "Number of the step")
      ->required();
  return [options, chosen, &invocation] { return (*chosen)(invocation, *options); };
}

}  // namespace

const Command kRuns = {"runs", "Shows what the pipeline did and does; runs again, cancels", define};

}  // namespace dais::commands
