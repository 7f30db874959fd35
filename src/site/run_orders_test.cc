// SPDX-License-Identifier: Apache-2.0
// Orders that pages give to the pipeline, and what a meeting's page says of its runs, on a catalog of their own.
#include "harness/fresh_catalog.h"
#include "site/served_pages.h"
#include "store/database.h"

namespace dais::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class RunOrders : public ServedPages {
 protected:
  RunOrders()
      : database_(store::open_database(place_.url(), store::Access::kReadWrite).value()),
        pipeline_([this] { return store::open_database(place_.url(), store::Access::kReadOnly); },
                  [this] { return store::open_database(place_.url(), store::Access::kReadWrite); }, place_.url()) {
    operations_ = &pipeline_;
  }

  std::string add_run(pipeline::NewJob job) {
    pipeline::Queue queue(*database_, {});
    return std::to_string(number(queue.enqueue_run({"recording", "recording"}, {std::move(job)}).value()));
  }

  harness::FreshCatalog place_{harness::Backend::kSqlite};
  std::unique_ptr<store::Database> database_;
  pipeline::Operations pipeline_;
};

TEST_F(RunOrders, ARunThatIsOverIsNotCancelledAndSaysSo) {
  const std::string run = add_run({.kind = "recording"});
  EXPECT_EQ(post("/runs/" + run + "/cancel").status, 303);
  const Answer again = post("/runs/" + run + "/cancel");
  EXPECT_EQ(again.status, 409);
  EXPECT_THAT(again.text, HasSubstr("Run " + run + " is over: there is nothing to cancel."));
  EXPECT_EQ(post("/runs/99/cancel").status, 404);
}

TEST_F(RunOrders, AMeetingWithoutARecordingLeadsToItsRunsOnlyWhereThereAreSome) {
  const std::string link = "What was done with its recordings";
  const std::string address = std::string("/events/") + harness::kHeld;
  archive::EventView& held = town_->events.at(harness::kHeld);
  EXPECT_THAT(get(address).text, HasSubstr(link));
  held.sessions = {archive::SessionView()};
  EXPECT_THAT(get(address).text, Not(HasSubstr(link)));
  ASSERT_TRUE(database_->execute(
      "insert into event (id, source, external_id, first_seen, last_changed, start_at, timezone, body_id) values "
      "($1, 's', 'x', 0, 0, 0, 'UTC', null)",
      {std::string(harness::kHeld)}));
  ASSERT_TRUE(database_->execute(
      "insert into session (id, source, first_seen, last_changed, event_id, session_index) values ('one', 's', 0, 0, "
      "$1, 0)",
      {std::string(harness::kHeld)}));
  add_run({.kind = "recording", .args = R"({"session":"one"})"});
  EXPECT_THAT(get(address).text, HasSubstr(link));
}

}  // namespace
}  // namespace dais::site
