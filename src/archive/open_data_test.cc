// SPDX-License-Identifier: Apache-2.0
// What leaves the archive for others: the tables and their description, versions, and the change feed, on both
// databases.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "archive/changes.h"
#include "archive/dump.h"
#include "archive/exported_cell.h"
#include "archive/ingest.h"
#include "archive/publication.h"
#include "archive/reader.h"
#include "archive/table_shapes.h"
#include "archive/typed_head.h"
#include "base/digest.h"
#include "harness/catalog_test.h"
#include "json/json.h"
#include "os/files.h"

namespace dais::archive {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 1U << 20U;

TEST(TableShapes, DescribeEveryColumnOfEveryRecordTable) {
  const auto shapes = exported_tables();
  ASSERT_GE(shapes.size(), store::record_tables().size());
  for (std::size_t i = 0; i < store::record_tables().size(); ++i) {
    const store::Table& table = *store::record_tables()[i];
    ASSERT_EQ(shapes[i].name, table.name);
    ASSERT_EQ(shapes[i].columns.size(), table.columns.size()) << table.name;
    for (std::size_t j = 0; j < table.columns.size(); ++j)
      EXPECT_EQ(shapes[i].columns[j].column.name, table.columns[j].name);
  }
  for (const TableShape& shape : shapes) {
    EXPECT_FALSE(shape.title.empty()) << shape.name;
    EXPECT_FALSE(shape.description.empty()) << shape.name;
    for (const ColumnShape& column : shape.columns)
      EXPECT_FALSE(column.description.empty()) << shape.name << "." << column.column.name;
  }
}

TEST(ExportedCell, ShowsEarlierTimesAndTruthsAsTheFieldItself) {
  EXPECT_EQ(history_text("event", "start_at", "1700000000000"), "2023-11-14T22:13:20Z");
  EXPECT_EQ(history_text("vote", "withdrawn", "1700000000123"), "2023-11-14T22:13:20.123Z");
  EXPECT_EQ(history_text("person", "is_active", "0"), "false");
  EXPECT_EQ(history_text("event", "location", "1700000000000"), "1700000000000");
  EXPECT_EQ(history_text("event", "start_at", ""), "");
  EXPECT_EQ(history_text("nothing", "start_at", "1"), "1");
}

TEST(TypedHead, PutsTheShortestRowOfEachKindFirst) {
  const std::vector<store::Column> columns = {{"id"}, {"number"}, {"place", store::ColumnType::kReal}};
  TypedHead head(columns);
  head.see({std::string("a"), std::string("12"), 3.0});
  head.see({std::string("bb"), store::Value{}, 3.5});
  head.see({std::string("cc"), std::string("12a and more"), 4.5});
  head.see({std::string("dd"), std::string("x"), store::Value{}});
  head.see({std::string("ee"), std::string("99"), 5.0});
  std::vector<std::int64_t> places;
  for (const auto& [place, row] : head.rows()) places.push_back(place);
  // 0: a text, a whole number, a real without a fraction; 1: nothing, a fraction; 3: a text, nothing.
  EXPECT_THAT(places, ElementsAre(0, 1, 3));
}

class OpenData : public harness::CatalogTest {
 protected:
  void SetUp() override {
    CatalogTest::SetUp();
    config_.instance.name = "Alder Cross";
    config_.instance.licence = "CC0-1.0";
  }

  static domain::Event meeting(const std::string& number, const std::string& location) {
    domain::Event event;
    event.external_id = number;
    event.body.name = "Council";
    event.start = parse_instant("2024-03-05T19:00:00Z", "UTC").value();
    event.location = location;
    domain::EventItem item;
    item.name = "=SUM(A1:A9), \"quoted\"";
    domain::Person ann;
    ann.name = "Ann Lee";
    ann.external_id = "7";
    item.votes = {{"", ann, "Aye"}};
    event.items = {item};
    return event;
  }

  void take(const std::vector<domain::Record>& records) {
    auto ingest = Ingest::open(place_->folder(), config_, {"clerk", Effect::kWrite, nullptr}).value();
    const std::string digest = std::to_string(++turn_);
    if (ingest->wants("a", digest)) ingest->take({"a", digest, records});
    ASSERT_TRUE(ingest->finish(sources::Coverage::kPart).has_value());
  }

