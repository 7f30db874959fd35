// SPDX-License-Identifier: Apache-2.0
#include "search/passages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace dais::search {
namespace {

using domain::Milliseconds;
using domain::Sentence;
using domain::Transcript;

std::vector<std::size_t> counts(const Transcript& transcript) {
  std::vector<std::size_t> all;
  for (const Passage& passage : cut_passages(transcript)) {
    all.push_back(passage.count);
  }
  return all;
}

/// Sentences of these many seconds, one after the other.
Transcript talk(const std::vector<std::pair<std::string, Milliseconds>>& sentences) {
  Transcript transcript;
  Milliseconds now = 0;
  for (const auto& [speaker, seconds] : sentences) {
    Sentence sentence;
    sentence.speaker = speaker;
    sentence.start = now;
    sentence.end = now += seconds * 1000;
    transcript.sentences.push_back(sentence);
  }
  return transcript;
}

TEST(CutPassages, NothingGivesNone) { EXPECT_TRUE(cut_passages({}).empty()); }

TEST(CutPassages, ALongTurnIsCutIntoEvenParts) {
  EXPECT_THAT(counts(talk(std::vector<std::pair<std::string, Milliseconds>>(8, {"Ann", 10}))),
              testing::ElementsAre(4, 4));
}

TEST(CutPassages, ATurnOfAMinuteStaysWhole) {
  EXPECT_THAT(counts(talk({{"Ann", 20}, {"Ann", 20}, {"Ann", 20}, {"Bob", 30}})), testing::ElementsAre(3, 1));
}

TEST(CutPassages, ShortTurnsAreJoined) {
  EXPECT_THAT(counts(talk({{"Ann", 3}, {"Bob", 2}, {"Ann", 4}, {"Bob", 15}, {"Ann", 30}})), testing::ElementsAre(4, 1));
}

TEST(CutPassages, AnUnnamedChangeOfSpeakerStartsATurn) {
  Transcript transcript = talk({{"", 25}, {"", 25}});
  transcript.sentences[1].turn_start = true;
  EXPECT_THAT(counts(transcript), testing::ElementsAre(1, 1));
}

TEST(CutPassages, ASilenceEndsAPassage) {
  Transcript transcript = talk({{"Ann", 5}, {"Ann", 5}});
  transcript.sentences[1].start += 30'000;
  transcript.sentences[1].end += 30'000;
  EXPECT_THAT(counts(transcript), testing::ElementsAre(1, 1));
}

TEST(CutPassages, ASentenceWithoutEndIsAPassageOfItsOwn) {
  EXPECT_THAT(counts(talk({{"Ann", 5}, {"Ann", 300}, {"Ann", 5}})), testing::ElementsAre(1, 1, 1));
}

Transcript any_transcript() {
  Transcript transcript;
  Milliseconds now = 0;
  for (int left = *rc::gen::inRange(0, 60); left > 0; --left) {
    Sentence sentence;
    now += *rc::gen::weightedOneOf<int>({{8, rc::gen::inRange(0, 20'000)}, {1, rc::gen::inRange(-30'000, 90'000)}});
    sentence.start = now;
    sentence.end =
        now + *rc::gen::weightedOneOf<int>({{8, rc::gen::inRange(0, 20'000)}, {1, rc::gen::inRange(-5'000, 90'000)}});
    sentence.speaker = *rc::gen::element<std::string>("", "Ann", "Bob");
    sentence.turn_start = *rc::gen::arbitrary<bool>();
    transcript.sentences.push_back(sentence);
  }
  return transcript;
}

RC_GTEST_PROP(CutPassages, EverySentenceIsInOnePassageAndInOrder, ()) {
  const Transcript transcript = any_transcript();
  std::size_t next = 0;
  for (const Passage& passage : cut_passages(transcript)) {
    RC_ASSERT(passage.first == next);
    RC_ASSERT(passage.count > 0);
    next += passage.count;
  }
  RC_ASSERT(next == transcript.sentences.size());
}

RC_GTEST_PROP(CutPassages, APassageOfSeveralSentencesLastsAMinuteAtMost, ()) {
  const Transcript transcript = any_transcript();
  for (const Passage& passage : cut_passages(transcript)) {
    const auto begin = transcript.sentences.begin() + static_cast<std::ptrdiff_t>(passage.first);
    const auto end = begin + static_cast<std::ptrdiff_t>(passage.count);
    Milliseconds low = begin->start;
    Milliseconds high = begin->end;
    for (auto sentence = begin; sentence != end; ++sentence) {
      low = std::min({low, sentence->start, sentence->end});
      high = std::max({high, sentence->start, sentence->end});
    }
    RC_ASSERT(passage.count == 1 || high - low <= kLongestPassage);
  }
}

}  // namespace
}  // namespace dais::search
