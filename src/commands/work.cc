// SPDX-License-Identifier: Apache-2.0
// dais work: takes jobs of the instance's queue, here or on another machine, until SIGTERM.
#include <iostream>

#include <CLI/CLI.hpp>

#include "commands/pipeline_parts.h"
#include "commands/service.h"

namespace dais::commands {
namespace {

struct Options {
  std::vector<std::string> kinds;
  int threads = 0;  ///< 0: as the config says
};

Result<int> work(const Invocation& invocation, const Options& options) {
  auto service = Service::begin();
  if (!service) return fail(std::move(service.error()));
  if (const auto config = load_config(invocation); !config) return fail(config.error());
  const auto use = use_folder(invocation, "dais work");
  if (!use) return fail(use.error());
  const auto parts = PipelineParts::make(invocation, options.kinds);
  if (!parts) return fail(parts.error());
  const auto worker = (*parts)->start_worker(pipeline::Place::kAnywhere, options.threads);
  if (!worker) return fail(worker.error());
  std::cerr << "Working as " << (*worker)->name() << " (stop it with Ctrl-C)\n";
  service->wait();
  (*worker)->stop();
  return 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto options = std::make_shared<Options>();
  app.add_option("--threads", options->threads, "Jobs at one time; as pipeline.threads says when not given")
      ->check(CLI::Range(1, 256));
  app.add_option("--kind", options->kinds, "Only jobs of this kind, for example transcribe; may be repeated")
      ->type_name("KIND")
      ->take_all()
      ->allow_extra_args(false);
  return [options, &invocation] { return work(invocation, *options); };
}

}  // namespace

const Command kWork = {"work", "Takes jobs of the pipeline, on this machine or another", define};

}  // namespace dais::commands