  std::unique_ptr<Reader> reader() { return open_reader(place_->folder(), config_).value(); }

  /// kind and id → line, as a mirror keeps them that reads `limit` records at a time from `since` on.
  using Mirror = std::map<std::pair<std::string, std::string>, std::string>;
  std::int64_t follow(Mirror& mirror, std::int64_t since, std::size_t limit) {
    for (;;) {
      const ChangeFeed feed = reader()->changes(since, limit).value();
      std::int64_t before = since;
      for (const RecordChange& change : feed.changes) {
        EXPECT_GT(change.seq, before);
        before = change.seq;
        const std::string line = json::write(change.record);
        EXPECT_EQ(change.hash, sha256_hex(line));
        mirror[{change.kind, change.id}] = line;
      }
      since = feed.last;
      if (feed.last == feed.newest) return since;
    }
  }

  Mirror exported() {
    const std::string dir = place_->folder() + "/export" + std::to_string(++turn_);
    EXPECT_TRUE(dump_archive(place_->folder(), config_, dir).has_value());
    Mirror rows;
    for (const store::Table* table : store::record_tables()) {
      const std::string text = os::read_file(dir + "/" + std::string(table->name) + ".jsonl", kMostBytes).value();
      std::size_t at = 0;
      while (at < text.size()) {
        const std::string line = text.substr(at, text.find('\n', at) - at);
        at += line.size() + 1;
        const auto parsed = json::parse(line).value();
        rows[{std::string(table->kind), std::string(parsed.at("id").as_string())}] = line;
      }
    }
    return rows;
  }

  int turn_ = 0;
};

TEST_P(OpenData, AMirrorThatFollowsTheFeedHasTheExport) {
  take({meeting("1", "Hall"), meeting("2", "Hall")});
  Mirror mirror;
  const std::int64_t first = follow(mirror, 0, 3);
  EXPECT_EQ(mirror, exported());
  take({meeting("1", "School"), meeting("2", "Hall")});
  EXPECT_NE(mirror, exported());
  const ChangeFeed news = reader()->changes(first, 100).value();
  ASSERT_EQ(news.changes.size(), 1U);  // the one meeting that moved, and nothing that stayed
  EXPECT_EQ(news.changes[0].kind, "event");
  EXPECT_EQ(news.changes[0].op, ChangeOp::kUpsert);
  follow(mirror, first, 3);
  EXPECT_EQ(mirror, exported());
}

TEST_P(OpenData, TheFeedIsSilentWhereNothingChangedAndRefusesNumbersItNeverGave) {
  take({meeting("1", "Hall")});
  Mirror mirror;
  const std::int64_t last = follow(mirror, 0, 100);
  take({meeting("1", "Hall")});
  const ChangeFeed silence = reader()->changes(last, 100).value();
  EXPECT_TRUE(silence.changes.empty());
  EXPECT_EQ(silence.newest, last);
  const auto refused = reader()->changes(last + 1, 100);
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, ErrorCode::kBadRequest);
  EXPECT_THAT(refused.error().message, HasSubstr("since: the feed ends at " + std::to_string(last)));
}

TEST_P(OpenData, AWithdrawnVoteIsInTheFeedAsSuch) {
  take({meeting("1", "Hall")});
  Mirror mirror;
  const std::int64_t last = follow(mirror, 0, 100);
  domain::Event corrected = meeting("1", "Hall");
  corrected.items->at(0).votes->at(0).person.name = "Bo Cruz";
  corrected.items->at(0).votes->at(0).person.external_id = "8";
  take({corrected});
  std::vector<std::pair<std::string, ChangeOp>> votes;
  for (const RecordChange& change : reader()->changes(last, 100).value().changes) {
    if (change.kind == "vote") votes.emplace_back(change.record.at("person_id").as_string(), change.op);
  }
  const std::string ann = reader()->resolve("clerk", "person", "7").value();
  const std::string bo = reader()->resolve("clerk", "person", "8").value();
  EXPECT_THAT(votes, testing::UnorderedElementsAre(testing::Pair(ann, ChangeOp::kWithdraw),
                                                   testing::Pair(bo, ChangeOp::kUpsert)));
}

