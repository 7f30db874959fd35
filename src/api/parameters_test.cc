// SPDX-License-Identifier: Apache-2.0
// What each parameter becomes, and what the answer says of a wrong one.
#include "api/parameters.h"

#include <gtest/gtest.h>

#include <string>

#include "api/served_town.h"

namespace dais::api {
namespace {

using namespace harness;

TEST(Parameters, AnUnknownOneIsRefusedByNameOnEveryRoute) {
  const ServedTown served;
  for (const auto& route : served.router.routes()) {
    std::string target = route.pattern;
    const std::string collection = target.starts_with("/api/v1/people")    ? kAnn
                                   : target.starts_with("/api/v1/matters") ? kBikeMatter
                                   : target.starts_with("/api/v1/bodies")  ? kCouncil
                                   : target.starts_with("/api/v1/votes")   ? kSplitVote
                                                                           : kHeld;
    if (const auto at = target.find("{id}"); at != std::string::npos) target.replace(at, 4, collection);
    if (const auto at = target.find("{n}"); at != std::string::npos) target.replace(at, 3, "0");
    EXPECT_TRUE(
        served.problem_of(target + "?surely=1").starts_with("400 unknown parameter 'surely'; this address takes"))
        << target;
  }
}

TEST(Parameters, TheRefusalSaysWhatThereIs) {
  const ServedTown served;
  EXPECT_EQ(served.problem_of("/api/v1/bodies?page=2"),
            "400 unknown parameter 'page'; this address takes limit, cursor");
  EXPECT_EQ(served.problem_of("/healthz?verbose"), "400 unknown parameter 'verbose'; this address takes none");
}

TEST(Parameters, OneGivenTwiceIsRefused) {
  EXPECT_EQ(ServedTown().problem_of("/api/v1/search?q=a&q=b"), "400 q: given more than once");
}

TEST(Parameters, OneTooLongIsRefused) {
  const ServedTown served;
  EXPECT_EQ(served.get("/api/v1/search?q=" + std::string(1000, 'a')).status, 200);
  EXPECT_EQ(served.problem_of("/api/v1/search?q=" + std::string(1001, 'a')), "400 q: longer than 1000 bytes");
}

TEST(Parameters, LimitIsFromOneToTwoHundred) {
  const ServedTown served;
  for (const std::string wrong : {"0", "201", "-1", "+1", "1.5", "abc", "1x", "99999999999999999999"}) {
    EXPECT_EQ(served.problem_of("/api/v1/bodies?limit=" + (wrong == "+1" ? "%2B1" : wrong)),
              "400 limit: '" + wrong + "' is not a number from 1 to 200");
  }
  EXPECT_EQ(served.get("/api/v1/bodies").status, 200);
  EXPECT_EQ(served.town->last_paging.limit, 20U);
  EXPECT_EQ(served.get("/api/v1/bodies?limit=200").status, 200);
  EXPECT_EQ(served.town->last_paging.limit, 200U);
}

TEST(Parameters, ACursorIsPassedOnAndAWrongOneRefused) {
  const ServedTown served;
  served.town->only_cursor = "c 2";
  EXPECT_EQ(served.get("/api/v1/events?cursor=c%202").status, 200);
  EXPECT_EQ(served.town->last_paging.cursor, "c 2");
  EXPECT_EQ(served.problem_of("/api/v1/events?cursor=mine"), "400 cursor: not one of ours");
  EXPECT_EQ(served.problem_of("/api/v1/search?cursor=mine"), "400 cursor: not one of ours");
}

TEST(Parameters, DatesAreOfTheInstancesClockAndInclusive) {
  const ServedTown served;
  EXPECT_EQ(served.get("/api/v1/events?from=2024-03-10&to=2024-03-10").status, 200);
  // Chicago's clocks went forward on that day: it had 23 hours.
  EXPECT_EQ(format_utc(served.town->last_events.from.value()), "2024-03-10T06:00:00Z");
  EXPECT_EQ(format_utc(served.town->last_events.to.value()), "2024-03-11T05:00:00Z");
}

TEST(Parameters, InstantsAreTakenAsTheyAre) {
  const ServedTown served;
  EXPECT_EQ(served.get("/api/v1/events?from=2024-03-10T12:00:00Z&to=2024-03-10T12:00:00-05:00").status, 200);
  EXPECT_EQ(format_utc(served.town->last_events.from.value()), "2024-03-10T12:00:00Z");
  EXPECT_EQ(format_utc(served.town->last_events.to.value()), "2024-03-10T17:00:00.001Z");
}

TEST(Parameters, WhatIsNoDateIsNamed) {
  const ServedTown served;
  EXPECT_EQ(served.problem_of("/api/v1/events?from=abc"),
            "400 from: 'abc' is not a date like 2023-01-31, nor a time like 2023-01-31T18:30:00Z");
  EXPECT_EQ(served.problem_of("/api/v1/search?to=2023-02-30"),
            "400 to: '2023-02-30' is not a date like 2023-01-31, nor a time like 2023-01-31T18:30:00Z");
  EXPECT_EQ(served.problem_of("/api/v1/events?from=2024-02-01&to=2024-01-31"), "400 from: later than to");
  EXPECT_EQ(served.get("/api/v1/events?from=2024-02-01T18:00&to=2024-02-01").status, 200);
  EXPECT_EQ(served.get("/api/v1/events?from=2024-02-01T18:00&to=2024-02-01T18:00").status, 200);
  EXPECT_EQ(served.problem_of("/api/v1/events?from=2024-02-02&to=2024-02-01"), "400 from: later than to");
}

TEST(Parameters, ChoicesAreNamedWithWhatTheyMayBe) {
  const ServedTown served;
  EXPECT_EQ(served.problem_of("/api/v1/search?sort=best"), "400 sort: 'best' is none of relevance, newest, oldest");
  EXPECT_EQ(served.problem_of("/api/v1/events?has=fun"), "400 has: 'fun' is none of recording, transcript, votes");
  EXPECT_EQ(served.problem_of("/api/v1/events?when=now"), "400 when: 'now' is none of past, upcoming");
  EXPECT_EQ(served.problem_of("/api/v1/people?active=1"), "400 active: '1' is none of true, false");
  EXPECT_EQ(served.problem_of(std::string("/api/v1/people/") + kAnn + "/votes?class=Aye"),
            "400 class: 'Aye' is none of yes, no, abstain, absent, conflict, nonvoting, blank, unrecognised");
}

TEST(Parameters, AnIdOfNobodyIsNamed) {
  const ServedTown served;
  EXPECT_EQ(served.problem_of("/api/v1/events?body=nobody"), "400 body: 'nobody' is the id of no body");
  EXPECT_EQ(served.problem_of("/api/v1/search?person=nobody"), "400 person: 'nobody' is the id of no person");
  EXPECT_EQ(served.problem_of("/api/v1/matters?sponsor=nobody"), "400 sponsor: 'nobody' is the id of no person");
}

TEST(Parameters, AnIdThatMovedLeadsToItsSuccessor) {
  const ServedTown served;
  served.town->moved["abcdefabcdef"] = kCouncil;
  EXPECT_EQ(served.get("/api/v1/events?body=abcdefabcdef").status, 200);
  EXPECT_EQ(served.town->last_events.body_id, kCouncil);
}

TEST(Parameters, AnEmptyFieldOfAFormIsNotGiven) {
  const ServedTown served;
  EXPECT_EQ(served.get("/api/v1/events?body=&from=&to=&has=&when=&limit=&cursor=").status, 200);
  EXPECT_EQ(served.town->last_events.body_id, "");
  EXPECT_FALSE(served.town->last_events.from.has_value());
  EXPECT_EQ(served.town->last_paging.limit, 20U);
}

TEST(Parameters, SearchHandsAllOfThemOn) {
  const ServedTown served;
  const std::string target =
      std::string("/api/v1/search?q=%20%22bike+lane%22%20&sort=oldest&limit=7&from=2024-01-01&body=") + kCouncil +
      "&person=" + kAnn + "&event=" + kHeld;
  EXPECT_EQ(served.get(target).status, 200);
  const archive::SearchRequest& asked = served.town->last_search;
  EXPECT_EQ(asked.text, "\"bike lane\"");
  EXPECT_EQ(asked.sort, "oldest");
  EXPECT_EQ(asked.paging.limit, 7U);
  EXPECT_EQ(format_utc(asked.from.value()), "2024-01-01T06:00:00Z");
  EXPECT_EQ(asked.body_id, kCouncil);
  EXPECT_EQ(asked.person_id, kAnn);
  EXPECT_EQ(asked.event_id, kHeld);
}

TEST(Parameters, AListHandsItsFiltersOn) {
  const ServedTown served;
  EXPECT_EQ(served.get(std::string("/api/v1/matters?q=lane&type=Ordinance&status=Adopted&sponsor=") + kAnn).status,
            200);
  EXPECT_EQ(served.town->last_matters.text, "lane");
  EXPECT_EQ(served.town->last_matters.matter_type, "Ordinance");
  EXPECT_EQ(served.town->last_matters.status, "Adopted");
  EXPECT_EQ(served.town->last_matters.sponsor_id, kAnn);
  EXPECT_EQ(served.get(std::string("/api/v1/people?q=Ann&active=true&body=") + kCouncil).status, 200);
  EXPECT_EQ(served.town->last_people.text, "Ann");
  EXPECT_EQ(served.town->last_people.active, "true");
  EXPECT_EQ(served.town->last_people.body_id, kCouncil);
  EXPECT_EQ(served.get(std::string("/api/v1/people/") + kAnn + "/votes?class=no&to=2024-12-31&body=" + kCouncil).status,
            200);
  EXPECT_EQ(served.town->last_votes.vote_class, domain::VoteClass::kNo);
  EXPECT_EQ(format_utc(served.town->last_votes.to.value()), "2025-01-01T06:00:00Z");
}

}  // namespace
}  // namespace dais::api
