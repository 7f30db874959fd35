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
  findings = findings_of(queue,
                         {{JobId(31), RunId(17), "recording", "Council, March 5, 2024", "nyc", "answered 404", 3},
                          {JobId(30), RunId(16), "publish", "publish", "", "no room", 1}},
                         now);
  ASSERT_EQ(findings.size(), 4U);
  EXPECT_EQ(findings[0].health, Health::kNote);
  EXPECT_EQ(findings[1].text, "worker w2 was last heard of 5 minutes ago");
  EXPECT_EQ(findings[2].text,
            "source \"nyc\": step 31 of run 17, Council, March 5, 2024: recording, failed: answered 404; so did 2 "
            "earlier steps of the kind");
  EXPECT_EQ(findings[2].remedy, "dais runs log 31 says more; dais runs again 17 --from 31 does it again");
  EXPECT_EQ(findings[3].text, "step 30 of run 16, publish, failed: no room");
}

}  // namespace
}  // namespace dais::pipeline
