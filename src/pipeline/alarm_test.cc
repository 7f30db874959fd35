// SPDX-License-Identifier: Apache-2.0
#include "pipeline/alarm.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "harness/loopback_responder.h"
#include "harness/mail_server.h"
#include "pipeline/queue_fixture_test.h"
#include "pipeline/upkeep.h"

namespace dais::pipeline {
namespace {

using std::chrono::days;
using testing::HasSubstr;

class AlarmTest : public QueueTest {
 protected:
  void SetUp() override {
    QueueTest::SetUp();
    rules_ = {{"gather", {}}, {"tell", {}}};
    told_.instance.name = "Alder Cross";
    told_.instance.contact = "dais@town.example";
    told_.alarm.webhook = "http://127.0.0.1:1/";
    told_.sources.push_back({.name = "nyc", .kind = "cdp"});
  }

  /// A run of a gather that ends like that.
  void gather(ErrorCode code) {
    ASSERT_TRUE(queue_->enqueue_run({"gather", "gather nyc", Origin::kSchedule, "nyc"}, {{.kind = "gather"}}));
    const Claim claim = take();
    if (code == ErrorCode::kCount) {
      ASSERT_TRUE(queue_->finish(claim, {}));
    } else {
      ASSERT_TRUE(queue_->fail(claim, {{code, "no such file"}, Milliseconds(0)}, {}));
    }
  }

  std::size_t look() { return watch(*queue_, told_).value(); }

  /// What is told, in the order of its telling.
  std::vector<std::string> told() {
    std::vector<std::string> words;
    while (const auto next = claim()) {
      words.push_back(next->args);
      EXPECT_TRUE(queue_->finish(*next, {}));
    }
    return words;
  }

  config::Config told_;
};

TEST_P(AlarmTest, AFailureIsToldOnceAndItsEndOnce) {
  gather(ErrorCode::kBadInput);
  EXPECT_EQ(look(), 1U);
  EXPECT_THAT(told(), testing::ElementsAre(testing::AllOf(HasSubstr(R"("what":"began")"), HasSubstr("no such file"),
                                                          HasSubstr("gather nyc failed"))));
  gather(ErrorCode::kBadInput);
  EXPECT_EQ(look(), 0U);
  gather(ErrorCode::kCount);
  EXPECT_EQ(look(), 1U);
  EXPECT_THAT(told(), testing::ElementsAre(HasSubstr(R"("what":"over")")));
  EXPECT_EQ(look(), 0U);
}

TEST_P(AlarmTest, ASourceThatIsSilentForLongerThanItsHabitIsATrouble) {
  for (int day = 0; day < 10; ++day) {
    now_ += days(2);
    ASSERT_TRUE(note_news(*database_, "nyc", now_, 3));
  }
  now_ += days(6);
  EXPECT_EQ(look(), 0U);
  now_ += days(1);
  EXPECT_EQ(look(), 1U);
  EXPECT_THAT(told(), testing::ElementsAre(HasSubstr("nyc has brought nothing new for 7 days")));
  ASSERT_TRUE(note_news(*database_, "nyc", now_, 0));
  EXPECT_EQ(look(), 0U);
  ASSERT_TRUE(note_news(*database_, "nyc", now_, 1));
  EXPECT_EQ(look(), 1U);
}

TEST_P(AlarmTest, ASourceThatNeverBroughtAnythingIsATroubleAfterAWhile) {
  EXPECT_EQ(look(), 0U);
  gather(ErrorCode::kCount);
  now_ += days(14);
  EXPECT_EQ(look(), 0U);
  now_ += days(1);
  EXPECT_EQ(look(), 1U);
  told_.sources[0].silent_days = 60;
  EXPECT_EQ(look(), 1U);
}

TEST_P(AlarmTest, PruningTakesTheLogsAlong) {
  std::filesystem::create_directories(place_->folder() + "/logs/2024-03");
  const std::string log = "logs/2024-03/1-1.log";
  std::ofstream(place_->folder() + "/" + log) << "words\n";
  ASSERT_TRUE(queue_->enqueue({.kind = "gather"}));
  Claim taken = take();
  taken.log = log;
  ASSERT_TRUE(queue_->finish(taken, {}));
  now_ += days(100);
  const auto pruned = prune_all(*queue_, told_.pipeline, place_->folder(), [] { return false; }).value();
  EXPECT_EQ(pruned.jobs, 1U);
  EXPECT_EQ(pruned.logs, 1U);
  EXPECT_FALSE(std::filesystem::exists(place_->folder() + "/logs/2024-03"));
}

INSTANTIATE_TEST_SUITE_P(Both, AlarmTest, harness::on_each_database(), harness::database_name);

TEST(Alarm, TheHabitIsLearnedFromTheGaps) {
  using std::chrono::hours;
  EXPECT_EQ(longest_silence({hours(1), hours(1)}), days(14));
  EXPECT_EQ(longest_silence({hours(1), hours(1), hours(1), hours(1), hours(1)}), days(3));
  // Weekly, with one recess: nine in ten gaps are a week.
  std::vector<Milliseconds> weekly(19, days(7));
  weekly.emplace_back(days(40));
  EXPECT_EQ(longest_silence(weekly), days(21));
}

TEST(Upkeep, ASourceIsGatheredFromAtAMinuteOfItsOwn) {
  config::Config config;
  config.instance.name = "Alder Cross";
  const config::Source source{.name = "nyc"};
  EXPECT_EQ(gather_cron(config, source), gather_cron(config, source));
  EXPECT_NE(gather_cron(config, source), gather_cron(config, config::Source{.name = "county"}));
  EXPECT_EQ(gather_cron(config, config::Source{.name = "nyc", .schedule = "@daily"}), "@daily");
}

/// A job of kind "tell" as a worker would run it.
class Telling : public JobContext {
 public:
  explicit Telling(std::string args) { claim_.args = std::move(args); }
  const Claim& claim() const override { return claim_; }
  void log(std::string_view text) override { log_ += text; }
  void progress(std::int64_t, std::int64_t) override {}
  Stop stop() const override { return Stop::kNo; }
  Instant deadline() const override { return {}; }
  Result<std::string> folder() override { return dais::fail(ErrorCode::kIo, "none"); }
  Status pace(const std::string&, double) override { return {}; }
  void retry_after(Milliseconds) override {}
  store::Database& database() override { throw std::logic_error("no database is needed"); }
  Queue& queue() override { throw std::logic_error("no queue is needed"); }

