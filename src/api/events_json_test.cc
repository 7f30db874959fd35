// SPDX-License-Identifier: Apache-2.0
// What a meeting and a vote look like, to the letter: names and their order, nulls, datetimes with their zones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/served_town.h"

namespace dais::api {
namespace {

using namespace harness;

TEST(EventsJson, SayAllThatAMeetingIs) {
  EXPECT_EQ(ServedTown().text(std::string("/api/v1/events/") + kHeld), compact(R"json({
  "id": "eventheld2222", "name": "Town Council", "external_id": "x-eventheld2222", "url": "/events/eventheld2222",
  "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
  "datetime": "2024-03-06T00:30:00Z", "timezone": "America/Chicago", "state": "held", "status": "Final",
  "location": "Town Hall, 1 Mill Street", "comment": null, "has_recording": true, "has_transcript": true,
  "item_count": 4, "vote_count": 3, "duration_seconds": 3729.0, "thumbnail_uri": null, "withdrawn": false,
  "agenda_uri": "https://clerk.example/agenda.pdf", "minutes_uri": "https://clerk.example/minutes.pdf",
  "agenda_note": null, "minutes_note": null,
  "sessions": [
    {
      "index": 0, "id": "session222222", "url": "/events/eventheld2222?s=0", "datetime": "2024-03-06T00:30:00Z",
      "media": "video", "media_uri": "/media/0a1b.mp4",
      "chapters": "/api/v1/events/eventheld2222/sessions/0/chapters.vtt", "caption_uri": null, "clip_start_seconds": 0.0,
      "clip_end_seconds": null, "recording_seconds": null, "recording_fault": null, "audio_uri": null, "thumbnail_uri": null,
      "transcript": {
        "generator": "Captions of the clerk", "kind": "captions", "confidence": 0.97, "language": "en",
        "created": null, "sentence_count": 6,
        "speakers": [
          {"id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2"},
          {"id": "personbooder2", "name": "Bo <script>alert(1)</script> O'Der", "external_id": "x-personbooder2"},
          {"id": null, "name": "Clerk", "external_id": null}
        ],
        "speaker_evidence": [
          {
            "label": "Ann Lee", "person": {"id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2"},
            "evidence": "The label is her full name."
          }
        ],
        "json": "/api/v1/events/eventheld2222/sessions/0/transcript.json",
        "vtt": "/api/v1/events/eventheld2222/sessions/0/transcript.vtt",
        "srt": "/api/v1/events/eventheld2222/sessions/0/transcript.srt",
        "txt": "/api/v1/events/eventheld2222/sessions/0/transcript.txt"
      },
      "transcripts": [
        {
          "id": "captions22222", "generator": "Captions of the clerk", "kind": "captions", "confidence": 0.97,
          "since": "2024-03-06T00:30:00Z", "fault": null,
          "json": "/api/v1/events/eventheld2222/sessions/0/transcript.json?transcript=captions22222"
        },
        {
          "id": "draft22222222", "generator": "A recogniser", "kind": "draft", "confidence": 0.4,
          "since": "2024-03-06T00:30:00Z", "fault": "its end is missing",
          "json": "/api/v1/events/eventheld2222/sessions/0/transcript.json?transcript=draft22222222"
        }
      ]
    },
    {
      "index": 1, "id": "session222223", "url": "/events/eventheld2222?s=1", "datetime": "2024-03-06T02:30:00Z",
      "media": "elsewhere", "media_uri": "https://www.youtube.com/watch?v=abc123",
      "chapters": "/api/v1/events/eventheld2222/sessions/1/chapters.vtt", "caption_uri": null,
      "clip_start_seconds": 0.0, "clip_end_seconds": null, "recording_seconds": null, "recording_fault": null, "audio_uri": null,
      "thumbnail_uri": null, "transcript": null, "transcripts": []
    }
  ],
  "items": [
    {
      "id": "itemminutes22", "url": "/events/eventheld2222#item-itemminutes22", "index": 0, "agenda_number": "1",
      "name": "Minutes of the last meeting", "description": null, "action": null, "decision": "Approved",
      "matter": null, "matter_type": null, "matter_title": null, "start_seconds": null, "moment": null, "files": [],
      "votes": [
        {
          "id": "votevoice2222", "name": "Approve the minutes", "external_id": "x-votevoice2222",
          "url": "/votes/votevoice2222",
          "event": {"id": "eventheld2222", "name": "Town Council", "external_id": "x-eventheld2222"},
          "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"}, "matter": null,
          "matter_title": null, "datetime": "2024-03-06T00:30:00Z", "timezone": "America/Chicago",
          "action": "Approve", "stated_outcome": "Approved", "stated_passed": true, "method": "voice",
          "tally": {
            "yes": 0, "no": 0, "abstain": 0, "absent": 0, "conflict": 0, "nonvoting": 0, "blank": 0,
            "unrecognised": 0
          },
          "majority": null, "outcome_disagrees": false
        }
      ],
      "withdrawn": false
    },
    {
      "id": "itembike22222", "url": "/events/eventheld2222#item-itembike22222", "index": 1, "agenda_number": "2",
      "name": "Ord 12-2024", "description": "Second reading.", "action": "Adopt as amended", "decision": "Passed",
      "matter": {"id": "matterbike222", "name": "Ord 12-2024", "external_id": "x-matterbike222"},
      "matter_type": "Ordinance", "matter_title": "An ordinance for a protected bike lane on Mill Street",
      "start_seconds": 4.0,
      "moment": {
        "session": 0, "seconds": 4.0, "stated": true, "confidence": 1.0, "why": null,
        "url": "/events/eventheld2222?s=0&t=4"
      },
      "files": [
        {"name": "Staff report", "uri": "https://clerk.example/report.pdf", "pages": null, "note": null},
        {"name": "Trap", "uri": "javascript:alert(1)", "pages": null, "note": null}
      ],
      "votes": [
        {
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
        }
      ],
      "withdrawn": false
    },
    {
      "id": "itemtax222222", "url": "/events/eventheld2222#item-itemtax222222", "index": 2, "agenda_number": "3",
      "name": "Res 7-2024", "description": null, "action": null, "decision": "Passed",
      "matter": {"id": "mattertax2222", "name": "Res 7-2024", "external_id": "x-mattertax2222"}, "matter_type": null,
      "matter_title": null, "start_seconds": null,
      "moment": {
        "session": 0, "seconds": 12.5, "stated": false, "confidence": 0.834,
        "why": "Said here: “Res” of its title; the chair moves on.", "url": "/events/eventheld2222?s=0&t=12"
      },
      "files": [],
      "votes": [
        {
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
        }
      ],
      "withdrawn": false
    },
    {
      "id": "itemdropped22", "url": "/events/eventheld2222#item-itemdropped22", "index": 3, "agenda_number": "4",
      "name": "Naming of the pond", "description": null, "action": null, "decision": null, "matter": null,
      "matter_type": null, "matter_title": null, "start_seconds": null, "moment": null, "files": [], "votes": [],
      "withdrawn": true
    }
  ],
  "attendance": [
    {"person": {"id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2"}, "value": "Present"},
    {
      "person": {"id": "personbooder2", "name": "Bo <script>alert(1)</script> O'Der", "external_id": "x-personbooder2"},
      "value": "Absent"
    }
  ],
  "previous_id": "eventbare2222", "next_id": "eventoff22222",
  "provenance": {
    "source": "clerk", "external_id": "ev-1", "source_uri": "https://clerk.example/records/1?a=1&b=2",
    "first_seen": "2024-03-06T15:00:00Z", "last_changed": "2024-03-08T15:00:00Z", "withdrawn": null,
    "changes": [
      {
        "field": "location", "old_value": "Annex", "new_value": "Town Hall, 1 Mill Street",
        "when": "2024-03-07T16:00:00Z"
      }
    ]
  }
})json"));
}

TEST(EventsJson, AConfidenceThatNobodyStatedIsNull) {
  ServedTown town;
  archive::SessionView& session = town.town->events.at(kHeld).sessions.front();
  auto silent = std::make_shared<domain::Transcript>(*session.transcript);
  silent->confidence = 0;
  session.transcript = silent;
  session.transcripts.front().confidence = 0;
  const std::string answer = town.text(std::string("/api/v1/events/") + kHeld);
  EXPECT_THAT(answer, ::testing::HasSubstr(R"("kind":"captions","confidence":null,"language":"en")"));
  EXPECT_THAT(answer, ::testing::HasSubstr(R"("kind":"captions","confidence":null,"since":)"));
}

TEST(EventsJson, AreListedInShort) {
  EXPECT_EQ(ServedTown().text("/api/v1/events?limit=1&when=upcoming"), compact(R"json({
  "items": [
    {
      "id": "eventnext2222", "name": "Planning Board", "external_id": "x-eventnext2222",
      "url": "/events/eventnext2222",
      "body": {"id": "bodyplanning2", "name": "Planning Board", "external_id": "x-bodyplanning2"},
      "datetime": "2031-05-07T05:00:00Z", "timezone": "America/Chicago", "state": "upcoming", "status": null,
      "location": null, "comment": null, "has_recording": false, "has_transcript": false, "item_count": 0,
      "vote_count": 0, "duration_seconds": null, "thumbnail_uri": null, "withdrawn": false
    }
  ],
  "next": null, "total": 1
})json"));
}

TEST(VotesJson, KeepTheSourcesWordBesideItsClass) {
  EXPECT_EQ(ServedTown().text(std::string("/api/v1/votes/") + kSplitVote), compact(R"json({
  "id": "votesplit2222", "name": "Adopt the bike lane", "external_id": "x-votesplit2222",
  "url": "/votes/votesplit2222",
  "event": {"id": "eventheld2222", "name": "Town Council", "external_id": "x-eventheld2222"},
  "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"},
  "matter": {"id": "matterbike222", "name": "Ord 12-2024", "external_id": "x-matterbike222"},
  "matter_title": "An ordinance for a protected bike lane on Mill Street", "datetime": "2024-03-06T00:30:00Z",
  "timezone": "America/Chicago", "action": "Adopt as amended", "stated_outcome": "Passed", "stated_passed": true,
  "method": "roll_call",
  "tally": {"yes": 5, "no": 2, "abstain": 0, "absent": 1, "conflict": 0, "nonvoting": 0, "blank": 0, "unrecognised": 1},
  "majority": "yes", "outcome_disagrees": false,
  "item": {
    "id": "itembike22222", "url": "/events/eventheld2222#item-itembike22222", "index": 1, "agenda_number": "2",
    "name": "Ord 12-2024", "description": "Second reading.", "action": "Adopt as amended", "decision": "Passed",
    "matter": {"id": "matterbike222", "name": "Ord 12-2024", "external_id": "x-matterbike222"},
    "matter_type": "Ordinance", "matter_title": "An ordinance for a protected bike lane on Mill Street",
    "start_seconds": 4.0,
    "moment": {
      "session": 0, "seconds": 4.0, "stated": true, "confidence": 1.0, "why": null,
      "url": "/events/eventheld2222?s=0&t=4"
    },
    "files": [
      {"name": "Staff report", "uri": "https://clerk.example/report.pdf", "pages": null, "note": null},
      {"name": "Trap", "uri": "javascript:alert(1)", "pages": null, "note": null}
    ],
    "votes": [
      {
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
    ],
    "withdrawn": false
  },
  "rows": [
    {
      "person": {"id": "personannlee2", "name": "Ann Lee", "external_id": "x-personannlee2"}, "value": "Aye",
      "class": "yes"
    },
    {
      "person": {"id": "personbooder2", "name": "Bo <script>alert(1)</script> O'Der", "external_id": "x-personbooder2"},
      "value": "Hurrah", "class": "unrecognised"
    }
  ],
  "provenance": {
    "source": "clerk", "external_id": "v-1", "source_uri": "https://clerk.example/records/1?a=1&b=2",
    "first_seen": "2024-03-06T15:00:00Z", "last_changed": "2024-03-08T15:00:00Z", "withdrawn": null, "changes": []
  }
})json"));
}

TEST(VotesJson, HaveNoMajorityWhereNobodyWasCounted) {
  EXPECT_EQ(ServedTown().text(std::string("/api/v1/votes/") + kVoiceVote), compact(R"json({
  "id": "votevoice2222", "name": "Approve the minutes", "external_id": "x-votevoice2222",
  "url": "/votes/votevoice2222",
  "event": {"id": "eventheld2222", "name": "Town Council", "external_id": "x-eventheld2222"},
  "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"}, "matter": null,
  "matter_title": null, "datetime": "2024-03-06T00:30:00Z", "timezone": "America/Chicago", "action": "Approve",
  "stated_outcome": "Approved", "stated_passed": true, "method": "voice",
  "tally": {"yes": 0, "no": 0, "abstain": 0, "absent": 0, "conflict": 0, "nonvoting": 0, "blank": 0, "unrecognised": 0},
  "majority": null, "outcome_disagrees": false,
  "item": {
    "id": "itemminutes22", "url": "/events/eventheld2222#item-itemminutes22", "index": 0, "agenda_number": "1",
    "name": "Minutes of the last meeting", "description": null, "action": null, "decision": "Approved",
    "matter": null, "matter_type": null, "matter_title": null, "start_seconds": null, "moment": null, "files": [],
    "votes": [
      {
        "id": "votevoice2222", "name": "Approve the minutes", "external_id": "x-votevoice2222",
        "url": "/votes/votevoice2222",
        "event": {"id": "eventheld2222", "name": "Town Council", "external_id": "x-eventheld2222"},
        "body": {"id": "bodycouncil22", "name": "Town Council", "external_id": "x-bodycouncil22"}, "matter": null,
        "matter_title": null, "datetime": "2024-03-06T00:30:00Z", "timezone": "America/Chicago", "action": "Approve",
        "stated_outcome": "Approved", "stated_passed": true, "method": "voice",
        "tally": {"yes": 0, "no": 0, "abstain": 0, "absent": 0, "conflict": 0, "nonvoting": 0, "blank": 0, "unrecognised": 0},
        "majority": null, "outcome_disagrees": false
      }
    ],
    "withdrawn": false
  },
  "rows": [],
  "provenance": {
    "source": "clerk", "external_id": "v-2", "source_uri": "https://clerk.example/records/1?a=1&b=2",
    "first_seen": "2024-03-06T15:00:00Z", "last_changed": "2024-03-08T15:00:00Z", "withdrawn": null, "changes": []
  }
})json"));
}

}  // namespace
}  // namespace dais::api
