// SPDX-License-Identifier: Apache-2.0
// The same behaviour on both databases.
#include "store/database.h"

#include <gtest/gtest.h>

#include <array>
#include <thread>

#include "harness/catalog_test.h"
#include "store/migrations.h"

namespace dais::store {
namespace {

class Catalog : public harness::CatalogTest {
 protected:
  void SetUp() override {
    CatalogTest::SetUp();
    if (IsSkipped()) return;
    database_ = open_database(place_->url(), Access::kReadWrite).value();
  }
  std::unique_ptr<Database> database_;
};

constexpr std::array<Column, 4> kThing = {
    {{"id"}, {"name"}, {"size", ColumnType::kInteger}, {"weight", ColumnType::kReal}}};

void make_things(Database& database) {
  ASSERT_TRUE(
      database.run_script("create table thing (id text primary key, name text, size bigint, weight double precision)"));
}

TEST_P(Catalog, KeepsEveryKindOfValue) {
  make_things(*database_);
  const Row row = {std::string("a"), std::string("Ç \"quoted\" \\ back, {brace}\n"), std::int64_t{-9007199254740993},
                   0.1};
  const Row empty = {std::string("b"), std::string(""), Null{}, Null{}};
  ASSERT_TRUE(database_->upsert("thing", kThing, 1, {row, empty}));
  EXPECT_EQ(database_->query("select id, name, size, weight from thing order by id").value(), (Rows{row, empty}));
}

TEST_P(Catalog, AnUpsertReplacesTheRowOfTheSameKey) {
  make_things(*database_);
  ASSERT_TRUE(database_->upsert("thing", kThing, 1, {{std::string("a"), std::string("old"), std::int64_t{1}, 1.5}}));
  ASSERT_TRUE(database_->upsert("thing", kThing, 1, {{std::string("a"), std::string("new"), Null{}, 2.5}}));
  EXPECT_EQ(database_->query("select name, size, weight from thing").value(),
            (Rows{{std::string("new"), Null{}, 2.5}}));
}

TEST_P(Catalog, OneParameterMayStandTwice) {
  const auto rows = database_->query("select count(*) from event where id = $2 or body_id = $1 or source = $2",
                                     {std::string("x"), std::string("y")});
  EXPECT_EQ(integer_of(rows.value()[0][0]), 0);
}

TEST_P(Catalog, AListIsOneParameter) {
  make_things(*database_);
  ASSERT_TRUE(database_->upsert("thing", kThing, 1,
                                {{std::string("a'b\""), Null{}, Null{}, Null{}},
                                 {std::string("c"), Null{}, Null{}, Null{}},
                                 {std::string("d"), Null{}, Null{}, Null{}}}));
  const std::vector<std::string> wanted = {"a'b\"", "d", "missing"};
  const auto rows = database_->query("select id from thing where id " + database_->in_list("$1") + " order by id",
                                     {database_->list_value(wanted)});
  EXPECT_EQ(rows.value(), (Rows{{std::string("a'b\"")}, {std::string("d")}}));
}

TEST_P(Catalog, ANoticeIsHeardWhenItsTransactionIsCommitted) {
  if (GetParam() == harness::Backend::kSqlite) GTEST_SKIP() << "SQLite has no notices";
  using std::chrono::milliseconds;
  const auto listener = open_database(place_->url(), Access::kReadWrite).value();
  EXPECT_FALSE(listener->wait_for_notice("dais_test", milliseconds(0)).value());
  ASSERT_TRUE(database_->begin_write());
  ASSERT_TRUE(database_->notify("dais_test"));
  EXPECT_FALSE(listener->wait_for_notice("dais_test", milliseconds(0)).value());
  ASSERT_TRUE(database_->commit());
  EXPECT_TRUE(listener->wait_for_notice("dais_test", milliseconds(10'000)).value());
  EXPECT_FALSE(listener->wait_for_notice("dais_test", milliseconds(0)).value());
}

TEST_P(Catalog, WhatIsNotCommittedIsGone) {
  make_things(*database_);
  {
    const auto transaction = Transaction::begin(*database_).value();
    ASSERT_TRUE(database_->upsert("thing", kThing, 1, {{std::string("a"), Null{}, Null{}, Null{}}}));
  }
  EXPECT_EQ(integer_of(database_->query("select count(*) from thing").value()[0][0]), 0);
}

TEST_P(Catalog, AReaderCannotWrite) {
  const auto reader = open_database(place_->url(), Access::kReadOnly).value();
  EXPECT_FALSE(reader->execute("update meta set value = 7"));
  EXPECT_TRUE(reader->query("select value from meta").has_value());
}

TEST_P(Catalog, AWrongStatementNamesItselfAndTheConnectionLives) {
  const auto wrong = database_->query("select nothing from nowhere");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().code, ErrorCode::kStorage);
  EXPECT_NE(wrong.error().message.find("nowhere"), std::string::npos);
  EXPECT_TRUE(database_->query("select 1").has_value());
}

TEST_P(Catalog, OpeningAgainRunsNoMigrationTwice) {
  const auto again = open_database(place_->url(), Access::kReadWrite);
  ASSERT_TRUE(again.has_value());
  EXPECT_EQ(integer_of((*again)->query("select count(*) from schema_migration").value()[0][0]),
            static_cast<std::int64_t>(migrations().size()));
}

TEST_P(Catalog, ANewerSchemaIsRefusedInPlainWords) {
  ASSERT_TRUE(database_->execute("insert into schema_migration (number, name, checksum) values (9999, 'later', 'x')"));
  const auto opened = open_database(place_->url(), Access::kReadWrite);
  ASSERT_FALSE(opened.has_value());
  EXPECT_NE(opened.error().message.find("newer version of Dais"), std::string::npos);
}

TEST_P(Catalog, AnEditedMigrationIsNoticed) {
  ASSERT_TRUE(database_->execute("update schema_migration set checksum = 'x' where number = 1"));
  const auto opened = open_database(place_->url(), Access::kReadOnly);
  ASSERT_FALSE(opened.has_value());
  EXPECT_NE(opened.error().message.find("0001-catalog.sql is not the one"), std::string::npos);
}

TEST_P(Catalog, TheSchemaInCodeIsTheSchemaInSql) {
  for (const Table* table : record_tables()) {
    std::string columns;
    Row row;
    for (const Column& column : table->columns) {
      columns += (columns.empty() ? "" : ", ") + std::string(column.name);
      row.push_back(column.type == ColumnType::kText   ? Value{std::string("t")}
                    : column.type == ColumnType::kReal ? Value{1.5}
                                                       : Value{std::int64_t{1}});
    }
    ASSERT_TRUE(database_->upsert(table->name, table->columns, 1, {row})) << table->name;
    EXPECT_EQ(database_->query("select * from " + std::string(table->name)).value(), (Rows{row})) << table->name;
  }
}

TEST_P(Catalog, WritersWaitForOneAnother) {
  make_things(*database_);
  const auto count_up = [this] {
    const auto own = open_database(place_->url(), Access::kReadWrite).value();
    for (int i = 0; i < 25; ++i) {
      auto transaction = Transaction::begin(*own).value();
      ASSERT_TRUE(own->execute("update meta set value = value + 1 where key = 'generation'"));
      ASSERT_TRUE(transaction.commit());
    }
  };
  std::thread other(count_up);
  count_up();
  other.join();
  EXPECT_EQ(integer_of(database_->query("select value from meta where key = 'generation'").value()[0][0]), 51);
}

INSTANTIATE_TEST_SUITE_P(Both, Catalog, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::store
