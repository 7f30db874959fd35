// SPDX-License-Identifier: Apache-2.0
// What the pipeline does for itself: deletes what is over and old, with its logs; and what schedule a source has.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "config/config.h"
#include "pipeline/schedule.h"
#include "pipeline/worker.h"

namespace dais::pipeline {

/// The source's own schedule, or every hour at a minute made from the names of instance and source, so that a thousand
/// instances of one vendor don't all come at the full hour.
std::string gather_cron(const config::Config& config, const config::Source& source);

/// Deletes what retention does not keep, batch after batch, with the logs of what goes; then the oldest logs beyond
/// the cap, and folders of months that are empty.
struct Pruned {
  std::size_t jobs = 0;
  std::size_t logs = 0;
};
Result<Pruned> prune_all(Queue& queue, const config::Pipeline& config, const std::string& data,
                         const std::function<bool()>& should_stop);

/// One job of that kind at the times of `cron`, in the instance's zone.
Schedule upkeep_schedule(const config::Config& config, const std::string& kind, const std::string& cron);

/// The kind "prune".
void add_upkeep_kinds(Registry& registry, const config::Config& config, const std::string& data);

}  // namespace dais::pipeline
