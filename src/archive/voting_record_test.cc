// SPDX-License-Identifier: Apache-2.0
// The voting record as the catalog has it, and the rows behind its figures, on both databases.
#include "archive/voting_record.h"

#include <gtest/gtest.h>

#include "archive/ingest.h"
#include "archive/reader.h"
#include "harness/catalog_test.h"
#include "insight/figures.h"

namespace dais::archive {
namespace {

domain::Person named(const std::string& name, const std::string& external_id) {
  domain::Person person;
  person.name = name;
  person.external_id = external_id;
  return person;
}

domain::Event meeting(int day, const std::string& ann, const std::string& bo) {
  domain::Event event;
  event.external_id = std::to_string(day);
  event.body.name = "Council";
  event.start = parse_instant("2024-03-0" + std::to_string(day) + "T19:00:00", "America/New_York").value();
  domain::EventItem item;
  item.name = "Item " + std::to_string(day);
  item.decision = "Passed";
  item.votes = {{"", named("Ann Lee", "1"), ann}, {"", named("Bo Cruz", "2"), bo}};
  item.roll_call = {{named("Ann Lee", "1"), "Present"}, {named("Bo Cruz", "2"), day == 1 ? "Absent" : "Present"}};
  event.items = {item};
  return event;
}

class VotingRecord : public harness::CatalogTest {
 protected:
  void SetUp() override {
    CatalogTest::SetUp();
    if (IsSkipped()) return;
    config_.instance.timezone = "America/New_York";
    auto ingest = Ingest::open(place_->folder(), config_, {"ingest", Effect::kWrite, nullptr}).value();
    (*ingest).take({"a", "1", {meeting(1, "Aye", "Nay"), meeting(2, "Aye", "Aye"), meeting(3, "Nay", "Aye")}});
    ingest->finish(sources::Coverage::kPart).value();
    reader_ = open_reader(place_->folder(), config_).value();
    ann_ = reader_->resolve("ingest", "person", "1").value();
    bo_ = reader_->resolve("ingest", "person", "2").value();
  }

  std::unique_ptr<Reader> reader_;
  std::string ann_;
  std::string bo_;
};

TEST_P(VotingRecord, FiguresAndTheirRowsAreOneCount) {
  const auto record = reader_->record().value();
  const auto pairs = insight::agreement(*record, {});
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].shared, 3);
  EXPECT_EQ(pairs[0].same, 1);
  VoteFilter filter;
  filter.person_id = ann_;
  filter.with_id = bo_;
  filter.accord = insight::Accord::kDifferent;
  const auto rows = reader_->votes(filter, {}).value();
  ASSERT_EQ(rows.total, 2);
  EXPECT_EQ(rows.items[0].casts[0]->value, "Nay");
  EXPECT_EQ(rows.items[0].casts[1]->value, "Aye");
}

TEST_P(VotingRecord, PagesOfVotesShowEachOnceNewestFirst) {
  std::vector<std::string> questions;
  Paging paging{1, ""};
  do {
    const auto page = reader_->votes({}, paging).value();
    EXPECT_EQ(page.total, 3);
    for (const VoteLine& line : page.items) questions.push_back(line.vote_event.ref.name);
    paging.cursor = page.next;
  } while (!paging.cursor.empty());
  EXPECT_EQ(questions, (std::vector<std::string>{"Item 3", "Item 2", "Item 1"}));
  VoteFilter filter;
  filter.text = "ITEM 2";
  EXPECT_EQ(reader_->votes(filter, {}).value().total, 1);
  filter.body_id = "nobodynobody2";
  EXPECT_EQ(reader_->votes(filter, {}).value().total, 0);
}

TEST_P(VotingRecord, AttendanceLeadsToItsMeetings) {
  AttendanceFilter filter;
  filter.person_id = bo_;
  const auto all = reader_->attended(filter, {}).value();
  ASSERT_EQ(all.total, 3);
  EXPECT_EQ(all.items[0].value, "Present");
  filter.presence = insight::Presence::kNotPresent;
  EXPECT_EQ(reader_->attended(filter, {}).value().items.at(0).event.ref.external_id, "1");
}

TEST_P(VotingRecord, IsSharedByReadersAndFollowsTheCatalog) {
  const auto cache = make_record_cache(config_);
  const auto one = open_reader(place_->folder(), config_, cache).value();
  const auto other = open_reader(place_->folder(), config_, cache).value();
  EXPECT_EQ(one->record().value(), other->record().value());
  auto ingest = Ingest::open(place_->folder(), config_, {"ingest", Effect::kWrite, nullptr}).value();
  (*ingest).take({"b", "2", {meeting(4, "Aye", "Aye")}});
  ingest->finish(sources::Coverage::kPart).value();
  // PostgreSQL keeps a generation for 100 ms; a test does not wait for it.
  if (GetParam() == harness::Backend::kSqlite) EXPECT_EQ(one->record().value()->vote_events.size(), 4U);
}

INSTANTIATE_TEST_SUITE_P(Both, VotingRecord, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
