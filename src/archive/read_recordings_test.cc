// SPDX-License-Identifier: Apache-2.0
// What a page plays and shows of a recording, by what is kept of it.
#include "archive/instance.h"
#include "archive/record_fixture_test.h"
#include "archive/recordings.h"
#include "store/blobs.h"

namespace dais::archive {
namespace {

class RecordingsInViews : public RecordTest {
 protected:
  void SetUp() override {
    RecordTest::SetUp();
    if (IsSkipped()) return;
    domain::Event meeting = council("E1", "2024-03-05T18:00:00");
    meeting.sessions.push_back(spoken("00:01.000 --> 00:04.000\nGood evening.\n"));
    meeting.sessions.back().media_uri = "https://video.example/player/7";
    take({{"e1", {meeting}}});
    recording_.session_id = reader()->event(id("event", "E1")).value().sessions.front().id;
    recording_.made_from = "test";
  }

  SessionView session_with(const Recording& recording) {
    const Places places = places_of(place_->folder(), config_);
    const auto database = store::open_database(places.catalog, store::Access::kReadWrite).value();
    auto transaction = store::Transaction::begin(*database).value();
    EXPECT_TRUE(keep_recording(*database, recording));
    EXPECT_TRUE(transaction.commit());
    return reader()->event(id("event", "E1")).value().sessions.front();
  }

  Recording recording_;
};

TEST_P(RecordingsInViews, ALinkStaysALinkWithItsPictureAndLoudness) {
  const Places places = places_of(place_->folder(), config_);
  recording_.thumbnail_blob = "0c.jpg";
  recording_.waveform_blob = store::Blobs(places.blobs).put_text("[0,255,900,-3,\"x\"]").value();
  recording_.duration_seconds = 12.5;
  const SessionView session = session_with(recording_);
  EXPECT_EQ(session.media, MediaKind::kElsewhere);
  EXPECT_EQ(session.media_uri, "https://video.example/player/7");
  EXPECT_EQ(session.thumbnail, "/media/0c.jpg");
  EXPECT_EQ(session.loudness, (std::vector<std::uint8_t>{0, 255, 255, 0, 0}));
  EXPECT_EQ(session.recording_seconds, 12.5);
  EXPECT_EQ(session.kept_media, "");
  EXPECT_EQ(reader()->event(id("event", "E1")).value().summary.thumbnail, "/media/0c.jpg");
}

TEST_P(RecordingsInViews, KeptSoundPlaysWhereTheLinkDoesNot) {
  recording_.audio_blob = "0d.opus";
  const SessionView session = session_with(recording_);
  EXPECT_EQ(session.media, MediaKind::kAudio);
  EXPECT_EQ(session.media_uri, "/media/0d.opus");
  EXPECT_EQ(session.elsewhere_uri, "https://video.example/player/7");
  EXPECT_EQ(session.kept_media, "/media/0d.opus");
}

TEST_P(RecordingsInViews, AKeptRecordingPlaysBeforeItsSound) {
  recording_.audio_blob = "0d.opus";
  recording_.media_blob = "0e.mp4";
  const SessionView session = session_with(recording_);
  EXPECT_EQ(session.media, MediaKind::kVideo);
  EXPECT_EQ(session.media_uri, "/media/0e.mp4");
  EXPECT_EQ(session.kept_media, "/media/0e.mp4");
  EXPECT_EQ(session.kept_audio, "/media/0d.opus");
  EXPECT_EQ(session.elsewhere_uri, "");
}

TEST_P(RecordingsInViews, ARecordingThatCannotBeReadSaysWhy) {
  domain::Event meeting = council("E1", "2024-03-05T18:00:00");
  meeting.sessions.push_back(spoken("00:01.000 --> 00:04.000\nGood evening.\n"));
  meeting.sessions.back().media_uri = "https://video.example/7.mp4";
  take({{"e1", {meeting}}});
  recording_.note = "https://video.example/7.mp4: answered 404";
  EXPECT_EQ(session_with(recording_).recording_fault, "answered 404");
  recording_.audio_blob = "0d.opus";
  EXPECT_EQ(session_with(recording_).recording_fault, "") << "its sound is kept and plays";
}

TEST_P(RecordingsInViews, APlayersPageElsewhereIsNoFault) {
  recording_.note = "it is the page of a player, not a file";
  EXPECT_EQ(session_with(recording_).recording_fault, "");
}

TEST(RecordingNotes, NameNoFileOfTheMachine) {
  EXPECT_EQ(without_place("/srv/a.mp4: cannot be decoded", {"/srv/a.mp4", ""}), "cannot be decoded");
  EXPECT_EQ(without_place("https://v.example/7: gone", {"/srv/a.mp4", "https://v.example/7"}), "gone");
  EXPECT_EQ(without_place("fetch: ended with exit code 1; it said: s3cret", {}), "fetch: ended with exit code 1");
  EXPECT_EQ(without_place("/srv/b.mp4: cannot be decoded", {"/srv/a.mp4"}), "cannot be read");
}

TEST_P(RecordingsInViews, ALostWaveformTakesNothingWithIt) {
  recording_.waveform_blob = std::string(64, '0') + ".zst";
  const SessionView session = session_with(recording_);
  EXPECT_TRUE(session.loudness.empty());
  EXPECT_NE(session.transcript, nullptr);
}

INSTANTIATE_TEST_SUITE_P(Both, RecordingsInViews, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
