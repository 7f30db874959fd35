// SPDX-License-Identifier: Apache-2.0
#include "pipeline/queue.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>

#include "pipeline/queue_fixture_test.h"
#include "pipeline/runs_reader.h"
#include "pipeline/step_key.h"

namespace dais::pipeline {
namespace {

TEST_P(QueueTest, GivesAJobOutOnceAndKeepsWhatItCameTo) {
  const JobId id = queue_->enqueue({.kind = "a", .args = R"({"n":1})"}).value();
  const Claim taken = take();
  EXPECT_EQ(taken.job, id);
  EXPECT_EQ(taken.args, R"({"n":1})");
  EXPECT_EQ(taken.attempt, 1);
  EXPECT_FALSE(claim("w2"));
  ASSERT_TRUE(queue_->finish(taken, {.output = R"({"ok":2})", .effect = made("x")}));
  EXPECT_EQ(cell("select output from job_history"), R"({"ok":2})");
  EXPECT_EQ(cell("select times from made"), "1");
  EXPECT_EQ(cell("select count(*) from job"), "0");
  EXPECT_EQ(cell("select state from run"), "succeeded");
}

TEST_P(QueueTest, TakesThePressingFirstThenTheOldest) {
  const JobId low = queue_->enqueue({.kind = "a", .priority = -1}).value();
  const JobId first = queue_->enqueue(job("b")).value();
  now_ += seconds(1);
  const JobId second = queue_->enqueue(job("a")).value();
  const JobId high = queue_->enqueue({.kind = "c", .priority = 5}).value();
  for (const JobId expected : {high, first, second, low}) EXPECT_EQ(take().job, expected);
}

TEST_P(QueueTest, LeavesKindsThatTheWorkerDoesNotKnow) {
  ASSERT_TRUE(queue_->enqueue(job("unknown")));
  EXPECT_FALSE(claim());
}

TEST_P(QueueTest, AJobWaitsForItsTime) {
  const JobId id = queue_->enqueue({.kind = "a", .run_at = now_ + seconds(10)}).value();
  EXPECT_EQ(state_of(id), "later");
  EXPECT_EQ(queue_->wake_due().value(), 0U);
  EXPECT_EQ(queue_->next_due().value(), now_ + seconds(10));
  now_ += seconds(10);
  EXPECT_EQ(queue_->wake_due().value(), 1U);
  EXPECT_EQ(take().job, id);
}

TEST_P(QueueTest, OneUnfinishedJobHasAKey) {
  const JobId id = queue_->enqueue({.kind = "a", .unique_key = "k"}).value();
  EXPECT_EQ(queue_->enqueue({.kind = "a", .unique_key = "k"}).value(), id);
  EXPECT_EQ(cell("select count(*) from job"), "1");
  ASSERT_TRUE(queue_->finish(take(), {}));
  EXPECT_NE(queue_->enqueue({.kind = "a", .unique_key = "k"}).value(), id);
}

TEST_P(QueueTest, ARunOfJobsThatAreUnderWayIsNotStartedTwice) {
  const RunId run = queue_->enqueue_run({"gather", "gather nyc"}, {{.kind = "a", .unique_key = "k"}}).value();
  EXPECT_EQ(queue_->enqueue_run({"gather", "gather nyc"}, {{.kind = "a", .unique_key = "k"}}).value(), run);
  EXPECT_EQ(cell("select count(*) from run"), "1");
}

TEST_P(QueueTest, ALateWorkersResultIsRefused) {
  ASSERT_TRUE(queue_->enqueue(job("a")));
  const Claim late = take("w1");
  now_ += seconds(61);
  EXPECT_EQ(queue_->reap({}).value(), 1U);
  now_ += seconds(2);
  ASSERT_TRUE(queue_->wake_due());
  const Claim second = take("w2");
  EXPECT_EQ(second.attempt, 2);
  const Status refused = queue_->finish(late, {.effect = made("late")});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_EQ(queue_->fail(late, failure(ErrorCode::kTimeout), {}).error().code, ErrorCode::kConflict);
  EXPECT_EQ(cell("select count(*) from made"), "0");
  ASSERT_TRUE(queue_->finish(second, {.effect = made("second")}));
  EXPECT_EQ(cell("select what from made"), "second");
}

TEST_P(QueueTest, FinishingAgainAfterACommitThatWasNotHeardIsFine) {
  ASSERT_TRUE(queue_->enqueue(job("a")));
  const Claim taken = take();
  ASSERT_TRUE(queue_->finish(taken, {.effect = made("x")}));
  EXPECT_TRUE(queue_->finish(taken, {.effect = made("x")}));
  EXPECT_EQ(cell("select times from made"), "1");
}

TEST_P(QueueTest, ABeatKeepsTheLeaseUntilTheDeadline) {
  ASSERT_TRUE(queue_->enqueue({.kind = "a", .time_limit = seconds(100)}));
  const Claim taken = take();
  for (int i = 0; i < 3; ++i) {
    now_ += seconds(40);
    EXPECT_FALSE(queue_->beat({{taken.job, taken.fence, 1, 2, taken.deadline}}).value()[0].lost);
  }
  EXPECT_EQ(cell("select progress_done from job"), "1");
  EXPECT_EQ(queue_->reap({}).value(), 0U);
  now_ += seconds(25);
  EXPECT_EQ(queue_->reap({}).value(), 1U);
  EXPECT_EQ(cell("select fault from job_attempt"), "timeout");
  EXPECT_TRUE(queue_->beat({{taken.job, taken.fence, 1, 2, taken.deadline}}).value()[0].lost);
}

TEST_P(QueueTest, AnEffectThatFailsLeavesTheJobAsItWas) {
  const JobId id = queue_->enqueue(job("a")).value();
  const Claim taken = take();
  const auto broken = [](store::Database& database) -> Status {
    if (Status done = made("half")(database); !done) return done;
    return dais::fail(ErrorCode::kBadInput, "no such meeting");
  };
  EXPECT_EQ(queue_->finish(taken, {.effect = broken}).error().message, "no such meeting");
  EXPECT_EQ(state_of(id), "running");
  EXPECT_EQ(cell("select count(*) from made"), "0");
}

TEST_P(QueueTest, BStartsWhenEveryAHasSucceeded) {
  const auto ids = queue_->enqueue({job("a"), job("a"), {.kind = "b", .needs = {after_nth(0), after_nth(1)}}}).value();
  const Claim first = take();
  const Claim second = take();
  EXPECT_FALSE(claim());
  ASSERT_TRUE(queue_->finish(first, {}));
  EXPECT_FALSE(claim());
  ASSERT_TRUE(queue_->finish(second, {}));
  EXPECT_EQ(take().job, ids[2]);
}

TEST_P(QueueTest, WhatNeedsAFailedJobIsSkippedAndWhatNeedsItsEndIsNot) {
  const auto ids = queue_
                       ->enqueue({job("a"),
                                  {.kind = "b", .needs = {after_nth(0)}},
                                  {.kind = "c", .needs = {after_nth(1)}},
                                  {.kind = "d", .needs = {after_nth(0, When::kAllEnded)}},
                                  {.kind = "d", .needs = {after_nth(2, When::kAllEnded)}}})
                       .value();
  EXPECT_EQ(queue_->fail(take(), failure(ErrorCode::kBadInput), {}).value(), Next::kFailed);
  EXPECT_EQ(state_of(ids[0]), "failed");
  EXPECT_EQ(state_of(ids[1]), "skipped");
  EXPECT_EQ(error_of(ids[1]), "needs job " + std::to_string(number(ids[0])) + ", which failed");
  EXPECT_EQ(error_of(ids[2]), "needs job " + std::to_string(number(ids[1])) + ", which was skipped");
  EXPECT_EQ(state_of(ids[3]), "ready");
  EXPECT_EQ(state_of(ids[4]), "ready");
  ASSERT_TRUE(queue_->finish(take(), {}));
  ASSERT_TRUE(queue_->finish(take(), {}));
  EXPECT_EQ(cell("select state from run"), "failed");
  EXPECT_EQ(cell("select skipped from run"), "2");
}

TEST_P(QueueTest, AJobThatIsAddedAfterItsParentEndedStartsOrIsSkipped) {
  const JobId good = queue_->enqueue(job("a")).value();
  ASSERT_TRUE(queue_->finish(take(), {}));
  const JobId bad = queue_->enqueue(job("a")).value();
  ASSERT_TRUE(queue_->fail(take(), failure(ErrorCode::kBadInput), {}));
  EXPECT_EQ(state_of(queue_->enqueue({.kind = "b", .needs = {after(good)}}).value()), "ready");
  EXPECT_EQ(state_of(queue_->enqueue({.kind = "b", .needs = {after(bad)}}).value()), "skipped");
  EXPECT_EQ(state_of(queue_->enqueue({.kind = "b", .needs = {after(bad, When::kAllEnded)}}).value()), "ready");
  EXPECT_EQ(queue_->enqueue({.kind = "b", .needs = {after(JobId(999))}}).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(cell("select count(*) from run where state = 'running' and unfinished = 0"), "0");
}

TEST_P(QueueTest, TriesAgainLaterByKindOfFault) {
  const JobId id = queue_->enqueue(job("a")).value();
  RetryPolicy policy;
  policy.unavailable = {3, seconds(10), seconds(100)};
  for (int attempt = 1; attempt < 3; ++attempt) {
    EXPECT_EQ(queue_->fail(take(), failure(ErrorCode::kUnavailable, "down"), policy).value(), Next::kAgain);
    EXPECT_EQ(state_of(id), "later");
    now_ += seconds(20);
    ASSERT_EQ(queue_->wake_due().value(), 1U);
  }
  EXPECT_EQ(queue_->fail(take(), failure(ErrorCode::kUnavailable, "down"), policy).value(), Next::kFailed);
  EXPECT_EQ(error_of(id), "down");
  EXPECT_EQ(cell("select count(*) from job_attempt"), "2");
}

TEST_P(QueueTest, ComesBackNoSoonerThanTheServerAsked) {
  ASSERT_TRUE(queue_->enqueue(job("a")));
  ASSERT_TRUE(queue_->fail(take(), {{ErrorCode::kUnavailable, "busy"}, seconds(900)}, {}));
  now_ += seconds(899);
  EXPECT_EQ(queue_->wake_due().value(), 0U);
  now_ += seconds(1);
  EXPECT_EQ(queue_->wake_due().value(), 1U);
}

TEST_P(QueueTest, ALimitOfTriesHoldsWhateverTheFaults) {
  ASSERT_TRUE(queue_->enqueue({.kind = "a", .max_attempts = 1}));
  EXPECT_EQ(queue_->fail(take(), failure(ErrorCode::kUnavailable), {}).value(), Next::kFailed);
}

TEST_P(QueueTest, KeepsTheLimitsOfKindsAndHosts) {
  rules_ = {{"a", {.at_once = 2}}, {"b", {.at_once_per_host = 1}}};
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(queue_->enqueue(job("a")));
  for (const char* host : {"x", "x", "y"}) ASSERT_TRUE(queue_->enqueue({.kind = "b", .host = host}));
  std::vector<std::string> taken;
  std::optional<Claim> last_of_x;
  while (const auto next = claim()) {
    taken.push_back(next->kind + next->host);
    if (next->host == "x") last_of_x = next;
  }
  std::ranges::sort(taken);
  EXPECT_EQ(taken, (std::vector<std::string>{"a", "a", "bx", "by"}));
  ASSERT_TRUE(queue_->finish(*last_of_x, {}));
  EXPECT_EQ(take().host, "x");
}

TEST_P(QueueTest, ALostWorkerHoldsNoSlot) {
  rules_ = {{"a", {.at_once = 1}}};
  ASSERT_TRUE(queue_->enqueue({job("a"), job("a")}));
  take();
  EXPECT_FALSE(claim());
  now_ += seconds(61);
  ASSERT_EQ(queue_->reap({}).value(), 1U);
  EXPECT_TRUE(claim());
}

TEST_P(QueueTest, UnchangedInputIsNoWork) {
  const std::string key = step_key("a", 1, {"hash"});
  ASSERT_TRUE(queue_->enqueue({.kind = "a", .step_key = key}));
  ASSERT_TRUE(queue_->finish(take(), {.output = R"({"n":3})"}));
  const auto ids = queue_->enqueue({{.kind = "a", .step_key = key}, {.kind = "b", .needs = {after_nth(0)}}}).value();
  EXPECT_EQ(state_of(ids[0]), "unchanged");
  EXPECT_EQ(cell("select output from job_history where state = 'unchanged'"), R"({"n":3})");
  EXPECT_EQ(take().job, ids[1]);
  EXPECT_EQ(state_of(queue_->enqueue({.kind = "a", .step_key = step_key("a", 2, {"hash"})}).value()), "ready");
}

TEST_P(QueueTest, AStepMayBeNamedByItsEndAndIsForgottenByRunningItAgain) {
  ASSERT_TRUE(queue_->enqueue(job("a")));
  const Claim first = take();
  ASSERT_TRUE(queue_->finish(first, {.step_key = "found out"}));
  EXPECT_EQ(state_of(queue_->enqueue({.kind = "a", .step_key = "found out"}).value()), "unchanged");
  ASSERT_TRUE(queue_->rerun_from(first.job));
  EXPECT_EQ(cell("select count(*) from job_step where step_key = 'found out'"), "0");
}

TEST_P(QueueTest, AStepThatBecameKnownWhileItsTwinWaitedIsNotDoneTwice) {
  const auto ids = queue_->enqueue({{.kind = "a", .step_key = "s"}, {.kind = "a", .step_key = "s"}}).value();
  ASSERT_TRUE(queue_->finish(take(), {}));
  EXPECT_FALSE(claim());
  EXPECT_EQ(state_of(ids[1]), "unchanged");
}

TEST_P(QueueTest, FollowUpsAreAddedWithTheEndOfTheirParent) {
  const RunId run = queue_->enqueue_run({"gather", "gather"}, {job("a")}).value();
  ASSERT_TRUE(queue_->finish(take(), {.follow_ups = {job("b"), {.kind = "c", .needs = {after_nth(0)}}}}));
  EXPECT_EQ(cell("select unfinished from run"), "2");
  const Claim next = take();
  EXPECT_EQ(next.run, run);
  EXPECT_EQ(next.kind, "b");
  ASSERT_TRUE(queue_->finish(next, {}));
  ASSERT_TRUE(queue_->finish(take(), {}));
  EXPECT_EQ(cell("select state from run"), "succeeded");
  EXPECT_EQ(cell("select jobs from run"), "3");
}

TEST_P(QueueTest, CancelsWhatWaitsAtOnceAndAsksWhatRuns) {
  const auto ids = queue_->enqueue({job("a"), {.kind = "b", .needs = {after_nth(0)}}}).value();
  const Claim running = take();
  ASSERT_TRUE(queue_->cancel(ids[0]));
  EXPECT_TRUE(queue_->beat({{running.job, running.fence, 0, 0, running.deadline}}).value()[0].cancelled);
  ASSERT_TRUE(queue_->end_cancelled(running));
  EXPECT_EQ(state_of(ids[0]), "cancelled");
  EXPECT_EQ(state_of(ids[1]), "skipped");
  EXPECT_EQ(queue_->cancel(ids[1]).error().code, ErrorCode::kNotFound);
  const RunId run = queue_->enqueue_run({"x", "x"}, {job("a"), {.kind = "b", .needs = {after_nth(0)}}}).value();
  ASSERT_TRUE(queue_->cancel_run(run));
  EXPECT_EQ(cell("select state from run where id = " + std::to_string(number(run))), "cancelled");
}

TEST_P(QueueTest, ACancelledJobThatFailsIsNotTriedAgain) {
  const JobId id = queue_->enqueue(job("a")).value();
  const Claim running = take();
  ASSERT_TRUE(queue_->cancel(id));
  EXPECT_EQ(queue_->fail(running, failure(ErrorCode::kUnavailable), {}).value(), Next::kFailed);
  EXPECT_EQ(state_of(id), "cancelled");
}

TEST_P(QueueTest, AJobThatIsHandedBackHasLostNoAttempt) {
  ASSERT_TRUE(queue_->enqueue(job("a")));
  ASSERT_TRUE(queue_->give_back(take()));
  EXPECT_EQ(take().attempt, 1);
}

TEST_P(QueueTest, RunsAgainFromAJobAndAllThatFollowed) {
  ASSERT_TRUE(queue_->enqueue_run(
      {"tree", "tree"},
      {job("a"), {.kind = "b", .step_key = "sb", .needs = {after_nth(0)}}, {.kind = "d", .step_key = "sd"}}));
  ASSERT_TRUE(queue_->finish(take(), {}));
  const Claim middle = take();
  ASSERT_EQ(middle.kind, "b");
  const Claim free = take();
  ASSERT_EQ(free.kind, "d");
  ASSERT_TRUE(queue_->finish(free, {}));
  ASSERT_TRUE(queue_->finish(middle, {.follow_ups = {{.kind = "c", .step_key = "sc"}}}));
  ASSERT_TRUE(queue_->finish(take(), {}));

  const RunId again = queue_->rerun_from(middle.job).value();
  EXPECT_EQ(cell("select jobs from run where id = " + std::to_string(number(again))), "1");
  const Claim repeated = take();
  EXPECT_EQ(repeated.kind, "b");
  ASSERT_TRUE(queue_->finish(repeated, {.follow_ups = {{.kind = "c", .step_key = "sc"}}}));
  const Claim made_again = take();
  EXPECT_EQ(made_again.kind, "c");
  ASSERT_TRUE(queue_->finish(made_again, {}));
  EXPECT_FALSE(claim());
  EXPECT_EQ(cell("select count(*) from job_step where step_key = 'sd'"), "1");
}

TEST_P(QueueTest, AStepIsRunAgainFromItsOwnRunOnly) {
  const RunId mine = queue_->enqueue_run({"t", "t"}, {job("a")}).value();
  const RunId other = queue_->enqueue_run({"u", "u"}, {job("b")}).value();
  const Claim first = take();
  const Claim second = take();
  const std::string step = "step " + std::to_string(number(first.job));
  EXPECT_EQ(queue_->rerun_from(first.job, mine).error().message, step + " is not over yet");
  ASSERT_TRUE(queue_->finish(first, {}));
  ASSERT_TRUE(queue_->finish(second, {}));
  const auto refused = queue_->rerun_from(first.job, other);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(refused.error().message, step + " is none of run " + std::to_string(number(other)) + ": it is of run " +
                                         std::to_string(number(mine)));
  EXPECT_FALSE(claim());
  EXPECT_EQ(queue_->rerun_from(JobId(999), mine).error().message, "there is no step 999");
  ASSERT_TRUE(queue_->rerun_from(first.job, mine));
  EXPECT_EQ(take().kind, "a");
}

TEST_P(QueueTest, TheNewestFailureOfEachSourceAndKindIsNamedUntilItIsMadeGood) {
  const auto fails = [this](const std::string& source, const NewJob& job) {
    EXPECT_TRUE(queue_->enqueue_run({"recording", "t", Origin::kSchedule, source}, {job}));
    const Claim claim = take();
    EXPECT_TRUE(queue_->fail(claim, failure(ErrorCode::kBadInput, "no " + claim.args), {}));
    return claim;
  };
  const Claim first = fails("nyc", {.kind = "a", .title = "one", .args = "1"});
  const Claim newest = fails("nyc", {.kind = "a", .title = "two", .args = "2"});
  const Claim other = fails("oslo", {.kind = "a", .args = "3"});
  ASSERT_TRUE(queue_->enqueue(job("b")));
  ASSERT_TRUE(queue_->finish(take(), {}));
  RunsReader reader(*database_);
  auto failures = reader.failures().value();
  ASSERT_EQ(failures.size(), 2U);
  EXPECT_EQ(failures[0].newest, other.job);
  EXPECT_EQ(failures[0].source, "oslo");
  EXPECT_EQ(failures[1].newest, newest.job);
  EXPECT_EQ(failures[1].run, newest.run);
  EXPECT_EQ(failures[1].title, "two");
  EXPECT_EQ(failures[1].error, "no 2");
  EXPECT_EQ(failures[1].count, 2);
  ASSERT_TRUE(queue_->rerun_from(newest.job));
  ASSERT_TRUE(queue_->finish(take(), {}));
  failures = reader.failures().value();
  ASSERT_EQ(failures.size(), 2U);
  EXPECT_EQ(failures[1].newest, first.job);
  EXPECT_EQ(failures[1].count, 1);
}

TEST_P(QueueTest, RunsAWholeRunAgain) {
  const RunId run = queue_->enqueue_run({"t", "t"}, {job("a"), {.kind = "b", .needs = {after_nth(0)}}}).value();
  const Claim first = take();
  EXPECT_EQ(queue_->rerun(run).error().code, ErrorCode::kConflict);
  ASSERT_TRUE(queue_->finish(first, {}));
  ASSERT_TRUE(queue_->finish(take(), {}));
  ASSERT_TRUE(queue_->rerun(run));
  EXPECT_EQ(take().kind, "a");
  EXPECT_FALSE(claim());
  EXPECT_EQ(queue_->rerun(RunId(777)).error().code, ErrorCode::kNotFound);
}

TEST_P(QueueTest, PrunesTheOldestFirstWithAllThatBelongsToThem) {
  std::vector<JobId> ids;
  for (int i = 0; i < 5; ++i) {
    ids.push_back(queue_->enqueue(job("a")).value());
    ASSERT_TRUE(queue_->finish(take(), {}));
    now_ += std::chrono::days(10);
  }
  std::vector<std::string> logs;
  EXPECT_EQ(queue_->prune({.days = 35, .jobs = 100}, 1, logs).value(), 1U);
  EXPECT_EQ(queue_->prune({.days = 35, .jobs = 100}, 100, logs).value(), 1U);
  EXPECT_EQ(queue_->prune({.days = 35, .jobs = 100}, 100, logs).value(), 0U);
  EXPECT_EQ(queue_->prune({.days = 35, .jobs = 2}, 100, logs).value(), 1U);
  EXPECT_EQ(state_of(ids[2]), "-");
  EXPECT_EQ(state_of(ids[3]), "succeeded");
  EXPECT_EQ(cell("select count(*) from run"), "2");
}

TEST_P(QueueTest, TurnsOfAHostAreGivenOutOneAfterTheOther) {
  EXPECT_EQ(queue_->take_turn("h", 2).value().count(), 0);
  EXPECT_EQ(queue_->take_turn("h", 2).value().count(), 500);
  EXPECT_EQ(queue_->take_turn("h", 2).value().count(), 1000);
  EXPECT_EQ(queue_->take_turn("other", 2).value().count(), 0);
  now_ += seconds(5);
  EXPECT_EQ(queue_->take_turn("h", 2).value().count(), 0);
}

TEST_P(QueueTest, WhatAnotherTransactionAddsIsThereWithItsCommit) {
  ASSERT_TRUE(database_->begin_write());
  ASSERT_TRUE(queue_->add({job("a")}));
  ASSERT_TRUE(database_->rollback());
  EXPECT_FALSE(claim());
  ASSERT_TRUE(database_->begin_write());
  ASSERT_TRUE(queue_->add({job("a")}));
  ASSERT_TRUE(database_->commit());
  const std::uint64_t rings = bell_.count();
  queue_->announce();
  EXPECT_EQ(bell_.count(), rings + 1);
  EXPECT_TRUE(claim());
}

TEST_P(QueueTest, ManyWorkersDoEachJobOnce) {
  constexpr int kJobs = 300;
  std::vector<NewJob> jobs(kJobs, job("a"));
  for (int i = 0; i < kJobs; ++i) jobs[static_cast<std::size_t>(i)].args = std::to_string(i);
  jobs.push_back({.kind = "b", .needs = {}});
  for (std::size_t i = 0; i < kJobs; ++i) jobs.back().needs.push_back(after_nth(i));
  ASSERT_TRUE(queue_->enqueue(std::move(jobs)));
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([this, t] {
      const auto database = store::open_database(place_->url(), store::Access::kReadWrite).value();
      Queue queue(*database, {.clock = [at = now_] { return at; }, .seed = 1});
      while (const auto claimed = queue.claim("w" + std::to_string(t), {{"a", {}}, {"b", {}}}).value())
        EXPECT_TRUE(queue.finish(*claimed, {.effect = made(claimed->kind + claimed->args)}));
    });
  }
  threads.clear();
  // Who saw nothing left may have ended before the last child was ready.
  if (const auto last = claim()) EXPECT_TRUE(queue_->finish(*last, {.effect = made("b{}")}));
  EXPECT_EQ(cell("select count(*) from made where times = 1"), std::to_string(kJobs + 1));
  EXPECT_EQ(cell("select succeeded from run"), std::to_string(kJobs + 1));
  EXPECT_EQ(cell("select state from run"), "succeeded");
}

INSTANTIATE_TEST_SUITE_P(Both, QueueTest, harness::on_each_database(), harness::database_name);

TEST(StepKey, ChangesWithEachOfItsParts) {
  const std::string key = step_key("align", 1, {"ab", "c"});
  EXPECT_EQ(key, step_key("align", 1, {"ab", "c"}));
  EXPECT_NE(key, step_key("align", 2, {"ab", "c"}));
  EXPECT_NE(key, step_key("align", 1, {"a", "bc"}));
  EXPECT_NE(key, step_key("index", 1, {"ab", "c"}));
}

TEST(Retry, WaitsTwiceAsLongEachTimeAndAtRandom) {
  const RetryRule rule{5, seconds(10), seconds(35)};
  EXPECT_EQ(wait_after(rule, 1, 1.0, {}), seconds(10));
  EXPECT_EQ(wait_after(rule, 2, 1.0, {}), seconds(20));
  EXPECT_EQ(wait_after(rule, 3, 1.0, {}), seconds(35));
  EXPECT_EQ(wait_after(rule, 4, 0.5, {}), Milliseconds(17'500));
  EXPECT_EQ(wait_after(rule, 4, 0.0, {}), seconds(0));
  EXPECT_EQ(wait_after(rule, 5, 0.0, {}), std::nullopt);
  EXPECT_EQ(wait_after(rule, 1, 0.5, seconds(900)), seconds(900));
}

}  // namespace
}  // namespace dais::pipeline
