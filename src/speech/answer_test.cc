// SPDX-License-Identifier: Apache-2.0
// Answers in the shapes of the implementations that are known, with their oddities.
#include "speech/answer.h"

#include <gtest/gtest.h>

namespace dais::speech {
namespace {

Heard read(std::string_view answer, domain::Milliseconds length = 60'000) {
  static const std::vector<float> levels(30'000, -20.0F);
  auto heard = read_answer(answer, {length, std::span(levels).first(static_cast<std::size_t>(length / 20))});
  EXPECT_TRUE(heard) << heard.error().message;
  return heard.value_or(Heard{});
}

std::string error_of(std::string_view answer) {
  const auto heard = read_answer(answer, {60'000, {}});
  return heard ? "" : heard.error().message;
}

/// "Hello@1000-1400 there@…".
std::string shown(const Heard& heard) {
  std::string text;
  for (const HeardWord& word : heard.words) {
    text += (text.empty() ? "" : " ") + std::string(word.begins_segment ? "|" : "") + word.text + "@" +
            std::to_string(word.start) + "-" + std::to_string(word.end);
  }
  return text;
}

TEST(ReadAnswer, OpenAiHasBareWordsAtTopLevelAndPunctuationInTheText) {
  const Heard heard = read(R"({"task":"transcribe","language":"english","duration":3.2,
    "text":"Good evening. It's item 4-B, all right?",
    "segments":[{"id":0,"seek":0,"start":0.0,"end":1.5,"text":" Good evening.","tokens":[50364,2205],"temperature":0.0,
                 "avg_logprob":-0.25,"compression_ratio":0.9,"no_speech_prob":0.01},
                {"id":1,"seek":0,"start":1.5,"end":3.2,"text":" It's item 4-B, all right?","avg_logprob":-0.5}],
    "words":[{"word":"Good","start":0.1,"end":0.4},{"word":"evening","start":0.4,"end":1.0},
             {"word":"It's","start":1.6,"end":1.8},{"word":"item","start":1.8,"end":2.1},
             {"word":"4","start":2.1,"end":2.3},{"word":"B","start":2.3,"end":2.5},
             {"word":"all","start":2.6,"end":2.8},{"word":"right","start":2.8,"end":3.1}],
    "usage":{"type":"duration","seconds":4}})");
  EXPECT_EQ(shown(heard),
            "|Good@100-400 evening.@400-1000 |It's@1600-1800 item@1800-2100 4-B,@2100-2500 all@2600-2800 "
            "right?@2800-3100");
  EXPECT_EQ(heard.language, "en");
  EXPECT_NEAR(*heard.words[0].confidence, 0.7788, 1e-4);
}

TEST(ReadAnswer, WhisperCppHasTheModelsTokensWithinSegments) {
  const Heard heard = read(R"({"task":"transcribe","language":"english","duration":2.0,
    "text":" Councilmember Chowdhury, aye.\n","detected_language":"english","detected_language_probability":0.98,
    "segments":[{"id":0,"text":" Councilmember Chowdhury, aye.","start":0.0,"end":2.0,"tokens":[50364,9365],
      "words":[{"word":"[_BEG_]","start":0.0,"end":0.0,"t_dtw":-1,"probability":0.9},
               {"word":" Council","start":0.0,"end":0.3,"t_dtw":-1,"probability":0.9},
               {"word":"member","start":0.3,"end":0.6,"t_dtw":-1,"probability":0.8},
               {"word":" Ch","start":0.7,"end":0.8,"t_dtw":-1,"probability":0.5},
               {"word":"owd","start":0.8,"end":0.9,"t_dtw":-1,"probability":0.7},
               {"word":"hury","start":0.9,"end":1.2,"t_dtw":-1,"probability":0.7},
               {"word":",","start":1.2,"end":1.25,"t_dtw":-1,"probability":0.7},
               {"word":" aye","start":1.4,"end":1.8,"t_dtw":-1,"probability":0.95},
               {"word":".","start":1.8,"end":2.0,"t_dtw":-1,"probability":0.95},
               {"word":"[_TT_100]","start":2.0,"end":2.0,"t_dtw":-1,"probability":0.1}],
      "temperature":0.0,"avg_logprob":-0.2,"no_speech_prob":0.0}]})");
  EXPECT_EQ(shown(heard), "|Councilmember@0-600 Chowdhury,@700-1200 aye.@1400-1800");
  EXPECT_DOUBLE_EQ(*heard.words[0].confidence, 0.8);
  EXPECT_DOUBLE_EQ(*heard.words[1].confidence, 0.5);
}

TEST(ReadAnswer, ATokenMayEndWithinACharacter) {
  const Heard heard = read(
      "{\"segments\":[{\"start\":0,\"end\":1,\"text\":\" S\xC3\xAD.\",\"words\":[{\"word\":\" S\xC3\","
      "\"start\":0,\"end\":0.4},{\"word\":\"\xAD\",\"start\":0.4,\"end\":0.9},{\"word\":\".\",\"start\":"
      "0.9,\"end\":1}]}]}");
  EXPECT_EQ(shown(heard), "|S\xC3\xAD.@0-1000");
}

TEST(ReadAnswer, VllmHasNumbersAsTextAndPlaceholders) {
  const Heard heard = read(R"({"duration":"4.0","language":"en","text":"Aye. Nay.",
    "segments":[{"id":0,"start":-1.0,"end":-1.0,"text":"Aye.","tokens":[1],"avg_logprob":-1.0,"no_speech_prob":-1.0},
                {"id":1,"start":-1.0,"end":-1.0,"text":"Nay."}],"words":null})",
                           4'000);
  EXPECT_EQ(shown(heard), "|Aye.@0-2000 |Nay.@2000-4000");
  const Heard text_times = read(R"({"text":"Aye.","segments":[{"start":"1.50","end":"2.25","text":"Aye."}]})");
  EXPECT_EQ(shown(text_times), "|Aye.@1500-2250");
}

TEST(ReadAnswer, LocalAiHasNullWords) {
  const Heard heard = read(R"({"segments":[{"id":0,"start":1.0,"end":3.0,"text":"one two","tokens":null}],
    "text":"one two","words":null})");
  EXPECT_EQ(shown(heard), "|one@1000-2000 two@2000-3000");
}

TEST(ReadAnswer, SpeachesHasWordsInBothPlaces) {
  const Heard heard = read(R"({"task":"transcribe","language":"en","duration":2.0,"text":"Well-known fact.",
    "words":[{"start":0.0,"end":0.5,"word":" Well","probability":0.9},{"start":0.5,"end":0.9,"word":"-known","probability":0.8},
             {"start":1.0,"end":1.6,"word":" fact.","probability":0.99}],
    "segments":[{"id":1,"seek":0,"start":0.0,"end":1.6,"text":" Well-known fact.","words":
             [{"start":0.0,"end":0.5,"word":" Well","probability":0.9},{"start":0.5,"end":0.9,"word":"-known","probability":0.8},
             {"start":1.0,"end":1.6,"word":" fact.","probability":0.99}]}]})");
  EXPECT_EQ(shown(heard), "|Well-known@0-900 fact.@1000-1600");
}

