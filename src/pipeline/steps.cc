// SPDX-License-Identifier: Apache-2.0
#include "pipeline/steps.h"

#include <boost/json.hpp>

#include "json/json.h"
#include "pipeline/alarm.h"
#include "pipeline/upkeep.h"

namespace dais::pipeline {
namespace {

/// What came by hand (dais ingest), and what was not there yet when it was asked for last.
constexpr char kPlanning[] = "*/10 * * * *";
/// Who is silent, and what failed.
constexpr char kWatching[] = "*/15 * * * *";

NewJob job_of(const char* kind, const std::string& title, const std::string& args, const std::string& key) {
  NewJob job;
  job.kind = kind;
  job.title = title;
  job.args = args;
  job.unique_key = key;
  return job;
}

Schedule gathering(const config::Source& source, const config::Config& config) {
  const std::string title = "gather " + source.name;
  Schedule schedule;
  schedule.name = title;
  schedule.cron = gather_cron(config, source);
  schedule.zone = config.instance.timezone;
  schedule.catch_up = source.catch_up == "backfill" ? CatchUp::kBackfill : CatchUp::kOnce;
  schedule.run = {"gather", title, Origin::kSchedule, source.name};
  const std::string args = json::write(boost::json::object{{"source", source.name}});
  schedule.jobs = [title, args](Instant) { return std::vector{job_of("gather", title, args, title)}; };
  return schedule;
}

}  // namespace

void add_steps(Registry& registry, const Premises& premises) {
  for (const auto make : {gather_step, plan_step, captions_step, recording_step, transcribe_step, settle_step,
                          align_step, document_step, shelve_step, phrases_step, publish_step, sweep_step})
    registry.add(make(premises));
  add_upkeep_kinds(registry, premises.config, premises.places().data);
  add_alarm_kinds(registry, premises.config, premises.client);
}

std::vector<Schedule> schedules_of(const config::Config& config) {
  std::vector<Schedule> schedules;
  schedules.reserve(config.sources.size() + 1);
  for (const config::Source& source : config.sources) schedules.push_back(gathering(source, config));
  schedules.push_back(upkeep_schedule(config, "plan", kPlanning));
  schedules.back().first = Schedule::First::kAtOnce;
  schedules.push_back(upkeep_schedule(config, "watch", kWatching));
  for (const char* kind : {"prune", "sweep", "phrases"}) {
    if (!config.pipeline.prune.empty()) schedules.push_back(upkeep_schedule(config, kind, config.pipeline.prune));
  }
  if (!config.pipeline.publish.empty())
    schedules.push_back(upkeep_schedule(config, "publish", config.pipeline.publish));
  return schedules;
}

}  // namespace dais::pipeline
