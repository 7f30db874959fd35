// SPDX-License-Identifier: Apache-2.0
// What `run` and `work` share: the kinds of jobs of this instance, and workers for them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "commands/command.h"
#include "pipeline/steps.h"

namespace dais::commands {

class PipelineParts {
 public:
  /// Makes the catalog, or brings it up to date. `kinds`: only these; none: all. kUsage names one that is unknown.
  static Result<std::unique_ptr<PipelineParts>> make(const Invocation& invocation,
                                                     const std::vector<std::string>& kinds);

  /// `threads` 0: as the config says.
  Result<std::unique_ptr<pipeline::Worker>> start_worker(pipeline::Place place, int threads);
  Result<std::unique_ptr<pipeline::Scheduler>> start_scheduler();

  [[nodiscard]] const config::Config& config() const { return config_; }
  [[nodiscard]] Result<std::unique_ptr<store::Database>> open() const;
  [[nodiscard]] pipeline::Bell& bell() { return bell_; }

 private:
  PipelineParts(std::string dir, config::Config config, std::unique_ptr<net::Client> client);

  config::Config config_;
  os::Sandbox sandbox_;
  std::unique_ptr<net::Client> client_;
  pipeline::Premises premises_;
  pipeline::Registry registry_;
  pipeline::Bell bell_;
};

}  // namespace dais::commands
