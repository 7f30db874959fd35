// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "speech/captions.h"
#include "speech/cdp_json.h"

namespace dais::speech {
namespace {

using domain::Sentence;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Captions read(std::string_view content) {
  auto captions = read_captions(content, "transcript.json");
  EXPECT_TRUE(captions.has_value()) << (captions ? "" : captions.error().message);
  return captions.value_or(Captions{});
}

constexpr std::string_view kPipeline =
    R"({"generator": "CDP WebVTT Conversion -- CDP v3.1.2", "confidence": 0.97, "session_datetime": "2020-08-10T10:00:00-07:00", )"
    R"("created_datetime": "2022-06-27T18:12:12.565334", "sentences": [)"
    R"({"index": 0, "confidence": 0.97, "start_time": 24.557, "end_time": 27.527, "words": [)"
    R"({"index": 0, "start_time": 26.826, "end_time": 26.879923076923077, "text": "today", "annotations": null}, )"
    R"({"index": 1, "start_time": 26.879923076923077, "end_time": 27.527, "text": "councilmember's", "annotations": null}], )"
    R"("text": "Today, councilmember's.", "speaker_index": 0, "speaker_name": null, "annotations": null}, )"
    R"({"index": 1, "confidence": 0.5, "start_time": 28.0, "end_time": 29.0, "words": [], "text": "", "speaker_index": 1, "speaker_name": "Ann", "annotations": {}}], )"
    R"("annotations": {"sections": []}})";

TEST(CdpTranscript, KeepsSentencesWordsTimesSpeakersAndConfidence) {
  const Captions captions = read(kPipeline);
  EXPECT_TRUE(captions.is_cdp_transcript);
  EXPECT_THAT(captions.warnings, IsEmpty());
  EXPECT_EQ(captions.transcript.generator, "CDP WebVTT Conversion -- CDP v3.1.2");
  EXPECT_EQ(captions.transcript.kind, domain::TranscriptKind::kCaptions);
  EXPECT_DOUBLE_EQ(captions.transcript.confidence, 0.97);
  ASSERT_TRUE(captions.transcript.created.has_value());
  EXPECT_EQ(format_utc(*captions.transcript.created), "2022-06-27T18:12:12.565Z");
  ASSERT_EQ(captions.transcript.sentences.size(), 2U);
  const Sentence& first = captions.transcript.sentences[0];
  EXPECT_EQ(first.start, 24557);
  EXPECT_EQ(first.end, 27527);
  EXPECT_TRUE(first.turn_start);
  ASSERT_EQ(first.words.size(), 2U);
  EXPECT_EQ(first.words[0].text, "Today,");
  EXPECT_EQ(first.words[0].end, 26880);
  EXPECT_EQ(first.words[1].text, "councilmember's.");
  const Sentence& second = captions.transcript.sentences[1];
  EXPECT_EQ(second.speaker, "Ann");
  EXPECT_TRUE(second.turn_start);
  EXPECT_DOUBLE_EQ(second.confidence.value_or(0), 0.5);
}

TEST(CdpTranscript, WritesWhatItReadInCdpsOwnForm) {
  EXPECT_EQ(
      write_cdp_json(read(kPipeline).transcript),
      R"({"generator": "CDP WebVTT Conversion -- CDP v3.1.2", "confidence": 0.97, "session_datetime": null, )"
      R"("created_datetime": "2022-06-27T18:12:12.565+00:00", "sentences": [)"
      R"({"index": 0, "confidence": 0.97, "start_time": 24.557, "end_time": 27.527, "words": [)"
      R"({"index": 0, "start_time": 26.826, "end_time": 26.88, "text": "today", "annotations": null}, )"
      R"({"index": 1, "start_time": 26.88, "end_time": 27.527, "text": "councilmember's", "annotations": null}], )"
      R"("text": "Today, councilmember's.", "speaker_index": 0, "speaker_name": null, "annotations": null}, )"
      R"({"index": 1, "confidence": 0.5, "start_time": 28.0, "end_time": 29.0, "words": [], "text": "", "speaker_index": 1, "speaker_name": "Ann", "annotations": null}], )"
      R"("annotations": null})");
}

TEST(CdpTranscript, WordsThatAreNotThoseOfTheTextStayAsTheyAre) {
  const Captions captions = read(
      R"({"generator": "Google Speech-to-Text -- CDP v3.2.7", "confidence": 0.7, "sentences": [{"index": 0, "start_time": 1, "end_time": 2,
          "words": [{"start_time": 1, "end_time": 2, "text": "other"}], "text": "Hello there."}]})");
  EXPECT_EQ(captions.transcript.kind, domain::TranscriptKind::kMachine);
  EXPECT_FALSE(captions.is_cdp_transcript);
  ASSERT_EQ(captions.transcript.sentences.size(), 1U);
  ASSERT_EQ(captions.transcript.sentences[0].words.size(), 1U);
  EXPECT_EQ(captions.transcript.sentences[0].words[0].text, "other");
}

