// SPDX-License-Identifier: Apache-2.0
#include "speech/doubling.h"

#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::speech {
namespace {

/// Seven words a cue.
std::vector<Cue> cues_of(const std::string& text) {
  std::vector<Cue> cues;
  std::istringstream words(text);
  std::string word;
  for (int i = 0; words >> word; ++i) {
    if (i % 7 == 0) cues.push_back({.start = i * 1000, .end = (i + 7) * 1000});
    cues.back().tokens.push_back({.text = word});
  }
  return cues;
}

std::string text_of(const std::vector<Cue>& cues) {
  std::string text;
  for (const Cue& cue : cues) {
    for (const Token& token : cue.tokens) text += (text.empty() ? "" : " ") + token.text;
  }
  return text;
}

std::string numbered(int from, int to) {
  std::string text;
  for (int i = from; i < to; ++i) text += (text.empty() ? "w" : " w") + std::to_string(i);
  return text;
}

/// Lines of five words, each twice.
std::string doubled(int from, int to) {
  std::string text;
  for (int i = from; i < to; i += 5) {
    const std::string line = numbered(i, std::min(i + 5, to));
    text += (text.empty() ? "" : " ") + line + " " + line;
  }
  return text;
}

TEST(Doubling, SaysADoubledStreamOnce) {
  std::vector<Cue> cues = cues_of(doubled(0, 200));
  drop_doubled_words(cues);
  EXPECT_EQ(text_of(cues), numbered(0, 200));
}

TEST(Doubling, SaysATripledStreamOnce) {
  std::string text;
  for (int i = 0; i < 100; i += 4) {
    for (int copy = 0; copy < 3; ++copy) text += numbered(i, i + 4) + " ";
  }
  std::vector<Cue> cues = cues_of(text);
  drop_doubled_words(cues);
  EXPECT_EQ(text_of(cues), numbered(0, 100));
}

TEST(Doubling, WordsKeepTheCueInWhichTheyWereFirstShown) {
  std::vector<Cue> cues = cues_of(doubled(0, 100));
  drop_doubled_words(cues);
  EXPECT_EQ(cues[0].tokens.size(), 5U);
  EXPECT_EQ(cues[1].tokens.front().text, "w5");
}

TEST(Doubling, OnlyWhereMostWordsAreDoubled) {
  std::vector<Cue> cues =
      cues_of(doubled(0, 200) + " " + numbered(200, 800) + " I I mean I mean it " + numbered(800, 1000));
  drop_doubled_words(cues);
  EXPECT_EQ(text_of(cues), numbered(0, 200) + " " + numbered(200, 800) + " I I mean I mean it " + numbered(800, 1000));
}

TEST(Doubling, AChorusStays) {
  std::string text = "[music]";
  for (int i = 0; i < 60; ++i) text += " we want the park";
  std::vector<Cue> cues = cues_of(text);
  drop_doubled_words(cues);
  EXPECT_EQ(text_of(cues), text);
}

TEST(Doubling, OfAShortFileNothingIsConcluded) {
  const std::string text = "yes yes we do we do thank you thank you";
  std::vector<Cue> cues = cues_of(text);
  drop_doubled_words(cues);
  EXPECT_EQ(text_of(cues), text);
}

RC_GTEST_PROP(Doubling, LeavesSpeechThatRepeatsItselfNowAndThen, (std::vector<std::uint8_t> pauses)) {
  std::string text;
  int at = 0;
  for (const std::uint8_t pause : pauses) {
    text += numbered(at, at + 40 + pause) + " you know you know ";
    at += 40 + pause;
  }
  std::vector<Cue> cues = cues_of(text);
  const std::string before = text_of(cues);
  drop_doubled_words(cues);
  RC_ASSERT(text_of(cues) == before);
}

}  // namespace
}  // namespace dais::speech
