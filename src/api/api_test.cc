// SPDX-License-Identifier: Apache-2.0
// The routes: errors, addresses that moved, tables, transcripts, and what watches the server.
#include "api/api.h"

#include <algorithm>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/openapi.h"
#include "api/served_town.h"

namespace dais::api {
namespace {

using namespace harness;
using testing::HasSubstr;
using testing::Not;

const std::string kEvents = "/api/v1/events/";
const std::string kPeople = "/api/v1/people/";

TEST(ApiErrors, AreProblemsWithTheRequestsId) {
  const ServedTown served;
  const http::Response response = served.get("/api/v1/bodies?limit=0");
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(ServedTown::header_of(response, "Access-Control-Allow-Origin"), "*");
  EXPECT_EQ(
      ServedTown::body_of(response),
      R"({"type":"about:blank","title":"Bad Request","status":400,"detail":"limit: '0' is not a number from 1 to 200",)"
      R"("code":"bad_request","request_id":"r1"})");
}

TEST(ApiErrors, SayWhatIsNotThere) {
  const ServedTown served;
  EXPECT_EQ(served.problem_of("/api/v1/events/nobody"), "404 no event nobody");
  EXPECT_EQ(served.problem_of("/api/v1/people/nobody"), "404 no person nobody");
  EXPECT_EQ(served.problem_of("/api/v1/people/nobody/votes.csv"), "404 no person nobody");
  EXPECT_EQ(served.problem_of("/api/v1/votes/nobody"), "404 no vote_event nobody");
  EXPECT_EQ(served.problem_of("/api/v1/nothing"), "404 /api/v1/nothing: no such page");
}

TEST(ApiErrors, TellTheOperatorWhatTheVisitorMustNotSee) {
  ServedTown served;
  served.town->failure = Error{ErrorCode::kStorage, "/srv/town/data/catalog.sqlite: disk I/O error"};
  EXPECT_EQ(served.problem_of("/api/v1/events"), "500 The archive's storage could not be read.");
  EXPECT_THAT(served.failures, testing::ElementsAre("/srv/town/data/catalog.sqlite: disk I/O error"));
  served.town->failure.reset();
  EXPECT_EQ(served.problem_of("/api/v1/events?limit=x").substr(0, 3), "400");
  EXPECT_EQ(served.failures.size(), 1U);
}

TEST(ApiErrors, KeepOurMessagesOfOtherFaultsToOurselves) {
  const http::Response response = problem({}, {ErrorCode::kForbidden, "10.0.0.7 is in a private network"});
  EXPECT_EQ(response.status, 403);
  EXPECT_THAT(ServedTown::body_of(response), HasSubstr(R"("detail":"That may not be reached from here.")"));
  EXPECT_THAT(ServedTown::body_of(response), HasSubstr(R"("title":"Forbidden")"));
}

TEST(ApiErrors, EveryCodeHasItsTitle) {
  for (int code = 0; code < static_cast<int>(ErrorCode::kCount); ++code) {
    const http::Response response = problem({}, {static_cast<ErrorCode>(code), ""});
    const std::string& body = ServedTown::body_of(response);
    if (response.status != 500) EXPECT_THAT(body, Not(HasSubstr("Internal Server Error"))) << body;
    EXPECT_THAT(body, Not(HasSubstr(R"("detail":"")"))) << body;
  }
}

TEST(ApiAddresses, AnIdThatMovedIsARedirectThatKeepsTheRest) {
  const ServedTown served;
  const auto location = [&](const std::string& target) {
    const http::Response response = served.get(target);
    EXPECT_EQ(response.status, 308) << target;
    EXPECT_EQ(ServedTown::header_of(response, "Access-Control-Allow-Origin"), "*");
    return ServedTown::header_of(response, "Location");
  };
  EXPECT_EQ(location(kEvents + "0123456789ab"), kEvents + kHeld);
  EXPECT_EQ(location(kEvents + "0123456789ab/sessions/0/transcript.vtt"),
            kEvents + kHeld + "/sessions/0/transcript.vtt");
  served.town->moved["abcdefabcdef"] = kAnn;
  EXPECT_EQ(location(kPeople + "abcdefabcdef/votes?class=no&from=2024-01-01"),
            kPeople + kAnn + "/votes?class=no&from=2024-01-01");
}

TEST(ApiAddresses, ASourcesOwnIdLeadsToOurs) {
  const ServedTown served;
  EXPECT_EQ(served.text("/api/v1/resolve?source=clerk&kind=event&external_id=ev-1"),
            R"({"id":"eventheld2222","url":"/events/eventheld2222"})");
  EXPECT_EQ(served.problem_of("/api/v1/resolve?source=clerk&kind=event&external_id=ev-9"),
            "404 no event ev-9 of clerk");
  EXPECT_EQ(served.problem_of("/api/v1/resolve?kind=event&external_id=1"), "400 source: missing");
  EXPECT_EQ(served.problem_of("/api/v1/resolve?source=clerk&external_id=1"), "400 kind: missing");
  EXPECT_EQ(served.problem_of("/api/v1/resolve?source=clerk&kind=event"), "400 external_id: missing");
  EXPECT_EQ(served.problem_of("/api/v1/resolve?source=clerk&kind=seat&external_id=1"),
            "400 kind: 'seat' is none of event, person, matter, body, vote_event");
}

TEST(ApiLists, SayWhereTheyGoOn) {
  const ServedTown served;
  served.town->next_cursor = "c2";
  const auto page = served.json("/api/v1/people");
  EXPECT_EQ(page.at("next"), "c2");
  EXPECT_EQ(page.at("total"), 2);
  EXPECT_EQ(page.at("items").as_array().size(), 2U);
}

TEST(ApiLists, OfMattersSayWhatThereIsToChooseFrom) {
  EXPECT_EQ(ServedTown().json("/api/v1/matters?q=nothing"), boost::json::parse(R"({"items":[],"next":null,"total":0,
              "choices":{"type":["Ordinance","Resolution"],"status":["Adopted","In committee"]}})"));
}

TEST(ApiTables, OfVotesAreCsvWithAHeader) {
  const ServedTown served;
  const http::Response response = served.get(kPeople + kAnn + "/votes.csv");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "text/csv; charset=utf-8; header=present");
  EXPECT_EQ(ServedTown::header_of(response, "Content-Disposition"), "attachment; filename=\"votes-personannlee2.csv\"");
  const std::string& table = ServedTown::body_of(response);
  EXPECT_THAT(table,
              testing::StartsWith(
                  "date,datetime,timezone,person_id,person,value,class,vote_event_id,vote_event_external_id,question,"
                  "body_id,body,event_id,event_external_id,matter_id,matter,matter_title,action,stated_outcome,"
                  "stated_passed,method,majority,outcome_disagrees,yes,no,abstain,absent,conflict,nonvoting,blank,"
                  "unrecognised,url\r\n"));
  EXPECT_THAT(
      table,
      HasSubstr(
          "\r\n2024-03-05,2024-03-06T00:30:00Z,America/Chicago,personannlee2,Ann Lee,Aye,yes,votesplit2222,"
          "x-votesplit2222,Adopt the bike lane,bodycouncil22,Town Council,eventheld2222,x-eventheld2222,"
          "matterbike222,Ord 12-2024,An ordinance for a protected bike lane on Mill Street,Adopt as amended,Passed,"
          "true,roll_call,yes,false,5,2,0,1,0,0,0,1,/votes/votesplit2222\r\n"));
}

TEST(ApiTables, GoOnToTheLastPage) {
  const ServedTown served;
  served.town->only_cursor = "c2";
  served.town->people.at(kAnn).votes.next = "c2";
  const std::string table = served.text(kPeople + kAnn + "/votes.csv");
  // The town's second page is its first again: a header, and twice two votes.
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 5);
  EXPECT_EQ(served.town->last_paging.cursor, "c2");
  EXPECT_EQ(served.town->last_paging.limit, archive::kMaxLimit);
}

