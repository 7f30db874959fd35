// SPDX-License-Identifier: Apache-2.0
// What starts by itself: schedules of cron times in a zone. When each is due next stands in the catalog, so that it is
// known what was missed while nothing ran, and two processes never start one twice.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pipeline/bell.h"
#include "pipeline/queue.h"

namespace dais::pipeline {

/// What was missed while nothing ran: one start for all of it, or one for each time.
enum class CatchUp { kOnce, kBackfill };

struct Schedule {
  std::string name;  ///< each once: "gather nyc"
  std::string cron;  ///< see base/cron.h
  std::string zone;  ///< IANA
  CatchUp catch_up = CatchUp::kOnce;
  NewRun run;
  std::function<std::vector<NewJob>(Instant due)> jobs;
  /// A schedule that is new starts at its first time; with kAtOnce it starts when it is first seen, too.
  enum class First { kAtItsTime, kAtOnce } first = First::kAtOnce;
};

struct SchedulerOptions {
  std::function<Result<std::unique_ptr<store::Database>>()> open;
  QueueOptions queue = {};  ///< clock and bell
  Milliseconds patience{std::chrono::seconds{5}};
  std::function<void(std::string_view)> say = {};
};

/// Brings the table of schedules up to date with the config: new ones, changed times, and those that are gone.
/// kBadConfig names the schedule and the field of its cron text.
Status set_schedules(Queue& queue, const std::vector<Schedule>& schedules);
/// Starts what is due at the queue's time and answers when the next is. At most 100 missed times of one are made up
/// for.
Result<std::optional<Instant>> start_due(Queue& queue, const std::vector<Schedule>& schedules);

/// A thread that does so.
class Scheduler {
 public:
  static Result<std::unique_ptr<Scheduler>> start(SchedulerOptions options, std::vector<Schedule> schedules);
  virtual ~Scheduler() = default;
  virtual void stop() = 0;
};

}  // namespace dais::pipeline
