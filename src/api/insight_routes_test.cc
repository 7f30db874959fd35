// SPDX-License-Identifier: Apache-2.0
// Figures of the voting record over the API: what they look like, what they can be narrowed to, and their rows.
#include <gtest/gtest.h>

#include "api/served_town.h"

namespace dais::api {
namespace {

using namespace harness;

/// Bo voted as well, against Ann.
class Insight : public testing::Test {
 protected:
  Insight() {
    const archive::Ref bo = served_.town->people.at(kBo).summary.ref;
    served_.town->votes.at(kOddVote).rows.push_back({bo, "Aye", domain::VoteClass::kYes});
    served_.town->people.at(kBo).summary.ref.name = "Bo O'Der";
  }
  std::string insight(const std::string& rest) { return served_.text("/api/v1/insight/" + rest); }

  ServedTown served_;
};

TEST_F(Insight, AgreementNamesBothAndLeadsToItsRows) {
  EXPECT_EQ(insight("agreement?contested=true&from=2024-01-01"), compact(R"json([{
  "a": {"id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2"},
  "b": {"id": "personbooder2", "name": "Bo O'Der", "external_id": "x-personbooder2"},
  "shared": 1, "same": 0,
  "rows": "/api/v1/insight/agreement/rows?a=personannlee2&b=personbooder2&from=2024-01-01&contested=true"
}])json"));
  EXPECT_EQ(insight("agreement?to=2024-01-01"), "[]");
  EXPECT_EQ(insight(std::string("agreement?body=") + kPlanning), "[]");
}

TEST_F(Insight, OfOnePersonTheOthersComeSecond) {
  const auto figures = served_.json(std::string("/api/v1/insight/agreement?person=") + kBo);
  ASSERT_EQ(figures.as_array().size(), 1U);
  EXPECT_EQ(figures.at(0).at("a").at("id"), kBo);
  EXPECT_EQ(figures.at(0).at("b").at("id"), kAnn);
}

TEST_F(Insight, RowsOfAPairShowBothVotes) {
  const auto rows = served_.json(std::string("/api/v1/insight/agreement/rows?a=") + kAnn + "&b=" + kBo);
  EXPECT_EQ(rows.at("total"), 2);
  const auto& odd = rows.at("items").at(0);
  EXPECT_EQ(odd.at("vote_event").at("id"), kOddVote);
  EXPECT_EQ(compact(boost::json::serialize(odd.at("a"))), R"({"value":"Nay","class":"no"})");
  EXPECT_EQ(odd.at("b").at("class"), "yes");
  EXPECT_EQ(odd.at("same"), false);
  insight(std::string("agreement/rows?accord=different&a=") + kAnn + "&b=" + kBo);
  EXPECT_EQ(served_.town->last_votes.accord, insight::Accord::kDifferent);
}

TEST_F(Insight, TalliesMayBeCountedApartByYear) {
  EXPECT_EQ(insight(std::string("tallies?by=year&person=") + kAnn), compact(R"json([{
  "person": {"id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2"}, "year": 2024,
  "yes": 1, "no": 1, "abstain": 0, "absent": 0, "conflict": 0, "nonvoting": 0, "blank": 0, "unrecognised": 0,
  "rows": "/api/v1/votes?person=personannlee2&year=2024"
}])json"));
}

TEST_F(Insight, AttendanceIsOfRollCalls) {
  EXPECT_EQ(insight("attendance.csv"),
            "person_id,person,person_external_id,present,total,rows\r\n"
            "personannlee2,Ann Lee,x-personannlee2,1,1,/api/v1/insight/attendance/rows?person=personannlee2\r\n"
            "personbooder2,Bo O'Der,x-personbooder2,0,1,/api/v1/insight/attendance/rows?person=personbooder2\r\n");
  EXPECT_EQ(
      served_.text(std::string("/api/v1/insight/attendance/rows.csv?present=false&person=") + kBo),
      "event_id,event,event_datetime,event_timezone,event_body_id,event_body,value,present\r\n"
      "eventheld2222,Town Council,2024-03-06T00:30:00Z,America/Chicago,bodycouncil22,Town Council,Absent,false\r\n");
  const auto rows = served_.json(std::string("/api/v1/insight/attendance/rows?person=") + kBo);
  EXPECT_EQ(rows.at("items").at(0).at("event").at("id"), kHeld);
  EXPECT_EQ(rows.at("items").at(0).at("present"), false);
}

