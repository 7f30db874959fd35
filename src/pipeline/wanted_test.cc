// SPDX-License-Identifier: Apache-2.0
#include "pipeline/wanted.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dais::pipeline {
namespace {

using archive::SessionFacts;
using archive::TranscriptFacts;
using domain::TranscriptKind;
using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;

const Instant kNow = parse_instant("2024-03-08T12:00:00Z", "UTC").value();

class Wanted : public testing::Test {
 protected:
  Wanted() {
    facts_.session_id = "s";
    facts_.event_id = "e";
    facts_.event_source = "town";
    facts_.event_external_id = "19";
    facts_.title = "Council, March 5, 2024";
    facts_.event_start = kNow - hours(60);
    memory_.now = kNow;
  }

  std::vector<std::string> kinds() {
    std::vector<std::string> out;
    for (const NewJob& job : jobs()) out.push_back(job.kind);
    return out;
  }
  std::vector<NewJob> jobs() { return wanted_jobs(facts_, wishes_of(config_), memory_); }

  void has_video() { facts_.media_uri = "https://video.example/a/19.mp4"; }
  void has_recogniser() {
    config_.recognisers.emplace_back();
    config_.recognisers.back().kind = "openai";
  }
  TranscriptFacts& has_transcript(TranscriptKind kind, const std::string& fault = "") {
    facts_.transcripts.push_back(
        {"t" + std::to_string(facts_.transcripts.size()), "town", kind, "", "blob", 3600, fault});
    return facts_.transcripts.back();
  }
  void is_settled() { memory_.steps.insert(settle_key(facts_)); }
  void is_fetched(const std::string& audio = "a.opus") {
    facts_.recording.emplace();
    facts_.recording->made_from = recording_made_from(facts_, wishes_of(config_));
    facts_.recording->audio_blob = audio;
    facts_.recording->waveform_blob = "w.json";
  }

