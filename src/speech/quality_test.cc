// SPDX-License-Identifier: Apache-2.0
#include "speech/quality.h"

#include <gtest/gtest.h>

namespace dais::speech {
namespace {

/// `count` sentences of ten words, one each six seconds from `first`.
domain::Transcript speech(double first, int count) {
  domain::Transcript transcript;
  for (int i = 0; i < count; ++i) {
    const auto start = static_cast<domain::Milliseconds>(1000 * (first + 6.0 * i));
    domain::Sentence sentence{start, start + 5'000, "", "", false, {}, {}};
    for (int w = 0; w < 10; ++w) {
      const std::string word = "word" + std::to_string(i * 7 + w);
      sentence.text += (w == 0 ? "" : " ") + word;
      sentence.words.push_back({start, start + 400, word});
    }
    transcript.sentences.push_back(std::move(sentence));
  }
  return transcript;
}

std::string reason(const domain::Transcript& transcript, std::optional<double> seconds,
                   std::string_view language = {}) {
  const Verdict verdict = judge_captions(transcript, seconds, language);
  EXPECT_EQ(verdict.good, verdict.reason.empty());
  return verdict.reason;
}

TEST(JudgeCaptions, TakesOrdinaryOnes) {
  EXPECT_EQ(reason(speech(20, 600), 3'700), "");
  EXPECT_EQ(reason(speech(20, 600), {}), "");
  EXPECT_EQ(reason(speech(1'500, 300), 3'700), "") << "25 minutes of a still picture first";
  EXPECT_EQ(reason(speech(20, 300), 4'200), "") << "a closed session at the end";
  EXPECT_EQ(reason(speech(0, 5), 60), "");
  EXPECT_EQ(reason(speech(20, 600), 3'600), "") << "a clock that is off by a little";
}

TEST(JudgeCaptions, SaysWhyOthersAreNoAccountOfTheRecording) {
  EXPECT_EQ(reason({}, 3'600), "there is nothing in them");
  EXPECT_EQ(reason(speech(5, 1), 3'600), "only 10 words in all");
  EXPECT_EQ(reason(speech(5, 1), {}), "only 10 words in all");
  EXPECT_EQ(reason(speech(20, 600), 1'800),
            "they go on until 1:00:19 and the recording ends at 30:00: they are another recording's");
  EXPECT_EQ(reason(speech(4'000, 300), 7'200), "they begin at 1:06:40 of 2:00:00 only");
  EXPECT_EQ(reason(speech(0, 200), 7'200), "they end at 19:59 of 2:00:00 already");
  auto thin = speech(0, 5);
  thin.sentences.back().start = 7'000'000;
  thin.sentences.back().end = 7'100'000;
  EXPECT_EQ(reason(thin, 7'200), "only 50 words in 2:00:00");
}

TEST(JudgeCaptions, SeesStubsAndRepeats) {
  auto music = speech(0, 100);
  for (std::size_t i = 0; i < 70; ++i) music.sentences[i].text = "[Music]";
  EXPECT_EQ(reason(music, 620), "\"[Music]\" is 70 of their 100 sentences");
  auto doubled = speech(0, 100);
  for (std::size_t i = 1; i < 100; i += 2) doubled.sentences[i].text = doubled.sentences[i - 1].text;
  EXPECT_EQ(reason(doubled, 620), "most of their sentences stand there twice");
}

TEST(JudgeCaptions, SeesAnotherScript) {
  auto russian = speech(0, 100);
  for (auto& sentence : russian.sentences) {
    sentence.text = "Добрый вечер " + sentence.text.substr(0, 8);
  }
  EXPECT_EQ(reason(russian, 620, "en"), "most of their letters are none that \"en\" is written with");
  EXPECT_EQ(reason(russian, 620, "ru"), "");
  EXPECT_EQ(reason(russian, 620), "");
  EXPECT_EQ(reason(speech(0, 100), 620, "es-US"), "");
}

}  // namespace
}  // namespace dais::speech