TEST_F(Insight, DissentSponsorshipAndResultsAreFiguresToo) {
  EXPECT_EQ(served_.json("/api/v1/insight/dissent").at(0).at("base"), 1);
  const auto sponsored = served_.json(std::string("/api/v1/insight/sponsorship?person=") + kAnn);
  EXPECT_EQ(sponsored.at(0).at("type"), "Ordinance");
  EXPECT_EQ(sponsored.at(0).at("prime"), 1);
  EXPECT_EQ(sponsored.at(0).at("succeeded"), 1);
  EXPECT_EQ(sponsored.at(0).at("rows"), "/api/v1/matters?sponsor=personannlee2&type=Ordinance");
  const auto narrowed =
      served_.json(std::string("/api/v1/insight/sponsorship?from=2020-01-01&to=2024-12-31&person=") + kAnn);
  EXPECT_EQ(narrowed.at(0).at("rows"),
            "/api/v1/matters?sponsor=personannlee2&type=Ordinance&from=2020-01-01&to=2024-12-31");
  const auto results = served_.json(std::string("/api/v1/insight/results?body=") + kCouncil);
  EXPECT_EQ(results.at(0).at("matter").at("id"), kBikeMatter);
  EXPECT_EQ(results.at(0).at("result"), "passed");
}

TEST_F(Insight, ListsWhatIsContestedAndWhatDisagrees) {
  EXPECT_EQ(served_.json("/api/v1/insight/disagreements").at("items").at(0).at("id"), kOddVote);
  EXPECT_EQ(served_.json("/api/v1/insight/contested").at("total"), 2);
  const std::string table = served_.text("/api/v1/votes.csv?year=2024");
  EXPECT_TRUE(table.starts_with("id,external_id,datetime,timezone,name,body_id,body,event_id,matter_id,matter,"));
  EXPECT_EQ(served_.town->last_votes.year, 2024);
  EXPECT_TRUE(served_.text(std::string("/api/v1/votes.csv?person=") + kAnn).starts_with("value,class,vote_event_id,"));
  EXPECT_TRUE(served_.text(std::string("/api/v1/votes.csv?person=") + kAnn + "&with=" + kBo)
                  .starts_with("a_value,a_class,b_value,b_class,same,vote_event_id,"));
  EXPECT_TRUE(served_.text(std::string("/api/v1/votes/") + kSplitVote + "/rows.csv")
                  .starts_with("person_id,person,person_external_id,value,class\r\n"));
  served_.get("/api/v1/votes?disagrees=true&q=bike&type=Ordinance&year=2024");
  EXPECT_EQ(served_.town->last_votes.stated, insight::Stated::kDisagrees);
  EXPECT_EQ(served_.town->last_votes.text, "bike");
  EXPECT_EQ(served_.town->last_votes.year, 2024);
}

TEST_F(Insight, CoverageCountsMeetingsOfABodyAndYear) {
  const auto rows = served_.json(std::string("/api/v1/coverage?body=") + kCouncil);
  ASSERT_EQ(rows.as_array().size(), 1U);
  const auto& row = rows.at(0);
  EXPECT_EQ(row.at("meetings"), 3);
  EXPECT_EQ(row.at("called_off"), 1);
  EXPECT_EQ(row.at("held"), 2);
  EXPECT_EQ(row.at("minutes"), 1);
  EXPECT_EQ(row.at("roll_call"), 1);
}

TEST_F(Insight, WrongParametersAreNamed) {
  EXPECT_EQ(served_.problem_of("/api/v1/insight/agreement?contested=yes"),
            "400 contested: 'yes' is none of true, false");
  EXPECT_EQ(served_.problem_of("/api/v1/insight/tallies?year=24"), "400 year: '24' is not a year like 2023");
  EXPECT_EQ(served_.problem_of("/api/v1/insight/agreement/rows?a=personannlee2"), "400 b: missing");
  EXPECT_EQ(served_.problem_of("/api/v1/insight/agreement/rows?a=personannlee2&b=personannlee2"),
            "400 b: the same person as a");
  EXPECT_EQ(served_.problem_of("/api/v1/insight/attendance?by=month"), "400 by: 'month' is none of year, body");
  EXPECT_EQ(served_.problem_of("/api/v1/insight/attendance?person=nobody"),
            "400 person: 'nobody' is the id of no person");
  EXPECT_EQ(served_.problem_of("/api/v1/votes?class=yes"), "400 class: needs a person whose vote it is");
}

}  // namespace
}  // namespace dais::api