 private:
  Claim claim_;
  std::string log_;
};

constexpr const char* kTold =
    R"({"way":"%","what":"began","key":"k","kind":"failed","subject":"gather nyc failed","text":"no such file","since":"2024-03-05T00:00:00Z","run":17})";

std::string told_by(const std::string& way) {
  std::string text = kTold;
  return text.replace(text.find('%'), 1, way);
}

Result<Done> tell(const config::Config& config, const std::string& way) {
  Registry registry;
  net::Limits limits;
  limits.allow_private_networks = {"127.0.0.0/8"};
  limits.user_agent = "test";
  const auto client = net::Client::make(limits).value();
  add_alarm_kinds(registry, config, *client);
  Telling job(told_by(way));
  return registry.find("tell")->run(job);
}

TEST(Alarm, TellsAWebhook) {
  const harness::LoopbackResponder hook(
      [](const std::string&) { return harness::LoopbackResponder::reply("204 No Content", "", ""); });
  config::Config config;
  config.instance.name = "Alder Cross";
  config.alarm.webhook = hook.url("/hook");
  const auto done = tell(config, "webhook");
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_EQ(hook.requests().size(), 1U);
  EXPECT_THAT(hook.requests()[0], testing::StartsWith("POST /hook "));
}

TEST(Alarm, AWebhookThatIsBusyIsTriedLaterAndOneThatRefusesIsNot) {
  for (const auto& [status, code] :
       {std::pair("503 Busy", ErrorCode::kUnavailable), std::pair("404 Gone", ErrorCode::kBadInput)}) {
    const harness::LoopbackResponder hook(
        [status](const std::string&) { return harness::LoopbackResponder::reply(status, "", ""); });
    config::Config config;
    config.alarm.webhook = hook.url("/hook");
    EXPECT_EQ(tell(config, "webhook").error().code, code) << status;
  }
}

TEST(Alarm, TellsByMail) {
  const harness::MailServer server;
  config::Config config;
  config.instance.name = "Alder Cross";
  config.instance.contact = "dais@town.example";
  config.mail.server = server.url();
  config.mail.encryption = "none";
  config.alarm.mail_to = {"ann@town.example"};
  const auto done = tell(config, "mail");
  ASSERT_TRUE(done) << done.error().message;
  ASSERT_EQ(server.taken().size(), 1U);
  EXPECT_THAT(server.taken()[0].data, HasSubstr("Subject: [Alder Cross] gather nyc failed"));
}

}  // namespace
}  // namespace dais::pipeline
