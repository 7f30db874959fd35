// SPDX-License-Identifier: Apache-2.0
#include "archive/kept_transcript.h"

#include <gmock/gmock.h>

#include "archive/checkup.h"
#include "archive/instance.h"
#include "archive/item_times.h"
#include "archive/record_fixture_test.h"
#include "archive/recordings.h"

namespace dais::archive {
namespace {

constexpr char kCues[] = "00:01.000 --> 00:04.000\nGood evening from the captions.\n";

class SeveralTranscripts : public RecordTest {
 protected:
  void SetUp() override {
    RecordTest::SetUp();
    if (IsSkipped()) return;
    domain::Event meeting = council("E1", "2024-03-05T18:00:00");
    meeting.sessions.push_back(spoken(kCues));
    take({{"e1", {meeting}}});
    const Places places = places_of(place_->folder(), config_);
    database_ = store::open_database(places.catalog, store::Access::kReadWrite).value();
    session_ = reader()->event(id("event", "E1")).value().sessions.front().id;
  }

  std::string add(domain::TranscriptKind kind, double confidence, const std::string& text,
                  const std::string& source = "whisper") {
    domain::Transcript transcript;
    transcript.generator = source + " 1";
    transcript.kind = kind;
    transcript.confidence = confidence;
    transcript.sentences.push_back({1000, 4000, text, "", false, {}, {{1000, 4000, text}}});
    store::Blobs blobs(places_of(place_->folder(), config_).blobs);
    const KeptTranscript kept = keep_text(blobs, session_, transcript, {"", "{\"text\":\"" + text + "\"}"}).value();
    write([&] { return put_transcript(*database_, source, kept); });
    return kept.id;
  }
  void write(const std::function<Status()>& effect) {
    auto transaction = store::Transaction::begin(*database_).value();
    ASSERT_TRUE(effect());
    ASSERT_TRUE(transaction.commit());
  }
  SessionView session() { return reader()->event(id("event", "E1")).value().sessions.front(); }
  std::string shown() { return session().transcript->sentences.front().text; }

