// SPDX-License-Identifier: Apache-2.0
// The change feed and the lists as tables.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/list_csv.h"
#include "api/served_town.h"

namespace dais::api {
namespace {

using testing::StartsWith;

TEST(ChangesRoute, ShowsRecordsAndWhereToGoOn) {
  const ServedTown served;
  archive::RecordChange change;
  change.seq = 7;
  change.op = archive::ChangeOp::kWithdraw;
  change.kind = "vote";
  change.id = "v1";
  change.when = parse_instant("2024-03-05T19:00:00Z", "UTC").value();
  change.record = {{"id", "v1"}, {"value", "Aye"}};
  change.hash = "ab";
  served.town->changes = {{change}, 7, 9};
  EXPECT_EQ(served.text("/api/v1/changes?since=6&limit=5"),
            R"({"items":[{"seq":7,"op":"withdraw","kind":"vote","id":"v1","time":"2024-03-05T19:00:00Z",)"
            R"("hash":"sha256:ab","record":{"id":"v1","value":"Aye"}}],"last":7,"newest":9,"more":true})");
  EXPECT_EQ(served.town->last_since, 6);
  EXPECT_EQ(served.town->last_change_limit, 5U);
  served.get("/api/v1/changes");
  EXPECT_EQ(served.town->last_since, 0);
  EXPECT_EQ(served.town->last_change_limit, archive::kDefaultChanges);
}

TEST(ChangesRoute, RefusesWrongNumbersByName) {
  const ServedTown served;
  EXPECT_EQ(served.problem_of("/api/v1/changes?since=-1"),
            "400 since: '-1' is not a number from 0 to 9007199254740992");
  EXPECT_EQ(served.problem_of("/api/v1/changes?limit=201"), "400 limit: '201' is not a number from 1 to 200");
}

TEST(ListCsv, HasTheItemsOfTheListUnderTheColumnsOfItsPaths) {
  const ServedTown served;
  const http::Response response = served.get("/api/v1/bodies.csv");
  EXPECT_EQ(response.content_type, "text/csv; charset=utf-8; header=present");
  EXPECT_EQ(ServedTown::header_of(response, "Content-Disposition"), "attachment; filename=\"bodies.csv\"");
  EXPECT_THAT(ServedTown::body_of(response),
              StartsWith("id,external_id,name,classification,description,is_active,event_count,member_count,"
                         "last_event,timezone,url\r\n"));
  EXPECT_THAT(served.text("/api/v1/events.csv"),
              StartsWith("id,external_id,datetime,timezone,body_id,body,state,status,"));
  EXPECT_THAT(served.text("/api/v1/matters.csv"),
              StartsWith("id,external_id,name,title,matter_type,status,introduced,timezone,prime_sponsor_id,"
                         "prime_sponsor,sponsor_count,"));
}

TEST(ListCsv, KeepsTheFiltersOfTheList) {
  const ServedTown served;
  served.get("/api/v1/matters.csv?q=bike&type=Ordinance");
  EXPECT_EQ(served.town->last_matters.text, "bike");
  EXPECT_EQ(served.town->last_matters.matter_type, "Ordinance");
  EXPECT_EQ(served.town->last_paging.limit, archive::kMaxLimit);
  EXPECT_EQ(served.problem_of("/api/v1/people.csv?limit=5"),
            "400 unknown parameter 'limit'; this address takes q, body, active");
}

TEST(ListCsv, SaysWhereATableThatIsTooLongIsToBeHad) {
  const Status status = check_csv_rows(kMostCsvRows + 1);
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().code, ErrorCode::kTooLarge);
  EXPECT_TRUE(check_csv_rows(kMostCsvRows).has_value());
}

TEST(ListCsv, WritesScalarsAndLeavesNullEmpty) {
  static constexpr auto kColumns = std::to_array<std::string_view>({"a", "b.name", "c", "d", "e.name"});
  std::string out;
  append_csv_item(
      out, kColumns,
      JsonObject{{"a", 1}, {"b", JsonObject{{"name", "x, y"}}}, {"c", nullptr}, {"d", true}, {"e", nullptr}});
  EXPECT_EQ(out, "1,\"x, y\",,true,\r\n");
}

}  // namespace
}  // namespace dais::api
