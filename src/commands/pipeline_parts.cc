// SPDX-License-Identifier: Apache-2.0
#include "commands/pipeline_parts.h"

#include <algorithm>
#include <iostream>

#include <spdlog/spdlog.h>

#include "os/files.h"
#include "os/half_made_rooms.h"
#include "sources/client.h"

namespace dais::commands {
namespace {

void say(std::string_view line) { spdlog::info("{}", line); }

}  // namespace

PipelineParts::PipelineParts(std::string dir, config::Config config, std::unique_ptr<net::Client> client)
    : config_(std::move(config)),
      sandbox_(os::Sandbox::find()),
      client_(std::move(client)),
      premises_{std::move(dir), config_, sandbox_, *client_} {}

Result<std::unique_ptr<PipelineParts>> PipelineParts::make(const Invocation& invocation,
                                                           const std::vector<std::string>& kinds) {
  Result<config::Config> config = load_config(invocation);
  if (!config) return fail(std::move(config.error()));
  auto client = sources::make_client(*config);
  if (!client) return fail(std::move(client.error()));
  std::unique_ptr<PipelineParts> parts(
      new PipelineParts(invocation.instance_dir, std::move(*config), std::move(*client)));
  pipeline::Registry all;
  pipeline::add_steps(all, parts->premises_);
  for (const std::string& kind : kinds) {
    if (all.find(kind) == nullptr) return fail(ErrorCode::kUsage, "--kind: there is no kind of job \"" + kind + "\"");
  }
  for (const pipeline::Kind& kind : all.kinds()) {
    if (kinds.empty() || std::ranges::find(kinds, kind.name) != kinds.end()) parts->registry_.add(kind);
  }
  const archive::Places places = parts->premises_.places();
  if (Status made = os::ensure_folder(places.blobs); !made) return fail(made.error());
  // Here, and not by the first of several threads.
  if (const auto database = store::open_database(places.catalog, store::Access::kReadWrite); !database)
    return fail(database.error());
  return parts;
}

Result<std::unique_ptr<store::Database>> PipelineParts::open() const {
  return store::open_database(premises_.places().catalog, store::Access::kReadWrite);
}

Result<std::unique_ptr<pipeline::Worker>> PipelineParts::start_worker(pipeline::Place place, int threads) {
  os::end_half_made_rooms(premises_.places().data);
  pipeline::WorkerOptions options;
  options.threads = threads > 0 ? threads : config_.pipeline.threads;
  options.place = place;
  options.open = [this] { return open(); };
  options.data = premises_.places().data;
  options.say = say;
  return pipeline::Worker::start(std::move(options), registry_, bell_);
}

Result<std::unique_ptr<pipeline::Scheduler>> PipelineParts::start_scheduler() {
  pipeline::SchedulerOptions options;
  options.open = [this] { return open(); };
  options.queue.bell = &bell_;
  options.say = say;
  return pipeline::Scheduler::start(std::move(options), pipeline::schedules_of(config_));
}

}  // namespace dais::commands