TEST_P(OpenData, EqualArchivesAreEqualFilesWithTheirChecksums) {
  take({meeting("1", "Hall")});
  const std::string one = place_->folder() + "/one";
  const std::string two = place_->folder() + "/two";
  const Dump first = dump_archive(place_->folder(), config_, one).value();
  const Dump second = dump_archive(place_->folder(), config_, two).value();
  EXPECT_EQ(first.version, second.version);
  ASSERT_EQ(first.files.size(), second.files.size());
  const std::string sums = os::read_file(one + "/SHA256SUMS", kMostBytes).value();
  for (std::size_t i = 0; i < first.files.size(); ++i) {
    const ExportedFile& file = first.files[i];
    EXPECT_EQ(file.sha256, second.files[i].sha256) << file.name;
    EXPECT_EQ(sha256_hex(os::read_file(one + "/" + file.name, kMostBytes).value()), file.sha256) << file.name;
    if (file.name != "SHA256SUMS") EXPECT_THAT(sums, HasSubstr(file.sha256 + "  " + file.name + "\n"));
  }
  EXPECT_EQ(os::list_files(one, "", os::Depth::kAllFolders).value().size(), first.files.size());
}

TEST_P(OpenData, CellsHoldWhatTheSourceWrote) {
  take({meeting("1", "Hall")});
  const std::string dir = place_->folder() + "/one";
  ASSERT_TRUE(dump_archive(place_->folder(), config_, dir).has_value());
  EXPECT_THAT(os::read_file(dir + "/event_item.csv", kMostBytes).value(),
              HasSubstr(",\"=SUM(A1:A9), \"\"quoted\"\"\","));
  EXPECT_THAT(os::read_file(dir + "/popolo.json", kMostBytes).value(), HasSubstr(R"("option":"yes","note":"Aye")"));
  EXPECT_THAT(os::read_file(dir + "/open-civic-data.json", kMostBytes).value(),
              HasSubstr(R"("option":"yes","voter_name":"Ann Lee")"));
}

TEST_P(OpenData, AVersionIsMadeOnlyWhenTheArchiveSaysSomethingNewAndOldOnesGo) {
  config_.data.keep = 2;
  take({meeting("1", "Hall")});
  Publication publication(place_->folder(), config_);
  const std::string first = publication.newest().value()->version.version;
  EXPECT_EQ(publication.publish().value().version, first);
  take({meeting("1", "School")});
  const std::string second = publication.publish().value().version;
  EXPECT_NE(second, first);
  EXPECT_EQ(publication.find(first).value()->version.version, first);
  const SharedData shown = publication.newest().value();
  EXPECT_EQ(shown->version.version, second);
  ASSERT_NE(shown->find("vote.csv"), nullptr);
  EXPECT_EQ(shown->find("vote.csv")->rows, 1);
  // What did not change stands on the disk once.
  EXPECT_EQ(fs::hard_link_count(shown->folder + "/vote.csv"), 2U);
  EXPECT_EQ(fs::hard_link_count(shown->folder + "/event.csv"), 1U);
  take({meeting("1", "Library")});
  ASSERT_TRUE(publication.publish().has_value());
  EXPECT_EQ(publication.find(first).error().code, ErrorCode::kGone);
  EXPECT_EQ(publication.find("0123456789abcdef").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(publication.versions().value().size(), 3U);
}

TEST_P(OpenData, ADraftThatWasCutShortIsClearedUp) {
  take({meeting("1", "Hall")});
  const std::string folder = place_->folder() + "/data/open";
  fs::create_directories(folder + "/draft-of-a-killed-one");
  Publication publication(place_->folder(), config_);
  ASSERT_TRUE(publication.publish().has_value());
  EXPECT_FALSE(fs::exists(folder + "/draft-of-a-killed-one"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder), {}), 3);  // the version, the ledger, the lock
}

INSTANTIATE_TEST_SUITE_P(Both, OpenData, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