  std::unique_ptr<store::Database> database_;
  std::string session_;
};

TEST_P(SeveralTranscripts, CaptionsStandBeforeWhatAMachineHeard) {
  add(domain::TranscriptKind::kMachine, 0.99, "Heard.");
  EXPECT_EQ(shown(), "Good evening from the captions.");
}

TEST_P(SeveralTranscripts, AGoodTranscriptStandsBeforeCaptionsWithAFault) {
  add(domain::TranscriptKind::kMachine, 0.9, "Heard.");
  const std::string captions = session().transcripts.front().id;
  write([&] { return set_fault(*database_, captions, "they end after 3 s of 1 h"); });
  EXPECT_EQ(shown(), "Heard.");
  ASSERT_EQ(session().transcripts.size(), 2U);
  EXPECT_EQ(session().transcripts[0].generator, "whisper 1");
  EXPECT_EQ(session().transcripts[1].fault, "they end after 3 s of 1 h");
}

TEST_P(SeveralTranscripts, CaptionsWithAFaultThatAreShownMeasureNothingAndAreNoted) {
  const auto findings = [this] {
    std::string all;
    for (const Finding& finding : check_up(place_->folder(), config_)) all += finding.text + "\n";
    return all;
  };
  const auto length = [this] { return reader()->event(id("event", "E1")).value().summary.duration_seconds; };
  EXPECT_EQ(length(), 4.0);
  EXPECT_THAT(findings(), testing::Not(testing::HasSubstr("something is wrong")));
  write([&] { return set_fault(*database_, session().transcripts.front().id, "they are another recording's"); });
  EXPECT_EQ(length(), 0.0);
  EXPECT_TRUE(reader()->event(id("event", "E1")).value().summary.has_transcript);
  EXPECT_THAT(findings(), testing::HasSubstr("1 transcript is shown although something is wrong with the captions"));
  add(domain::TranscriptKind::kMachine, 0.9, "Heard.");
  EXPECT_EQ(length(), 4.0);
  EXPECT_THAT(findings(), testing::Not(testing::HasSubstr("something is wrong")));
}

TEST_P(SeveralTranscripts, ATakenBackFaultPutsTheCaptionsFirstAgain) {
  add(domain::TranscriptKind::kMachine, 0.9, "Heard.");
  const std::string captions = session().transcripts.front().id;
  write([&] { return set_fault(*database_, captions, "too short"); });
  write([&] { return set_fault(*database_, captions, ""); });
  EXPECT_EQ(shown(), "Good evening from the captions.");
}

TEST_P(SeveralTranscripts, AmongEqualsTheSurerIsShown) {
  write([&] { return set_fault(*database_, session().transcripts.front().id, "too short"); });
  add(domain::TranscriptKind::kMachine, 0.7, "Less sure.", "one");
  add(domain::TranscriptKind::kMachine, 0.8, "Surer.", "two");
  add(domain::TranscriptKind::kDraft, 1.0, "A draft.", "three");
  EXPECT_EQ(shown(), "Surer.");
}

TEST_P(SeveralTranscripts, ARecogniserReplacesItsOwnEarlierText) {
  add(domain::TranscriptKind::kMachine, 0.7, "First try.");
  add(domain::TranscriptKind::kMachine, 0.65, "Second try.");
  ASSERT_EQ(session().transcripts.size(), 2U);
  EXPECT_EQ(session().transcripts[1].confidence, 0.65);
}

TEST_P(SeveralTranscripts, CaptionsThatStateNoConfidenceHaveNone) {
  EXPECT_EQ(session().transcripts.front().confidence, 0);
  EXPECT_EQ(session().transcript->confidence, 0);
}

TEST_P(SeveralTranscripts, ANumberThatAnEarlierVersionSetForTheKindIsNotShownAsStated) {
  add(domain::TranscriptKind::kMachine, 0.6, "Heard.");
  add(domain::TranscriptKind::kDraft, 0.2, "A draft.", "sphinx");
  write([&] { return database_->execute("update transcript set confidence = 0.97 where kind = 'captions'"); });
  for (const TranscriptNote& note : session().transcripts) EXPECT_EQ(note.confidence, 0) << note.generator;
  EXPECT_EQ(session().transcript->confidence, 0);
}

TEST_P(SeveralTranscripts, WhatStatesNothingStandsWhereItsKindUsuallyDoes) {
  write([&] { return set_fault(*database_, session().transcripts.front().id, "too short"); });
  add(domain::TranscriptKind::kMachine, 0.3, "Hardly sure.", "one");
  add(domain::TranscriptKind::kMachine, 0, "Says nothing of it.", "two");
  EXPECT_EQ(shown(), "Says nothing of it.");
  add(domain::TranscriptKind::kMachine, 0.9, "Sure.", "three");
  EXPECT_EQ(shown(), "Sure.");
}

TEST_P(SeveralTranscripts, TheMeetingTakenInAgainWithdrawsNoneOfThem) {
  add(domain::TranscriptKind::kMachine, 0.7, "Heard.");
  domain::Event meeting = council("E1", "2024-03-05T18:00:00");
  meeting.comment = "Moved to room 2";
  meeting.sessions.push_back(spoken(kCues));
  take({{"e1", {meeting}}});
  EXPECT_EQ(session().transcripts.size(), 2U);
}

TEST_P(SeveralTranscripts, WhatIsKeptOfARecordingIsReadBack) {
  Recording recording;
  recording.session_id = session_;
  recording.made_from = "digest";
  recording.made_at = at("2024-03-06T00:00:00");
  recording.duration_seconds = 4.5;
  recording.has_video = true;
  recording.width = 640;
  recording.thumbnail_blob = "0a.jpg";
  write([&] { return keep_recording(*database_, recording); });
  const std::optional<Recording> read = load_recording(*database_, session_).value();
  ASSERT_TRUE(read);
  EXPECT_EQ(read->made_at, recording.made_at);
  EXPECT_EQ(read->duration_seconds, 4.5);
  EXPECT_TRUE(read->has_video);
  EXPECT_EQ(read->width, 640);
  EXPECT_FALSE(read->height);
  EXPECT_EQ(read->thumbnail_blob, "0a.jpg");
  EXPECT_FALSE(load_recording(*database_, "nobody's").value());
}

TEST_P(SeveralTranscripts, NewItemTimesTakeThePlaceOfTheOld) {
  domain::Event meeting = council("E2", "2024-04-02T18:00:00");
  meeting.items.emplace(2);
  (*meeting.items)[0].name = "Roll call";
  (*meeting.items)[1].name = "Budget";
  take({{"e2", {meeting}}});
  const EventView view = reader()->event(id("event", "E2")).value();
  const std::string event = view.summary.ref.id;
  const std::vector<ItemTime> first = {{view.items[0].id, session_, 1, 0.5, "named"},
                                       {view.items[1].id, session_, 2, 0.5, "named"}};
  const std::vector<ItemTime> second = {{view.items[1].id, session_, 9.5, 0.75, "called by its number"}};
  write([&] { return keep_item_times(*database_, event, first, "test 1"); });
  write([&] { return keep_item_times(*database_, event, second, "test 2"); });
  const std::vector<ItemTime> kept = load_item_times(*database_, event).value();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_EQ(kept[0].event_item_id, view.items[1].id);
  EXPECT_EQ(kept[0].start_seconds, 9.5);
  EXPECT_EQ(kept[0].why, "called by its number");
}

INSTANTIATE_TEST_SUITE_P(Both, SeveralTranscripts, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