TEST(ReadAnswer, WhisperCliHasOffsetsInMilliseconds) {
  const Heard heard =
      read(R"({"systeminfo":"x","model":{"type":"base"},"params":{"language":"en"},"result":{"language":"en"},
    "transcription":[{"timestamps":{"from":"00:00:00,000","to":"00:00:02,000"},"offsets":{"from":0,"to":2000},"text":" And so",
      "tokens":[{"text":"[_BEG_]","timestamps":{"from":"00:00:00,000","to":"00:00:00,000"},"offsets":{"from":0,"to":0},"id":50364,"p":0.9,"t_dtw":-1},
                {"text":" And","offsets":{"from":320,"to":600},"id":400,"p":0.7,"t_dtw":-1},
                {"text":" so","offsets":{"from":600,"to":1900},"id":370,"p":0.9,"t_dtw":-1}]}]})");
  EXPECT_EQ(shown(heard), "|And@320-600 so@600-1900");
  EXPECT_EQ(heard.language, "en");
}

TEST(ReadAnswer, TextAloneIsSpreadOverTheSpeech) {
  std::vector<float> levels(500, -60.0F);
  for (std::size_t i = 100; i < 200; ++i) levels[i] = -20.0F;
  const auto heard = read_answer(R"({"text":"abc def"})", {10'000, levels});
  ASSERT_TRUE(heard);
  ASSERT_EQ(heard->words.size(), 2U);
  EXPECT_NEAR(static_cast<double>(heard->words[1].start), 3'000, 120);
}

TEST(ReadAnswer, ReadsCaptionsToo) {
  EXPECT_EQ(shown(read("WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n")), "|Hello.@1000-2000");
  EXPECT_EQ(shown(read("1\n00:00:01,000 --> 00:00:02,000\nHello.\n")), "|Hello.@1000-2000");
  EXPECT_TRUE(read("WEBVTT\n\n").words.empty());
}

TEST(ReadAnswer, NobodySpeaking) {
  EXPECT_TRUE(read(R"({"text":"","segments":[],"words":[]})").words.empty());
  EXPECT_TRUE(read(R"({"text":"  "})").words.empty());
  EXPECT_TRUE(read("").words.empty());
}

TEST(ReadAnswer, TimesStayWithinTheAudioAndInOrder) {
  const Heard heard = read(R"({"text":"a b c d","segments":[{"start":1,"end":99,"text":"a b c d","words":[
    {"word":"a","start":1.0,"end":0.5},{"word":"b","start":0.9,"end":1.2},{"word":"c","start":1.5,"end":1.5},
    {"word":"d","start":9.5,"end":12}]}]})",
                           10'000);
  ASSERT_EQ(heard.words.size(), 4U);
  domain::Milliseconds before = 0;
  for (const HeardWord& word : heard.words) {
    EXPECT_GE(word.start, before);
    EXPECT_GE(word.end, word.start);
    EXPECT_LE(word.end, 10'000);
    before = word.start;
  }
  EXPECT_GT(heard.words[2].end, heard.words[2].start);
  EXPECT_EQ(heard.words[3].start, 9'500);
}

TEST(ReadAnswer, MillisecondsWhereSecondsShouldBe) {
  EXPECT_EQ(
      shown(read(R"({"segments":[{"start":1000,"end":2000,"text":"a"},{"start":50000,"end":55000,"text":"b"}]})")),
      "|a@1000-2000 |b@50000-55000");
}

TEST(ReadAnswer, LeavesOutWhatIsTimedAfterTheEnd) {
  const Heard heard =
      read(R"({"segments":[{"start":1,"end":2,"text":"a"},{"start":65,"end":70,"text":"Thanks for watching!"}]})");
  EXPECT_EQ(shown(heard), "|a@1000-2000");
  ASSERT_EQ(heard.repairs.size(), 1U);
  EXPECT_EQ(heard.repairs[0].what, "left out, since it is timed after the audio's end: \"Thanks for watching!\"");
}

TEST(ReadAnswer, CutsALoopOfSegments) {
  std::string segments;
  for (int i = 0; i < 8; ++i) {
    segments += (i == 0 ? "" : ",") + std::string(R"({"start":)") + std::to_string(10 + 2 * i) + R"(,"end":)" +
                std::to_string(12 + 2 * i) + R"(,"text":" I'll see you then."})";
  }
  const Heard heard = read(R"({"segments":[{"start":0,"end":5,"text":"Motion carries."},)" + segments + "]}");
  EXPECT_EQ(heard.words.size(), 6U);
  ASSERT_EQ(heard.repairs.size(), 1U);
  EXPECT_EQ(heard.repairs[0].at, 10'000);
  EXPECT_EQ(heard.repairs[0].what, "\"I'll see you then.\" came 8 times in a row and is kept once");
}

TEST(ReadAnswer, KeepsARollCall) {
  std::string segments;
  for (int i = 0; i < 9; ++i) segments += (i == 0 ? "" : ",") + std::string(R"({"text":"Aye."})");
  EXPECT_EQ(read(R"({"segments":[)" + segments + "]}").words.size(), 9U);
  EXPECT_EQ(read(R"({"text":"No, no, no, no, no."})").words.size(), 5U);
}

TEST(ReadAnswer, CutsALoopWithinASegment) {
  std::string text = "We will";
  for (int i = 0; i < 30; ++i) text += " go to the next";
  const Heard heard = read(R"({"text":")" + text + R"( item."})");
  EXPECT_EQ(heard.words.size(), 7U);
  EXPECT_EQ(heard.words.back().text, "item.");
  ASSERT_EQ(heard.repairs.size(), 1U);
  EXPECT_EQ(heard.repairs[0].what, "\"go to the next\" came 30 times in a row and is kept once");
}

TEST(ReadAnswer, LeavesOutWhatTheModelTakesForSilence) {
  const Heard heard =
      read(R"({"segments":[{"start":0,"end":2,"text":"Thank you.","no_speech_prob":0.9,"avg_logprob":-1.4},
    {"start":2,"end":4,"text":"Thank you.","no_speech_prob":0.9,"avg_logprob":-0.2}]})");
  EXPECT_EQ(shown(heard), "|Thank@2000-3100 you.@3100-4000");
  EXPECT_EQ(heard.repairs.size(), 1U);
}

