// SPDX-License-Identifier: Apache-2.0
#include "pipeline/checkup.h"

#include <gtest/gtest.h>

namespace dais::pipeline {
namespace {

using archive::Health;

TEST(Checkup, NamesWhatWaitsWhoIsLostAndWhatFailed) {
  const Instant now(std::chrono::sys_days(std::chrono::year(2024) / 3 / 5));
  EXPECT_TRUE(findings_of({}, {}, now).empty());
  QueueState queue;
  queue.oldest_ready = now - std::chrono::minutes(20);
  auto findings = findings_of(queue, {}, now);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].health, Health::kBad);
  EXPECT_EQ(findings[0].text, "jobs wait since 20 minutes and no worker is there");
  queue.workers.push_back({"w1", "home", 2, now, now});
  queue.workers.push_back({"w2", "anywhere", 2, now, now - std::chrono::minutes(5)});
  RunRow run;
  run.id = RunId(17);
  run.title = "gather nyc";
  findings = findings_of(queue, {run}, now);
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_EQ(findings[0].health, Health::kNote);
  EXPECT_EQ(findings[1].text, "worker w2 was last heard of 5 minutes ago");
  EXPECT_EQ(findings[2].text, "run 17, gather nyc, failed");
}

}  // namespace
}  // namespace dais::pipeline