  SessionFacts facts_;
  config::Config config_;
  Memory memory_;
};

TEST_F(Wanted, ALinkThatNobodyTranscribesIsLeftAlone) {
  has_video();
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(Wanted, CaptionsAreFetchedAndSettled) {
  facts_.caption_uri = "https://video.example/a/19.vtt";
  EXPECT_THAT(kinds(), ElementsAre("captions", "settle"));
  EXPECT_EQ(jobs()[0].host, "video.example");
}

TEST_F(Wanted, CaptionsThatCameAreNotFetchedAgain) {
  facts_.caption_uri = "https://video.example/a/19.vtt";
  has_transcript(TranscriptKind::kCaptions).caption_uri = facts_.caption_uri;
  is_settled();
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(Wanted, ARuleOfTheConfigSaysWhereCaptionsLie) {
  has_video();
  config_.sources.emplace_back();
  config_.sources.back().name = "town";
  config_.sources.back().captions_url = "{recording}.en.vtt?id={event}";
  EXPECT_EQ(captions_address(facts_, wishes_of(config_)), "https://video.example/a/19.en.vtt?id=19");
  EXPECT_THAT(kinds(), ElementsAre("captions", "settle"));
  facts_.media_uri.clear();
  EXPECT_EQ(captions_address(facts_, wishes_of(config_)), "");
}

TEST_F(Wanted, ARecordingWithoutATranscriptIsFetchedAndWrittenDown) {
  has_video();
  has_recogniser();
  const std::vector<NewJob> all = jobs();
  EXPECT_THAT(kinds(), ElementsAre("recording", "transcribe", "settle"));
  ASSERT_EQ(all[1].needs.size(), 1U);
  EXPECT_EQ(all[1].needs[0].nth, 0U);
  EXPECT_EQ(all[1].needs[0].when, When::kAllSucceeded);
  ASSERT_EQ(all[2].needs.size(), 2U);
  EXPECT_EQ(all[2].needs[0].when, When::kAllEnded);
}

TEST_F(Wanted, ARecogniserWaitsForCaptionsThatMayStillBeGood) {
  has_video();
  has_recogniser();
  facts_.caption_uri = "https://video.example/a/19.vtt";
  const std::vector<NewJob> all = jobs();
  EXPECT_THAT(kinds(), ElementsAre("captions", "recording", "transcribe", "settle"));
  ASSERT_EQ(all[2].needs.size(), 2U);
  EXPECT_EQ(all[2].needs[0].when, When::kAllEnded);
}

TEST_F(Wanted, GoodCaptionsNeedNoRecogniser) {
  has_video();
  has_recogniser();
  has_transcript(TranscriptKind::kCaptions);
  is_settled();
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(Wanted, CaptionsWithAFaultAndDraftsDo) {
  has_video();
  has_recogniser();
  has_transcript(TranscriptKind::kCaptions, "they end after 3 s");
  is_settled();
  EXPECT_THAT(kinds(), ElementsAre("recording", "transcribe", "settle"));
  facts_.transcripts.clear();
  has_transcript(TranscriptKind::kDraft);
  is_settled();
  EXPECT_THAT(kinds(), ElementsAre("recording", "transcribe", "settle"));
}

TEST_F(Wanted, WhatWasHeardByTheseRecognisersIsNotHeardAgainButByNewOnes) {
  has_video();
  has_recogniser();
  is_fetched();
  has_transcript(TranscriptKind::kDraft);
  is_settled();
  memory_.steps.insert(transcribe_key(facts_, wishes_of(config_)));
  EXPECT_THAT(kinds(), IsEmpty());
  config_.recognisers.back().model = "better";
  EXPECT_THAT(kinds(), ElementsAre("transcribe", "settle"));
}

TEST_F(Wanted, SoundThatWasLetGoIsFetchedAgainToBeHeard) {
  has_video();
  has_recogniser();
  is_fetched("");
  EXPECT_THAT(kinds(), ElementsAre("recording", "transcribe", "settle"));
}

TEST_F(Wanted, WhatHasNoSoundIsNotHeard) {
  has_video();
  has_recogniser();
  is_fetched("");
  facts_.recording->waveform_blob.clear();
  EXPECT_THAT(kinds(), IsEmpty());
  EXPECT_EQ(why_unheard(facts_, wishes_of(config_)), "it has no sound");
}

TEST_F(Wanted, AFaultThatIsFoundLaterHasTheAgendaAlignedAnew) {
  facts_.items_version = "v";
  has_transcript(TranscriptKind::kCaptions);
  const auto before = wanted_alignment(facts_, memory_);
  facts_.transcripts.front().fault = "another recording's";
  const auto after = wanted_alignment(facts_, memory_);
  ASSERT_TRUE(before && after);
  EXPECT_NE(before->step_key, after->step_key);
}

TEST_F(Wanted, ALinkOnlyIsNotTriedForEver) {
  has_video();
  has_recogniser();
  is_fetched("");
  facts_.recording->note = "a page with a player of its own";
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(Wanted, KeepingMoreThanTheLinkFetchesUntilTheDaysAreOver) {
  has_video();
  config_.recordings.keep = "audio";
  EXPECT_THAT(kinds(), ElementsAre("recording"));
  config_.recordings.keep_days = 1;
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(Wanted, AFileThatCameWithTheRecordIsLookedAtOnce) {
  facts_.media_blob = "0a.mp4";
  EXPECT_THAT(kinds(), ElementsAre("recording"));
  is_fetched();
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(Wanted, WhatBroughtNothingRestsLongerEachTime) {
  facts_.caption_uri = "https://video.example/a/19.vtt";
  const std::string key = jobs()[0].unique_key;
  memory_.tries[key] = {kNow - std::chrono::minutes(59), 1};
  EXPECT_THAT(kinds(), IsEmpty());
  memory_.tries[key] = {kNow - std::chrono::minutes(61), 1};
  EXPECT_THAT(kinds(), ElementsAre("captions", "settle"));
  memory_.tries[key] = {kNow - std::chrono::minutes(61), 3};
  EXPECT_THAT(kinds(), IsEmpty());
  memory_.tries[key] = {kNow - hours(5), 3};
  EXPECT_THAT(kinds(), ElementsAre("captions", "settle"));
  memory_.tries[key] = {kNow - hours(1025), 60};
  EXPECT_THAT(kinds(), ElementsAre("captions", "settle"));
}

TEST_F(Wanted, ARecogniserThatFailedRestsAndItsRecordingIsNotFetchedAgainMeanwhile) {
  has_video();
  has_recogniser();
  memory_.tries[jobs()[1].unique_key] = {kNow, 1};
  is_fetched("");
  EXPECT_THAT(kinds(), IsEmpty());
  config_.recognisers.back().model = "mended";
  EXPECT_THAT(kinds(), ElementsAre("recording", "transcribe", "settle"));
}

TEST_F(Wanted, CaptionsThatLieBesideTheRecordAreNotFetched) {
  facts_.caption_uri = "captions/19.vtt";
  EXPECT_THAT(kinds(), IsEmpty());
}

TEST_F(Wanted, ANewAddressIsTriedAtOnce) {
  facts_.caption_uri = "https://video.example/a/19.vtt";
  memory_.tries[jobs()[0].unique_key] = {kNow, 5};
  EXPECT_THAT(kinds(), IsEmpty());
  facts_.caption_uri = "https://video.example/b/19.vtt";
  EXPECT_THAT(kinds(), ElementsAre("captions", "settle"));
}

TEST_F(Wanted, ANewAgendaIsAlignedWithTheTranscriptThatIsThere) {
  has_transcript(TranscriptKind::kCaptions);
  facts_.items_version = "7@1";
  EXPECT_THAT(kinds(), ElementsAre("settle"));
  is_settled();
  EXPECT_THAT(kinds(), ElementsAre("align"));
  memory_.steps.insert(jobs()[0].step_key);
  EXPECT_THAT(kinds(), IsEmpty());
  facts_.items_version = "8@2";
  EXPECT_THAT(kinds(), ElementsAre("align"));
}

TEST_F(Wanted, FreshMeetingsComeFirst) {
  facts_.caption_uri = "https://video.example/a/19.vtt";
  const int fresh = jobs()[0].priority;
  facts_.event_start = kNow - hours(24 * 365);
  EXPECT_GT(fresh, jobs()[0].priority);
}

}  // namespace
}  // namespace dais::pipeline
