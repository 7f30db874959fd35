// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "json/json.h"
#include "speech/captions.h"

namespace dais::speech {
namespace {

using domain::Sentence;
using domain::Transcript;

Sentence sentence(domain::Milliseconds start, std::string speaker, bool turn, std::vector<std::string> words) {
  Sentence made;
  made.start = start;
  made.speaker = std::move(speaker);
  made.turn_start = turn;
  for (std::string& word : words) {
    made.text += (made.text.empty() ? "" : " ") + word;
    made.words.push_back({start, start + 500, std::move(word)});
    start += 500;
  }
  made.end = start;
  return made;
}

Transcript meeting() {
  Transcript transcript;
  transcript.generator = "test";
  transcript.confidence = 1;
  transcript.language = "en-US";
  transcript.sentences = {
      sentence(1000, "", false, {"Tom", "&", "<Jerry>."}), sentence(3'723'004, "Ann \"A\" Lee", true, {"Aye."}),
      sentence(3'724'000, "Ann \"A\" Lee", true, {"Again."}), sentence(3'725'000, "", true, {"Who?"})};
  return transcript;
}

TEST(WriteVtt, WritesVoicesTurnsAndWordTimes) {
  EXPECT_EQ(write_vtt(meeting()),
            "WEBVTT\nLanguage: en-US\n\n00:00:01.000 --> 00:00:02.500\nTom <00:00:01.500>&amp; "
            "<00:00:02.000>&lt;Jerry&gt;.\n\n"
            "01:02:03.004 --> 01:02:03.504\n<v Ann \"A\" Lee>Aye.\n\n01:02:04.000 --> 01:02:04.500\n<v Ann \"A\" "
            "Lee>&gt;&gt; Again.\n\n"
            "01:02:05.000 --> 01:02:05.500\n&gt;&gt; Who?\n");
}

TEST(WriteSrt, WritesCountersAndLabels) {
  EXPECT_EQ(
      write_srt(meeting()),
      "1\n00:00:01,000 --> 00:00:02,500\nTom & <Jerry>.\n\n2\n01:02:03,004 --> 01:02:03,504\n>> Ann \"A\" Lee: Aye.\n\n"
      "3\n01:02:04,000 --> 01:02:04,500\n>> Ann \"A\" Lee: Again.\n\n4\n01:02:05,000 --> 01:02:05,500\n>> Who?\n\n");
}

TEST(WriteTxt, WritesAParagraphATurn) {
  EXPECT_EQ(write_txt(meeting()),
            "[0:00:01] Tom & <Jerry>.\n\n[1:02:03] Ann \"A\" Lee: Aye.\n\n[1:02:04] Ann \"A\" Lee: Again.\n\n[1:02:05] "
            "Who?\n");
}

TEST(WriteTxt, ALongTurnHasAParagraphAMinute) {
  Transcript transcript;
  transcript.sentences = {sentence(0, "Ann", true, {"One."}), sentence(50'000, "Ann", false, {"Two."}),
                          sentence(61'000, "Ann", false, {"Three."})};
  EXPECT_EQ(write_txt(transcript), "[0:00:00] Ann: One. Two.\n\n[0:01:01] Three.\n");
}

TEST(WriteVtt, ALongSentenceBecomesSeveralCues) {
  Transcript transcript;
  transcript.sentences = {sentence(0, "", false, std::vector<std::string>(30, "moved"))};
  const std::string vtt = write_vtt(transcript);
  EXPECT_THAT(vtt, ::testing::HasSubstr("00:00:00.000 --> 00:00:07.000\n"));
  EXPECT_THAT(vtt, ::testing::HasSubstr("00:00:07.000 --> 00:00:14.000\n"));
  EXPECT_THAT(vtt, ::testing::HasSubstr("00:00:14.000 --> 00:00:15.000\n"));
}

TEST(Writers, AnEmptyTranscriptIsAnEmptyFileOfItsKind) {
  EXPECT_EQ(write_vtt({}), "WEBVTT\n");
  EXPECT_EQ(write_srt({}), "");
  EXPECT_EQ(write_txt({}), "");
  EXPECT_EQ(
      write_cdp_json({}),
      R"({"generator": "", "confidence": 0.97, "session_datetime": null, "created_datetime": null, "sentences": [], "annotations": null})");
}

TEST(WriteCdpJson, WhatStatesNoConfidenceHasTheUsualOneOfItsKind) {
  Transcript transcript = meeting();
  transcript.confidence = 0;
  transcript.kind = domain::TranscriptKind::kDraft;
  EXPECT_THAT(write_cdp_json(transcript),
              ::testing::StartsWith(R"({"generator": ")" + transcript.generator + R"(", "confidence": 0.2, )"));
}

TEST(Writers, LineEndsInATextCannotBreakTheFile) {
  Transcript transcript;
  transcript.sentences = {sentence(0, "A\n\nB", true, {"a\n\n00:00:09.000 --> 00:00:10.000\nb"})};
  for (const std::string& written : {write_vtt(transcript), write_srt(transcript)}) {
    const auto again = read_captions(written, "again");
    ASSERT_TRUE(again.has_value()) << again.error().message;
    EXPECT_EQ(again->transcript.sentences.front().start, 0);
    EXPECT_EQ(again->transcript.sentences.size(), 1U) << written;
  }
}

TEST(WriteCdpJson, IsJsonAndCountsTurnsAsSpeakers) {
  Transcript transcript = meeting();
  const auto parsed = json::parse(write_cdp_json(transcript));
  ASSERT_TRUE(parsed.has_value()) << parsed.error().message;
  const json::View sentences = json::View(*parsed)["sentences"];
  EXPECT_EQ(sentences.at(0)["speaker_index"].integer().value(), 0);
  EXPECT_EQ(sentences.at(3)["speaker_index"].integer().value(), 3);
  EXPECT_EQ(sentences.at(1)["speaker_name"].text().value(), "Ann \"A\" Lee");
  transcript.sentences = {sentence(0, "", false, {"Nobody", "is", "told", "apart."})};
  const auto plain = json::parse(write_cdp_json(transcript));
  ASSERT_TRUE(plain.has_value());
  EXPECT_FALSE(json::View(*plain)["sentences"].at(0)["speaker_index"].present());
}

}  // namespace
}  // namespace dais::speech
