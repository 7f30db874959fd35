// SPDX-License-Identifier: Apache-2.0
// What the other records and a search look like, to the letter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/served_town.h"

namespace dais::api {
namespace {

using namespace harness;

TEST(IndexJson, SaysWhatThereIs) {
  EXPECT_EQ(ServedTown().text("/api/v1/"), compact(R"json({
  "name": "Alder Cross", "about": null, "licence": null, "contact": null, "public_url": null,
  "timezone": "America/Chicago", "version": "9.8.7",
  "holdings": {
    "events": 5, "events_with_transcript": 1, "transcript_hours": 1, "matters": 2, "votes": 3, "people": 2,
    "bodies": 2, "first_event": "2024-01-10T23:00:00Z", "last_event": "2031-05-07T05:00:00Z"
  },
  "openapi": "/openapi.json",
  "routes": [
    "/api/v1/",
    "/api/v1/search", "/api/v1/suggest", "/api/v1/check", "/api/v1/trends", "/api/v1/trends.csv", "/api/v1/like",
    "/api/v1/related",
    "/api/v1/events",
    "/api/v1/events.csv",
    "/api/v1/events/{id}",
    "/api/v1/events/{id}/sessions/{n}/transcript.json",
    "/api/v1/events/{id}/sessions/{n}/transcript.vtt",
    "/api/v1/events/{id}/sessions/{n}/transcript.srt",
    "/api/v1/events/{id}/sessions/{n}/transcript.txt",
    "/api/v1/events/{id}/sessions/{n}/chapters.vtt",
    "/api/v1/people",
    "/api/v1/people.csv",
    "/api/v1/people/{id}",
    "/api/v1/people/{id}/votes",
    "/api/v1/people/{id}/votes.csv",
    "/api/v1/matters",
    "/api/v1/matters.csv",
    "/api/v1/matters/{id}",
    "/api/v1/bodies",
    "/api/v1/bodies.csv",
    "/api/v1/bodies/{id}",
    "/api/v1/votes/{id}",
    "/api/v1/votes/{id}/rows.csv",
    "/api/v1/insight/agreement",
    "/api/v1/insight/agreement.csv",
    "/api/v1/insight/attendance",
    "/api/v1/insight/attendance.csv",
    "/api/v1/insight/tallies",
    "/api/v1/insight/tallies.csv",
    "/api/v1/insight/dissent",
    "/api/v1/insight/dissent.csv",
    "/api/v1/insight/sponsorship",
    "/api/v1/insight/sponsorship.csv",
    "/api/v1/insight/results",
    "/api/v1/insight/results.csv",
    "/api/v1/coverage",
    "/api/v1/coverage.csv",
    "/api/v1/insight/agreement/rows",
    "/api/v1/insight/dissent/rows",
    "/api/v1/insight/attendance/rows",
    "/api/v1/insight/attendance/rows.csv",
    "/api/v1/votes.csv",
    "/api/v1/insight/contested",
    "/api/v1/insight/disagreements",
    "/api/v1/votes",
    "/api/v1/changes",
    "/api/v1/runs",
    "/api/v1/runs/{id}",
    "/api/v1/queue",
    "/api/v1/resolve",
    "/healthz",
    "/readyz",
    "/metrics",
    "/openapi.json"
  ]
})json"));
}

TEST(PeopleJson, SayAllThatAPersonDid) {
  EXPECT_EQ(ServedTown().text(std::string("/api/v1/people/") + kAnn), compact(R"json({
  "id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2", "url": "/people/personannlee2",
  "seat": "District 1", "title": "Council President", "is_active": true, "vote_count": 3, "sponsored_count": 1,
  "spoken_count": 3, "timezone": "America/Chicago", "also_known_as": ["A. Lee"], "email": "ann@alder.example",
  "phone": null, "website": "https://ann.example/", "picture_uri": null,
  "roles": [
    {
      "title": "Council President",
      "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
      "seat": "District 1", "start": "2023-01-01T06:00:00Z", "end": null, "current": true
    },
    {
      "title": "Member", "body": {"id": "bodyplanning2", "name": "Planning Board", "external_id": "x-bodyplanning2"},
      "seat": null, "start": "2020-01-01T06:00:00Z", "end": "2022-12-31T06:00:00Z", "current": false
    }
  ],
  "tally": {"yes": 2, "no": 1, "abstain": 0, "absent": 0, "conflict": 0, "nonvoting": 0, "blank": 0, "unrecognised": 0},
  "votes": {
    "items": [
      {
        "vote_event": {
          "id": "votesplit2222", "name": "Adopt the bike lane", "external_id": "x-votesplit2222",
          "url": "/votes/votesplit2222",
          "event": {"id": "eventheld2222", "name": "Town Council", "external_id": "x-eventheld2222"},
          "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
          "matter": {"id": "matterbike222", "name": "Ord 12-2024", "external_id": "x-matterbike222"},
          "matter_title": "An ordinance for a protected bike lane on Mill Street",
          "datetime": "2024-03-06T00:30:00Z", "timezone": "America/Chicago", "action": "Adopt as amended",
          "stated_outcome": "Passed", "stated_passed": true, "method": "roll_call",
          "tally": {
            "yes": 5, "no": 2, "abstain": 0, "absent": 1, "conflict": 0, "nonvoting": 0, "blank": 0,
            "unrecognised": 1
          },
          "majority": "yes", "outcome_disagrees": false
        },
        "value": "Aye", "class": "yes"
      },
      {
        "vote_event": {
          "id": "voteodd222222", "name": "Raise the parking tax", "external_id": "x-voteodd222222",
          "url": "/votes/voteodd222222",
          "event": {"id": "eventheld2222", "name": "Town Council", "external_id": "x-eventheld2222"},
          "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
          "matter": {"id": "mattertax2222", "name": "Res 7-2024", "external_id": "x-mattertax2222"},
          "matter_title": "A resolution on the parking tax", "datetime": "2024-03-06T00:30:00Z",
          "timezone": "America/Chicago", "action": "Adopt", "stated_outcome": "Passed", "stated_passed": true,
          "method": "unknown",
          "tally": {
            "yes": 1, "no": 2, "abstain": 0, "absent": 0, "conflict": 0, "nonvoting": 0, "blank": 0,
            "unrecognised": 0
          },
          "majority": "no", "outcome_disagrees": true
        },
        "value": "Nay", "class": "no"
      }
    ],
    "next": null, "total": 2
  },
  "sponsored": [
    {
      "id": "matterbike222", "name": "Ord 12-2024", "external_id": "x-matterbike222",
      "url": "/matters/matterbike222", "title": "An ordinance for a protected bike lane on Mill Street",
      "matter_type": "Ordinance", "status": "Adopted", "introduced": "2024-01-09T06:00:00Z",
      "timezone": "America/Chicago",
      "prime_sponsor": {"id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2"},
      "sponsor_count": 2, "withdrawn": false
    }
  ],
  "moments": [],
  "provenance": {
    "source": "clerk", "external_id": "p-1", "source_uri": "https://clerk.example/records/1?a=1&b=2",
    "first_seen": "2024-03-06T15:00:00Z", "last_changed": "2024-03-08T15:00:00Z", "withdrawn": null, "changes": []
  }
})json"));
}

TEST(MattersJson, SayTheLifeOfAMatter) {
  EXPECT_EQ(ServedTown().text(std::string("/api/v1/matters/") + kBikeMatter), compact(R"json({
  "id": "matterbike222", "name": "Ord 12-2024", "external_id": "x-matterbike222", "url": "/matters/matterbike222",
  "title": "An ordinance for a protected bike lane on Mill Street", "matter_type": "Ordinance", "status": "Adopted",
  "introduced": "2024-01-09T06:00:00Z", "timezone": "America/Chicago",
  "prime_sponsor": {"id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2"}, "sponsor_count": 2,
  "withdrawn": false, "summary": "Puts a protected lane on both sides of Mill Street.",
  "text": "Section 1. There shall be a lane.\nSection 2. It shall be protected.", "enactment_number": "2024-12",
  "passed": "2024-03-06T01:10:00Z", "enacted": null,
  "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
  "sponsors": [
    {"id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2"},
    {"id": "personbooder2", "name": "Bo <script>alert(1)</script> O'Der", "external_id": "x-personbooder2"}
  ],
  "files": [{"name": "Full text", "uri": "https://clerk.example/ord12.pdf", "pages": null, "note": null}],
  "actions": [
    {
      "datetime": "2024-01-09T06:00:00Z", "action": "Introduced", "description": null, "outcome": null,
      "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"}, "event": null,
      "vote": null
    },
    {
      "datetime": "2024-03-06T01:10:00Z", "action": "Adopted", "description": "As amended", "outcome": "Pass",
      "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
      "event": {"id": "eventheld2222", "name": "Town Council", "external_id": "x-eventheld2222"},
      "vote": {
        "id": "votesplit2222", "name": "Adopt the bike lane", "external_id": "x-votesplit2222",
        "url": "/votes/votesplit2222",
        "event": {"id": "eventheld2222", "name": "Town Council", "external_id": "x-eventheld2222"},
        "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
        "matter": {"id": "matterbike222", "name": "Ord 12-2024", "external_id": "x-matterbike222"},
        "matter_title": "An ordinance for a protected bike lane on Mill Street", "datetime": "2024-03-06T00:30:00Z",
        "timezone": "America/Chicago", "action": "Adopt as amended", "stated_outcome": "Passed",
        "stated_passed": true, "method": "roll_call",
        "tally": {"yes": 5, "no": 2, "abstain": 0, "absent": 1, "conflict": 0, "nonvoting": 0, "blank": 0, "unrecognised": 1},
        "majority": "yes", "outcome_disagrees": false
      }
    }
  ],
  "moments": [], "earlier_texts": [],
  "provenance": {
    "source": "clerk", "external_id": "m-12", "source_uri": "https://clerk.example/records/1?a=1&b=2",
    "first_seen": "2024-03-06T15:00:00Z", "last_changed": "2024-03-08T15:00:00Z", "withdrawn": null, "changes": []
  }
})json"));
}

TEST(BodiesJson, SayMembersAndMeetings) {
  EXPECT_EQ(ServedTown().text(std::string("/api/v1/bodies/") + kCouncil), compact(R"json({
  "id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22", "url": "/bodies/bodycouncil22",
  "classification": "council", "description": "Decides for the town.", "is_active": true, "event_count": 3,
  "member_count": 2, "last_event": "2024-03-06T00:30:00Z", "timezone": "America/Chicago",
  "members": [
    {
      "person": {"id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2"},
      "role": {
        "title": "Council President",
        "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
        "seat": "District 1", "start": "2023-01-01T06:00:00Z", "end": null, "current": true
      }
    }
  ],
  "upcoming": [],
  "events": {
    "items": [
      {
        "id": "eventheld2222", "name": "Town Council", "external_id": "x-eventheld2222",
        "url": "/events/eventheld2222",
        "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
        "datetime": "2024-03-06T00:30:00Z", "timezone": "America/Chicago", "state": "held", "status": "Final",
        "location": "Town Hall, 1 Mill Street", "comment": null, "has_recording": true, "has_transcript": true,
        "item_count": 4, "vote_count": 3, "duration_seconds": 3729.0, "thumbnail_uri": null, "withdrawn": false
      },
      {
        "id": "eventbare2222", "name": "Town Council", "external_id": "x-eventbare2222",
        "url": "/events/eventbare2222",
        "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
        "datetime": "2024-02-07T00:30:00Z", "timezone": "America/Chicago", "state": "held", "status": null,
        "location": null, "comment": null, "has_recording": false, "has_transcript": false, "item_count": 0,
        "vote_count": 0, "duration_seconds": null, "thumbnail_uri": null, "withdrawn": false
      }
    ],
    "next": null, "total": 2
  },
  "provenance": {
    "source": "clerk", "external_id": "b-1", "source_uri": "https://clerk.example/records/1?a=1&b=2",
    "first_seen": "2024-03-06T15:00:00Z", "last_changed": "2024-03-08T15:00:00Z", "withdrawn": null, "changes": []
  }
})json"));
}

TEST(SearchJson, SaysMomentsAndWhatWasUnderstood) {
  EXPECT_EQ(ServedTown().text("/api/v1/search?q=bike"), compact(R"json({
  "query": {"text": "bike", "kind": null, "understood": "meetings where anyone said “bike”", "terms": ["bike"]}, "total": 2, "meetings": 0,
  "total_is_exact": true, "complete": true,
  "hits": [
    {
      "event": {
        "id": "eventheld2222", "external_id": "x-eventheld2222", "name": "Town Council", "body": "Town Council",
        "body_id": "bodycouncil22", "datetime": "2024-03-06T00:30:00Z", "timezone": "America/Chicago"
      },
      "session": 0, "start_seconds": 9.5, "end_seconds": 66.2, "speaker": "Bo <script>alert(1)</script> O'Der",
      "speaker_id": "personbooder2", "speaker_evidence": null, "text": "I ask whether bike lanes <b>belong</b> there.",
      "snippet_html": "I ask whether <mark>bike</mark> lanes &lt;b&gt;belong&lt;/b&gt; there.", "score": 2.5, "more_in_meeting": 0, "sounds_like": [],
      "url": "/events/eventheld2222?s=0&t=9"
    },
    {
      "event": {
        "id": "eventheld2222", "external_id": "x-eventheld2222", "name": "Town Council", "body": "Town Council",
        "body_id": "bodycouncil22", "datetime": "2024-03-06T00:30:00Z", "timezone": "America/Chicago"
      },
      "session": 0, "start_seconds": 61.0, "end_seconds": 66.2, "speaker": null, "speaker_id": null, "speaker_evidence": null,
      "text": "I ask whether bike lanes <b>belong</b> there.",
      "snippet_html": "the cost of <mark>bike</mark> parking &amp; more", "score": 2.5, "more_in_meeting": 0, "sounds_like": [],
      "url": "/events/eventheld2222?s=0&t=61"
    }
  ],
  "facets": {"body": [{"id": "bodycouncil22", "name": "Town Council", "count": 2}], "year": [{"value": 2024, "count": 2}]},
  "named": {"people": [], "matters": []},
  "groups": {
    "people": {"total": 0, "items": []}, "matters": {"total": 0, "items": []}, "items": {"total": 0, "items": []},
    "documents": {"total": 0, "items": []}
  },
  "suggestion": null, "unsaid": [], "nearest": [], "next": null, "took_ms": 1.9,
  "searched": {
    "events": 5, "events_with_transcript": 1, "transcript_hours": 1, "matters": 2, "votes": 3, "people": 2,
    "bodies": 2, "first_event": "2024-01-10T23:00:00Z", "last_event": "2031-05-07T05:00:00Z"
  }
})json"));
}

TEST(SearchJson, ShowsWhatWasFoundBesideMoments) {
  ServedTown served;
  archive::SearchView& found = served.town->found;
  found.documents.total = 12;
  found.documents.items.push_back({"Staff report",
                                   "https://clerk.example/report.pdf#page=7",
                                   "pdf",
                                   7,
                                   40,
                                   found.hits[0].event,
                                   {kBikeMatter, "", ""},
                                   "a <mark>bike</mark> lane",
                                   2.5});
  found.items.total = 1;
  found.items.items.push_back(
      {"itembike22222", "Bike lane", "2", {}, found.hits[0].event, "/events/x#item-itembike22222"});
  const std::string answer = served.text("/api/v1/search?q=bike&kind=document");
  EXPECT_EQ(served.town->last_search.kind, "document");
  const std::string meeting = compact(R"json({
    "id": "eventheld2222", "external_id": "x-eventheld2222", "name": "Town Council", "body": "Town Council",
    "body_id": "bodycouncil22", "datetime": "2024-03-06T00:30:00Z", "timezone": "America/Chicago"
  })json");
  EXPECT_THAT(
      answer,
      testing::HasSubstr(
          R"("documents":{"total":12,"items":[{"title":"Staff report","kind":"pdf","page":7,"pages":40,"event":)" +
          meeting +
          R"(,"matter_id":"matterbike222","snippet_html":"a <mark>bike</mark> lane","score":2.5,)"
          R"("url":"https://clerk.example/report.pdf#page=7"}]})"));
  EXPECT_THAT(
      answer,
      testing::HasSubstr(
          R"("items":{"total":1,"items":[{"id":"itembike22222","name":"Bike lane","agenda_number":"2","matter":null,"event":)" +
          meeting + R"(,"url":"/events/x#item-itembike22222"}]})"));
}

TEST(SuggestJson, SaysWhatABeginningMayBecome) {
  ServedTown served;
  served.town->suggested = {{"person", "Ann Lee", "Mayor", "/people/personannlee2"}, {"phrase", "bike lanes", "", ""}};
  EXPECT_EQ(served.text("/api/v1/suggest?q=an"),
            R"({"items":[{"kind":"person","text":"Ann Lee","detail":"Mayor","url":"/people/personannlee2"},)"
            R"({"kind":"phrase","text":"bike lanes","detail":null,"url":null}]})");
  EXPECT_EQ(served.town->last_suggest, "an");
}

}  // namespace
}  // namespace dais::api
