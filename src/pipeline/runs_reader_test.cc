// SPDX-License-Identifier: Apache-2.0
// What people see of runs beyond their state: what was refused, what waits for its next try, which meeting it is about.
#include "pipeline/runs_reader.h"

#include "pipeline/queue_fixture_test.h"
#include "pipeline/run_words.h"
#include "pipeline/wanted.h"

namespace dais::pipeline {
namespace {

class RunsReading : public QueueTest {
 protected:
  void SetUp() override {
    QueueTest::SetUp();
    if (IsSkipped()) return;
    rules_.insert({{"gather", {}}, {"recording", {}}});
  }

  RunRow only_run(const RunsFilter& filter = {}) {
    RunsPage page = RunsReader(*database_).runs(filter).value();
    return page.runs.size() == 1 ? page.runs.front() : RunRow{};
  }
  std::string words() { return state_words(only_run(), "UTC", now_); }
  void add_session(const std::string& id, const std::string& event) {
    ASSERT_TRUE(database_->execute(
        "insert into event (id, source, external_id, first_seen, last_changed, start_at, timezone, body_id) values "
        "('" +
        event + "', 's', 'x', 0, 0, 0, 'UTC', null)"));
    ASSERT_TRUE(
        database_->execute("insert into session (id, source, first_seen, last_changed, event_id, session_index) "
                           "values ('" +
                           id + "', 's', 0, 0, '" + event + "', 2)"));
  }
};

TEST_P(RunsReading, AGatherThatRefusedRecordsSaysSo) {
  const RunId run = queue_->enqueue_run({"gather", "gather clerk", Origin::kManual, "clerk"}, {job("gather")}).value();
  const Claim claim = take();
  ASSERT_TRUE(queue_->finish(claim, {.output = R"({"documents":{"taken":9},"refusals":3})"}));
  const RunRow row = only_run();
  EXPECT_EQ(row.state, "succeeded") << "to filter by";
  EXPECT_EQ(row.refused, 3);
  EXPECT_EQ(row.refusing, claim.job);
  EXPECT_EQ(words(), "succeeded, 3 refused");
  const RunView view = RunsReader(*database_).run(run).value();
  EXPECT_EQ(view.run.refused, 3);
  EXPECT_EQ(state_words(view.jobs.front(), "UTC", now_), "succeeded, 3 refused");
}

TEST_P(RunsReading, AGatherThatRefusedNothingHasPlainlySucceeded) {
  ASSERT_TRUE(queue_->enqueue_run({"gather", "gather clerk", Origin::kManual, "clerk"}, {job("gather")}));
  ASSERT_TRUE(queue_->finish(take(), {.output = R"({"refusals":0})"}));
  EXPECT_EQ(words(), "succeeded");
}

TEST_P(RunsReading, WhatWaitsForItsNextTryDoesNotSeemToRun) {
  ASSERT_TRUE(queue_->enqueue_run({"gather", "gather clerk", Origin::kManual, "clerk"}, {job("gather")}));
  EXPECT_EQ(words(), "running") << "it is ready";
  const Claim claim = take();
  EXPECT_EQ(words(), "running");
  ASSERT_TRUE(queue_->fail(claim, failure(ErrorCode::kUnavailable), RetryPolicy()));
  const RunRow row = only_run();
  EXPECT_EQ(row.state, "running") << "to filter by";
  ASSERT_TRUE(row.pause);
  EXPECT_TRUE(row.pause->is_retry);
  EXPECT_GT(row.pause->until, now_);
  EXPECT_EQ(words(), "waits for its next try at " + format_local(row.pause->until, "UTC", "%H:%M"));
  EXPECT_EQ(state_words(row, "UTC", now_ - std::chrono::hours(24)),
            "waits for its next try at " + format_local(row.pause->until, "UTC", "%H:%M on %b %d"));
}

TEST_P(RunsReading, ARunOfARecordingLeadsToItsMeetingAndBack) {
  add_session("session222222", "event22222222");
  NewJob recording = job("recording");
  recording.args = session_args("session222222");
  const RunId about =
      queue_->enqueue_run({"recording", "Council, March 5", Origin::kSchedule, "clerk"}, {recording}).value();
  ASSERT_TRUE(queue_->enqueue_run({"gather", "gather clerk", Origin::kManual, "clerk"}, {job("gather")}));
  const RunView view = RunsReader(*database_).run(about).value();
  ASSERT_TRUE(view.about);
  EXPECT_EQ(view.about->event_id, "event22222222");
  EXPECT_EQ(view.about->session, 2);
  EXPECT_EQ(only_run({.event = "event22222222"}).id, about);
  EXPECT_EQ(RunsReader(*database_).runs({.event = "event33333333"}).value().total, 0);
}

INSTANTIATE_TEST_SUITE_P(Both, RunsReading, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::pipeline