TEST(ReadAnswer, TellsTurnsWhereTheRecogniserDoes) {
  const Heard heard = read(R"({"segments":[{"start":0,"end":2,"text":"Second.","speaker":"SPEAKER_00"},
    {"start":2,"end":4,"text":"All in favor?","speaker":"SPEAKER_01"},{"start":4,"end":5,"text":"Aye.","speaker":"SPEAKER_01"}]})");
  EXPECT_FALSE(heard.words[0].begins_turn);
  EXPECT_TRUE(heard.words[1].begins_turn);
  EXPECT_FALSE(heard.words[4].begins_turn);
}

TEST(ReadAnswer, SaysWhatItIsInstead) {
  EXPECT_EQ(error_of("<!DOCTYPE html><html>"), "a web page, not a transcript: is the address right?");
  EXPECT_EQ(error_of(R"({"error":{"message":"model not loaded","code":500}})"),
            "JSON without a transcript; it said: model not loaded");
  EXPECT_EQ(error_of(R"({"error":"failed to read WAV"})"), "JSON without a transcript; it said: failed to read WAV");
  EXPECT_EQ(error_of(R"({"id":3})"),
            "JSON without a transcript: neither \"text\" nor \"segments\" nor \"transcription\"");
  EXPECT_NE(error_of(R"({"text":"cut of)"), "");
  EXPECT_EQ(error_of("whisper: out of memory"), "neither JSON nor captions; it said: whisper: out of memory");
}

TEST(LanguageCode, KnowsNamesAndCodes) {
  EXPECT_EQ(language_code("english"), "en");
  EXPECT_EQ(language_code("Spanish"), "es");
  EXPECT_EQ(language_code("vi"), "vi");
  EXPECT_EQ(language_code("en-US"), "en-US");
  EXPECT_EQ(language_code("EN_us"), "en-us");
  EXPECT_EQ(language_code("auto"), "");
  EXPECT_EQ(language_code("klingonese"), "");
}

}  // namespace
}  // namespace dais::speech