TEST(ApiTranscripts, AreWrittenInEachForm) {
  const ServedTown served;
  const std::string address = kEvents + kHeld + "/sessions/0/transcript";
  const http::Response vtt = served.get(address + ".vtt");
  EXPECT_EQ(vtt.content_type, "text/vtt; charset=utf-8");
  EXPECT_EQ(ServedTown::header_of(vtt, "Content-Language"), "en");
  EXPECT_EQ(ServedTown::header_of(vtt, "Access-Control-Allow-Origin"), "*");
  EXPECT_THAT(ServedTown::body_of(vtt), testing::StartsWith("WEBVTT"));
  EXPECT_THAT(ServedTown::body_of(vtt), HasSubstr("01:02:05.400 --> 01:02:09.000"));
  const http::Response srt = served.get(address + ".srt");
  EXPECT_EQ(srt.content_type, "application/x-subrip; charset=utf-8");
  EXPECT_THAT(ServedTown::body_of(srt), HasSubstr("01:02:05,400 --> 01:02:09,000"));
  const http::Response txt = served.get(address + ".txt");
  EXPECT_EQ(txt.content_type, "text/plain; charset=utf-8");
  EXPECT_THAT(ServedTown::body_of(txt), HasSubstr("It is in the budget."));
  const http::Response json = served.get(address + ".json");
  EXPECT_EQ(json.content_type, "application/json");
  EXPECT_EQ(ServedTown::body_of(json), R"({"generator":"Alder Cross captions","sentences":[]})");
}

