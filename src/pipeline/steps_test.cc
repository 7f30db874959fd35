// SPDX-License-Identifier: Apache-2.0
#include "pipeline/steps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dais::pipeline {
namespace {

using testing::ElementsAre;

std::vector<std::string> names_of(const config::Config& config) {
  std::vector<std::string> names;
  for (const Schedule& schedule : schedules_of(config)) names.push_back(schedule.name);
  return names;
}

TEST(Schedules, EachSourceHasOneAndSoHasWhatThePipelineDoesForItself) {
  config::Config config;
  config.sources.emplace_back();
  config.sources.back().name = "nyc";
  config.sources.back().schedule = "17 3 * * *";
  EXPECT_THAT(names_of(config), ElementsAre("gather nyc", "plan", "watch", "prune", "sweep", "phrases", "publish"));
  EXPECT_EQ(schedules_of(config).front().cron, "17 3 * * *");
  EXPECT_EQ(schedules_of(config).front().run.source, "nyc");
}

TEST(Schedules, WhatHasNoTimesIsLeftToPeople) {
  config::Config config;
  config.pipeline.prune = "";
  config.pipeline.publish = "";
  EXPECT_THAT(names_of(config), ElementsAre("plan", "watch"));
}

TEST(Schedules, AGatherIsTheOnlyOneOfItsSource) {
  config::Config config;
  config.sources.emplace_back();
  config.sources.back().name = "nyc";
  const std::vector<NewJob> jobs = schedules_of(config).front().jobs(Instant());
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].kind, "gather");
  EXPECT_EQ(jobs[0].args, R"({"source":"nyc"})");
  EXPECT_EQ(jobs[0].unique_key, "gather nyc");
}

}  // namespace
}  // namespace dais::pipeline