TEST(CdpTranscript, ReadsTheDraftFormatWithSpeakersInAnnotations) {
  const Captions captions = read(
      R"({"sentences": [{"start_time": 1.0, "end_time": 3.0, "text": "Good morning.", "annotations": {"speaker": {"name": "Ann"}}},
          {"start_time": 3.0, "end_time": 4.0, "text": "Morning.", "words": [{"start_time": 3.0, "end_time": 3.5, "text": "Morning."}],
           "annotations": {"speaker": {"name": "Bob"}}}], "generator": "somebody's program"})");
  EXPECT_FALSE(captions.is_cdp_transcript);
  ASSERT_EQ(captions.transcript.sentences.size(), 2U);
  EXPECT_EQ(captions.transcript.sentences[0].speaker, "Ann");
  ASSERT_EQ(captions.transcript.sentences[0].words.size(), 2U);
  EXPECT_EQ(captions.transcript.sentences[0].words[1].start, 1714);
  EXPECT_TRUE(captions.transcript.sentences[1].turn_start);
}

TEST(CdpTranscript, BrokenSentencesAreNamedByTheirPathAndTheOthersKept) {
  const Captions captions = read(
      R"({"generator": "g", "confidence": 1, "sentences": [5, {"start_time": "soon", "text": "a"}, {"start_time": -1, "text": "b"},
          {"text": "c"}, {"start_time": 9, "end_time": 4, "text": "kept"}, {"start_time": 2, "end_time": 3, "text": "first"}]})");
  ASSERT_EQ(captions.transcript.sentences.size(), 2U);
  EXPECT_EQ(captions.transcript.sentences[0].text, "first");
  EXPECT_THAT(
      captions.warnings,
      ElementsAre("$.sentences[0]: not a sentence; the sentence is left out",
                  HasSubstr("$.sentences[1].start_time: should be a number"),
                  "$.sentences[2].start_time: no time in a recording; the sentence is left out",
                  "$.sentences[3].start_time: missing; the sentence is left out",
                  "$.sentences[4]: ends before it starts; it is given no duration",
                  "$.sentences[5]: starts before the one before it; sentences are put in the order of their starts"));
}

TEST(CdpTranscript, DepthAndBrokenJsonAreErrorsWithAPlace) {
  const auto deep = read_captions(std::string(100000, '['), "deep.json");
  ASSERT_FALSE(deep.has_value());
  EXPECT_EQ(deep.error().code, ErrorCode::kTooLarge);
  EXPECT_THAT(deep.error().message, HasSubstr("deep.json: "));
  const auto broken = read_captions("{\"sentences\": [\n  {]}", "broken.json");
  ASSERT_FALSE(broken.has_value());
  EXPECT_THAT(broken.error().message, HasSubstr("line 2"));
}

TEST(CdpTools, ReadsWordsSentencesAndTurns) {
  const Captions words = read(
      R"({"format": "timestamped-words", "annotations": [], "confidence": 0.94, "data": [{"text": "Okay.", "start_time": 14.4, "end_time": 16.5},
          {"text": "Good", "start_time": 16.5, "end_time": 17.5}, {"text": "morning.", "start_time": 17.5, "end_time": 17.6}]})");
  ASSERT_EQ(words.transcript.sentences.size(), 2U);
  EXPECT_EQ(words.transcript.sentences[1].text, "Good morning.");
  EXPECT_EQ(words.transcript.sentences[1].start, 16500);
  EXPECT_EQ(words.transcript.sentences[1].words[1].start, 17500);
  EXPECT_DOUBLE_EQ(words.transcript.confidence, 0.94);
  const Captions turns = read(
      R"({"format": "timestamped-speaker-turns", "confidence": 1, "data": [
          {"speaker": "", "data": [{"start_time": 13.2, "end_time": 14.9, "text": "Okay, good morning."}]},
          {"speaker": "", "data": [{"start_time": 14.9, "end_time": 15.3, "text": "Good morning."}]}]})");
  ASSERT_EQ(turns.transcript.sentences.size(), 2U);
  EXPECT_TRUE(turns.transcript.sentences[1].turn_start);
}

TEST(CdpTools, RefusesAFormatThatIsNoneOfTheirs) {
  const auto refused = read_captions(R"({"format": "invalid-transcript-format", "data": [{}]})", "a.json");
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().message,
            "a.json: $.format: \"invalid-transcript-format\" is not a transcript format that is known");
}

TEST(CdpWord, IsLowerCaseWithoutPunctuation) {
  EXPECT_EQ(cdp_word("\"Gonz\u00C1lez's,"), "gonz\u00E1lez's");
  EXPECT_EQ(cdp_word("and/or\u2014"), "and/or");
  EXPECT_EQ(cdp_word("2.2-3708.2"), "22-37082");
  EXPECT_EQ(cdp_word("..."), "");
}

}  // namespace
}  // namespace dais::speech
