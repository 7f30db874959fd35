// SPDX-License-Identifier: Apache-2.0
#include "pipeline/worker.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <latch>
#include <mutex>
#include <thread>

#include "os/files.h"
#include "pipeline/job_log.h"
#include "pipeline/queue_fixture_test.h"
#include "pipeline/schedule.h"

namespace dais::pipeline {
namespace {

constexpr seconds kLongest{30};

class WorkerTest : public QueueTest {
 protected:
  void SetUp() override {
    QueueTest::SetUp();
    if (IsSkipped()) return;
    queue_ = std::make_unique<Queue>(*database_, QueueOptions{.bell = &bell_});
  }

  WorkerOptions worker_options() {
    return {.name = "tester",
            .threads = 2,
            .open = [url = place_->url()] { return store::open_database(url, store::Access::kReadWrite); },
            .data = place_->folder(),
            .beat = Milliseconds(20),
            .poll = Milliseconds(100),
            .patience = Milliseconds(20),
            .say =
                [this](std::string_view text) {
                  const std::scoped_lock lock(mutex_);
                  said_.emplace_back(text);
                }};
  }

  std::unique_ptr<Worker> start() { return Worker::start(worker_options(), registry_, bell_).value(); }

  /// Until a query answers `wanted`; what it answers in the end.
  std::string eventually(const std::string& sql, const std::string& wanted) {
    const auto until = std::chrono::steady_clock::now() + kLongest;
    std::string found = cell(sql);
    while (found != wanted && std::chrono::steady_clock::now() < until) {
      std::this_thread::yield();
      found = cell(sql);
    }
    return found;
  }

  /// Holds a job in its hands until it should stop.
  static Result<Done> work_until_stopped(JobContext& job) {
    while (!job.cancelled()) std::this_thread::yield();
    return dais::fail(ErrorCode::kTimeout, "stopped");
  }

