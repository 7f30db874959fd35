// SPDX-License-Identifier: Apache-2.0
// A queue on each database, with a clock that the test moves.
#pragma once

#include <gtest/gtest.h>

#include "harness/catalog_test.h"
#include "pipeline/queue.h"

namespace dais::pipeline {

using std::chrono::seconds;

class QueueTest : public harness::CatalogTest {
 protected:
  void SetUp() override {
    CatalogTest::SetUp();
    if (IsSkipped()) return;
    database_ = store::open_database(place_->url(), store::Access::kReadWrite).value();
    queue_ = std::make_unique<Queue>(*database_, options());
    ASSERT_TRUE(database_->run_script("create table made (what text primary key, times bigint not null)"));
  }

  QueueOptions options() {
    return {.clock = [this] { return now_; }, .bell = &bell_, .seed = 7};
  }

  static NewJob job(const std::string& kind) { return {.kind = kind}; }

  std::optional<Claim> claim(const std::string& worker = "w1") { return queue_->claim(worker, rules_).value(); }

  /// The next job, which must be there.
  Claim take(const std::string& worker = "w1") {
    const auto claimed = claim(worker);
    if (!claimed) throw std::runtime_error("no job to take");
    return *claimed;
  }

  static Failure failure(ErrorCode code, const std::string& text = "no") { return {{code, text}, Milliseconds(0)}; }

  std::string cell(const std::string& sql) {
    const auto rows = database_->query(sql).value();
    return rows.empty() ? "-" : store::text_of(rows[0][0]);
  }
  std::string state_of(JobId id) {
    const std::string at = std::to_string(number(id));
    const std::string open = cell("select state from job where id = " + at);
    return open != "-" ? open : cell("select state from job_history where id = " + at);
  }
  std::string error_of(JobId id) {
    return cell("select error from job_history where id = " + std::to_string(number(id)));
  }

  /// An effect that counts how often it happened.
  static std::function<Status(store::Database&)> made(const std::string& what) {
    return [what](store::Database& database) {
      return database.execute(
          "insert into made (what, times) values ($1, 1) on conflict (what) do update set times = made.times + 1",
          {what});
    };
  }

  Instant now_ = Instant(std::chrono::sys_days(std::chrono::year(2024) / 3 / 5));
  Bell bell_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<Queue> queue_;
  KindRules rules_ = {{"a", {}}, {"b", {}}, {"c", {}}, {"d", {}}};
};

}  // namespace dais::pipeline