TEST(ApiTranscripts, AgendaItemsAreChapters) {
  const ServedTown served;
  const http::Response chapters = served.get(kEvents + kHeld + "/sessions/0/chapters.vtt");
  EXPECT_EQ(chapters.content_type, "text/vtt; charset=utf-8");
  EXPECT_EQ(
      ServedTown::body_of(chapters),
      "WEBVTT\n\n00:00:04.000 --> 00:00:12.500\n2. Ord 12-2024\n\n00:00:12.500 --> 01:02:09.000\n3. Res 7-2024\n");
  EXPECT_EQ(ServedTown::body_of(served.get(kEvents + kHeld + "/sessions/1/chapters.vtt")), "WEBVTT\n");
  EXPECT_EQ(served.problem_of(kEvents + kHeld + "/sessions/7/chapters.vtt"),
            "404 event eventheld2222 has no session 7");
}

TEST(ApiTranscripts, SayWhichSessionOrTranscriptIsNotThere) {
  const ServedTown served;
  const std::string sessions = kEvents + kHeld + "/sessions/";
  EXPECT_EQ(served.problem_of(sessions + "0/transcript.vtt?transcript=captions"),
            "404 that session has no transcript \"captions\"");
  EXPECT_EQ(served.problem_of(sessions + "1/transcript.vtt"), "404 session 1 of event eventheld2222 has no transcript");
  EXPECT_EQ(served.problem_of(sessions + "7/transcript.txt"), "404 event eventheld2222 has no session 7");
  for (const auto* wrong : {"-1", "x", "0x0", "99999999999"}) {
    EXPECT_EQ(served.problem_of(sessions + wrong + "/transcript.json"),
              std::string("404 event eventheld2222 has no session ") + wrong);
  }
}

TEST(ApiOperation, LifeAndReadinessAreTwoThings) {
  ServedTown served;
  EXPECT_EQ(served.text("/healthz"), R"({"status":"ok"})");
  EXPECT_EQ(served.text("/readyz"), R"({"status":"ready","version":"9.8.7"})");
  served.town->failure = Error{ErrorCode::kStorage, "no catalog"};
  EXPECT_EQ(served.text("/healthz"), R"({"status":"ok"})");
  EXPECT_EQ(served.get("/readyz").status, 503);
  EXPECT_THAT(served.failures, testing::ElementsAre("no catalog"));
}

TEST(ApiOperation, MetricsAreNotKeptAndSayTheGauges) {
  const ServedTown served;
  for (const auto* path : {"/healthz", "/readyz", "/metrics"})
    EXPECT_EQ(served.router.keep_of(path), http::Keep::kNo) << path;
  EXPECT_EQ(served.router.keep_of("/api/v1/events"), http::Keep::kYes);
  const http::Response response = served.get("/metrics");
  EXPECT_EQ(response.content_type, "text/plain; version=0.0.4; charset=utf-8");
  EXPECT_THAT(ServedTown::body_of(response), HasSubstr("dais_http_open_connections 3\n"));
  EXPECT_THAT(ServedTown::body_of(response), HasSubstr("dais_archive_up 1\n"));
}

TEST(ApiOperation, MetricsAnswerWithoutACatalog) {
  archive::ReaderPool broken(
      []() -> Result<std::unique_ptr<archive::Reader>> { return fail(ErrorCode::kStorage, "no catalog"); });
  const config::Config config;
  const Metrics metrics;
  http::Router router;
  add_routes(router, {broken, config, metrics, "1", {}, {}});
  const http::Response response = router.dispatch(http::parse_target("GET", "/metrics").value());
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(ServedTown::body_of(response), HasSubstr("dais_archive_up 0\n"));
  EXPECT_EQ(router.dispatch(http::parse_target("GET", "/readyz").value()).status, 503);
  EXPECT_EQ(router.dispatch(http::parse_target("GET", "/api/v1/events").value()).status, 500);
}

TEST(ApiDocument, NamesTheRoutesThereAreAndNoOther) {
  const ServedTown served;
  const auto document = json::parse(openapi_document());
  ASSERT_TRUE(document.has_value()) << document.error().message;
  std::set<std::string> documented;
  for (const auto& path : document->at("paths").as_object()) documented.emplace(path.key());
  std::set<std::string> routes;
  for (const auto& route : served.router.routes()) {
    if (route.pattern != "/api/v1") routes.insert(route.pattern);
  }
  EXPECT_EQ(documented, routes);
  EXPECT_EQ(served.text("/openapi.json"), openapi_document());
  EXPECT_EQ(served.text("/api/v1"), served.text("/api/v1/"));
}

}  // namespace
}  // namespace dais::api