  Registry registry_;
  std::mutex mutex_;
  std::vector<std::string> said_;
};

TEST_P(WorkerTest, DoesWhatIsInTheQueue) {
  registry_.add({.name = "a", .run = [](JobContext& job) -> Result<Done> {
                   job.log("line of " + job.args());
                   return Done{.output = "1", .effect = made("x"), .follow_ups = {{.kind = "b"}}};
                 }});
  registry_.add({.name = "b", .run = [](JobContext&) -> Result<Done> { return Done{.effect = made("y")}; }});
  const auto worker = start();
  ASSERT_TRUE(queue_->enqueue({.kind = "a", .args = "{}"}));
  EXPECT_EQ(eventually("select state from run", "succeeded"), "succeeded");
  EXPECT_EQ(cell("select count(*) from made where times = 1"), "2");
  const std::string log = cell("select log from job_history where kind = 'a'");
  EXPECT_NE(read_log(place_->folder(), log, 1000).first.find("line of {}"), std::string::npos);
}

TEST_P(WorkerTest, AnExceptionIsAFaultOfTheJobAndNotOfTheWorker) {
  registry_.add({.name = "a", .retries = {.internal = {1, {}, {}}}, .run = [](JobContext&) -> Result<Done> {
                   throw std::runtime_error("oh");
                 }});
  const auto worker = start();
  ASSERT_TRUE(queue_->enqueue(job("a")));
  EXPECT_EQ(eventually("select error from job_history", "a bug: oh"), "a bug: oh");
}

TEST_P(WorkerTest, AnEffectThatIsRefusedEndsTheAttempt) {
  registry_.add({.name = "a", .run = [](JobContext&) -> Result<Done> {
                   return Done{.effect = [](store::Database&) -> Status {
                     return dais::fail(ErrorCode::kBadInput, "no such meeting");
                   }};
                 }});
  const auto worker = start();
  ASSERT_TRUE(queue_->enqueue(job("a")));
  EXPECT_EQ(eventually("select error from job_history", "no such meeting"), "no such meeting");
}

TEST_P(WorkerTest, ARunningJobIsAskedToStopWhenItIsCancelled) {
  registry_.add({.name = "a", .run = work_until_stopped});
  const auto worker = start();
  const JobId id = queue_->enqueue(job("a")).value();
  ASSERT_EQ(eventually("select state from job", "running"), "running");
  ASSERT_TRUE(queue_->cancel(id));
  EXPECT_EQ(eventually("select state from job_history", "cancelled"), "cancelled");
}

TEST_P(WorkerTest, AWorkerThatStopsGivesItsJobsBack) {
  registry_.add({.name = "a", .run = work_until_stopped});
  const auto worker = start();
  ASSERT_TRUE(queue_->enqueue(job("a")));
  ASSERT_EQ(eventually("select state from job", "running"), "running");
  worker->stop();
  EXPECT_EQ(cell("select state from job"), "ready");
  EXPECT_EQ(cell("select attempt from job"), "0");
  EXPECT_EQ(cell("select count(*) from worker"), "0");
}

TEST_P(WorkerTest, ALeaseThatIsLostIsNoticedAndTheResultRefused) {
  std::latch taken_away(1);
  std::atomic<int> starts = 0;
  registry_.add({.name = "a", .run = [&](JobContext& job) -> Result<Done> {
                   if (++starts > 1) return Done{.effect = made("second")};
                   taken_away.wait();
                   while (job.stop() != Stop::kLeaseLost) std::this_thread::yield();
                   return Done{.effect = made("first")};
                 }});
  const auto worker = start();
  ASSERT_TRUE(queue_->enqueue(job("a")));
  ASSERT_EQ(eventually("select state from job", "running"), "running");
  // As the keeper of another worker does when the lease is over.
  ASSERT_TRUE(database_->execute("update job set state = 'ready', fence = fence + 1"));
  taken_away.count_down();
  bell_.ring();
  EXPECT_EQ(eventually("select state from job_history", "succeeded"), "succeeded");
  worker->stop();
  EXPECT_EQ(cell("select count(*) from made"), "1");
  EXPECT_EQ(cell("select what from made"), "second");
}

TEST_P(WorkerTest, OverItsTimeLimitAJobIsAskedToStopAndTriedAgain) {
  registry_.add({.name = "a", .retries = {.timeout = {1, {}, {}}}, .run = work_until_stopped});
  const auto worker = start();
  ASSERT_TRUE(queue_->enqueue({.kind = "a", .time_limit = Milliseconds(50)}));
  EXPECT_EQ(eventually("select fault from job_history", "timeout"), "timeout");
}

TEST_P(WorkerTest, OfAnotherPlaceTakesOnlyWhatCanBeDoneAnywhere) {
  registry_.add({.name = "a", .place = Place::kHome, .run = [](JobContext&) -> Result<Done> { return Done{}; }});
  registry_.add({.name = "b", .run = [](JobContext& job) -> Result<Done> {
                   job.log("far away");
                   return Done{};
                 }});
  WorkerOptions options = worker_options();
  options.place = Place::kAnywhere;
  options.logs = LogPlace::kRows;
  const auto worker = Worker::start(std::move(options), registry_, bell_).value();
  ASSERT_TRUE(queue_->enqueue({{.kind = "a", .priority = 9}, job("b")}));
  EXPECT_EQ(eventually("select count(*) from job_history", "1"), "1");
  EXPECT_EQ(cell("select kind from job"), "a");
  EXPECT_NE(cell("select log_tail from job_history").find("far away"), std::string::npos);
}

TEST_P(WorkerTest, WaitsForADatabaseThatIsAwayAndSaysSoOnce) {
  registry_.add({.name = "a", .run = [](JobContext&) -> Result<Done> { return Done{.effect = made("x")}; }});
  WorkerOptions options = worker_options();
  std::atomic<bool> away = false;
  std::atomic<int> refused = 0;
  options.open = [&away, &refused, open = options.open]() -> Result<std::unique_ptr<store::Database>> {
    if (away.load()) {
      ++refused;
      return dais::fail(ErrorCode::kUnavailable, "nobody there");
    }
    return open();
  };
  const auto worker = Worker::start(options, registry_, bell_).value();
  if (GetParam() == harness::Backend::kSqlite) {
    // An SQLite file doesn't go away from who has it open.
    ASSERT_TRUE(queue_->enqueue(job("a")));
    EXPECT_EQ(eventually("select state from run", "succeeded"), "succeeded");
    return;
  }
  ASSERT_EQ(eventually("select count(*) from worker", "1"), "1");
  away = true;
  ASSERT_TRUE(database_->query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> "
      "pg_backend_pid()"));
  ASSERT_TRUE(queue_->enqueue(job("a")));
  while (refused.load() < 20) std::this_thread::yield();
  EXPECT_EQ(cell("select state from job"), "ready");
  away = false;
  EXPECT_EQ(eventually("select state from run", "succeeded"), "succeeded");
  worker->stop();
  const std::scoped_lock lock(mutex_);
  std::erase_if(said_, [](const std::string& line) { return !line.starts_with("the database"); });
  ASSERT_EQ(said_.size(), 2U) << testing::PrintToString(said_);
  EXPECT_TRUE(said_[0].starts_with("the database does not answer"));
  EXPECT_EQ(said_[1], "the database answers again");
}

Schedule every_day(CatchUp catch_up) {
  return {.name = "gather nyc",
          .cron = "0 6 * * *",
          .zone = "UTC",
          .catch_up = catch_up,
          .run = {"gather", "gather nyc", Origin::kSchedule, "nyc"},
          .jobs =
              [](Instant due) {
                return std::vector<NewJob>{{.kind = "a", .args = format_utc(due), .unique_key = "gather nyc"}};
              },
          .first = Schedule::First::kAtItsTime};
}

class ScheduleTest : public QueueTest {};

TEST_P(ScheduleTest, StartsWhenItIsDueAndOnce) {
  const std::vector<Schedule> schedules = {every_day(CatchUp::kOnce)};
  ASSERT_TRUE(set_schedules(*queue_, schedules));
  EXPECT_EQ(start_due(*queue_, schedules).value(), now_ + std::chrono::hours(6));
  EXPECT_FALSE(claim());
  now_ += std::chrono::hours(6);
  EXPECT_EQ(start_due(*queue_, schedules).value(), now_ + std::chrono::hours(24));
  ASSERT_TRUE(start_due(*queue_, schedules));
  EXPECT_EQ(take().args, "2024-03-05T06:00:00Z");
  EXPECT_FALSE(claim());
  EXPECT_EQ(cell("select origin from run"), "schedule");
}

TEST_P(ScheduleTest, WhatWasMissedStartsOnceOrEachTime) {
  for (const CatchUp catch_up : {CatchUp::kOnce, CatchUp::kBackfill}) {
    const std::vector<Schedule> schedules = {every_day(catch_up)};
    ASSERT_TRUE(database_->execute("delete from schedule"));
    ASSERT_TRUE(set_schedules(*queue_, schedules));
    now_ += std::chrono::days(3);
    ASSERT_TRUE(start_due(*queue_, schedules));
    std::vector<std::string> started;
    while (const auto next = claim()) {
      started.push_back(next->args);
      ASSERT_TRUE(queue_->finish(*next, {}));
    }
    EXPECT_EQ(started.size(), catch_up == CatchUp::kOnce ? 1U : 3U);
    EXPECT_EQ(started.back(), format_utc(now_ - std::chrono::hours(18)));
  }
}

TEST_P(ScheduleTest, OneThatStillRunsIsNotStartedBesideItself) {
  const std::vector<Schedule> schedules = {every_day(CatchUp::kOnce)};
  ASSERT_TRUE(set_schedules(*queue_, schedules));
  for (int day = 0; day < 2; ++day) {
    now_ += std::chrono::days(1);
    ASSERT_TRUE(start_due(*queue_, schedules));
  }
  EXPECT_EQ(cell("select count(*) from run"), "1");
  EXPECT_EQ(cell("select count(*) from job"), "1");
}

TEST_P(ScheduleTest, FollowsTheConfig) {
  std::vector<Schedule> schedules = {every_day(CatchUp::kOnce)};
  ASSERT_TRUE(set_schedules(*queue_, schedules));
  schedules[0].cron = "0 9 * * *";
  ASSERT_TRUE(set_schedules(*queue_, schedules));
  EXPECT_EQ(start_due(*queue_, schedules).value(), now_ + std::chrono::hours(9));
  ASSERT_TRUE(set_schedules(*queue_, {}));
  EXPECT_EQ(cell("select count(*) from schedule"), "0");
  schedules[0].cron = "0 99 * * *";
  EXPECT_EQ(set_schedules(*queue_, schedules).error().message,
            "schedule \"0 99 * * *\" of gather nyc: hour: \"99\" is not within 0 to 23");
}

TEST(JobLog, KeepsTheCapAndSaysWhatWasLeftOut) {
  const auto folder = os::TempDir::make().value();
  const Instant at(std::chrono::sys_days(std::chrono::year(2024) / 3 / 5));
  std::string path;
  {
    JobLog log(folder.path(), JobId(17), 2, 60);
    EXPECT_EQ(log.path(), "");
    log.add(at, "first\nline");
    log.add(at, std::string(100, 'x'));
    log.add(at, "last");
    path = log.path();
  }
  EXPECT_EQ(path, "logs/2024-03/17-2.log");
  EXPECT_EQ(read_log(folder.path(), path, 1000).first,
            "2024-03-05T00:00:00Z first line\n2024-03-05T00:00:00Z last\n1 more lines were left out\n");
  EXPECT_EQ(read_log(folder.path(), path, 40).first, "2024-03-05T00:00:00Z first line\n");
  EXPECT_EQ(read_log(folder.path(), path, 40).last, "1 more lines were left out\n");
  EXPECT_EQ(read_log(folder.path(), "logs/none", 40).first, "");
  EXPECT_EQ(read_log(folder.path(), "../../etc/passwd", 40).first, "");
}

INSTANTIATE_TEST_SUITE_P(Both, WorkerTest, harness::on_each_database(), harness::database_name);
INSTANTIATE_TEST_SUITE_P(Both, ScheduleTest, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::pipeline
