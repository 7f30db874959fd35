// SPDX-License-Identifier: Apache-2.0
#include "search/outline.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "search/sample_sessions.h"

namespace dais::search {
namespace {

Outline outline_of_script(std::string_view script) {
  const domain::Transcript transcript = transcript_of(script);
  SessionText session;
  session.transcript = &transcript;
  return outline_of(session, cut_passages(transcript));
}

void expect_same(const Outline& a, const Outline& b) {
  EXPECT_EQ(a.speakers, b.speakers);
  EXPECT_EQ(a.persons, b.persons);
  EXPECT_EQ(a.words, b.words);
  EXPECT_EQ(a.words_before_cell, b.words_before_cell);
  ASSERT_EQ(a.sentences.size(), b.sentences.size());
  for (std::size_t i = 0; i < a.sentences.size(); ++i) {
    EXPECT_EQ(a.sentences[i].start_ms, b.sentences[i].start_ms);
    EXPECT_EQ(a.sentences[i].end_ms, b.sentences[i].end_ms);
    EXPECT_EQ(a.sentences[i].first_word, b.sentences[i].first_word);
    EXPECT_EQ(a.sentences[i].speaker, b.sentences[i].speaker);
  }
  ASSERT_EQ(a.passages.size(), b.passages.size());
  for (std::size_t i = 0; i < a.passages.size(); ++i) {
    EXPECT_EQ(a.passages[i].first_word, b.passages[i].first_word);
  }
}

TEST(Outline, WordsHaveSentencesAndCells) {
  const Outline outline = outline_of_script("Ann: one two three four | five six | Bob: seven");
  EXPECT_EQ(outline.words, 7U);
  EXPECT_EQ(outline.sentence_of(0, 3), 0U);
  EXPECT_EQ(outline.sentence_of(0, 4), 1U);
  EXPECT_EQ(outline.cell_of(1, 4), 0U) << "at 10 s";
  EXPECT_EQ(outline.cell_of(1, 5), 1U) << "at 15 s";
  EXPECT_EQ(outline.words_before_cell, (std::vector<std::uint32_t>{0, 5, 7, 7}));
}

TEST(Outline, ReadsWhatItWrote) {
  const Outline outline = outline_of_script("Ann: one two | Bob: three | four | five six seven");
  const auto read = read_outline(write_outline(outline));
  ASSERT_TRUE(read);
  expect_same(*read, outline);
}

TEST(Outline, TimesOutOfOrderAndBeyondReasonAreBounded) {
  domain::Transcript transcript = transcript_of("one | two | three");
  transcript.sentences[0].start = -5'000;
  transcript.sentences[1].end = domain::Milliseconds{1} << 60;
  transcript.sentences[2].start = 1'000;
  transcript.sentences[2].end = 500;
  SessionText session;
  session.transcript = &transcript;
  const Outline outline = outline_of(session, cut_passages(transcript));
  EXPECT_EQ(outline.sentences[0].start_ms, 0U);
  EXPECT_EQ(outline.sentences[1].end_ms, kLongestSessionMs);
  EXPECT_EQ(outline.sentences[2].end_ms, 1'000U);
  const auto read = read_outline(write_outline(outline));
  ASSERT_TRUE(read);
  expect_same(*read, outline);
}

TEST(Outline, CutBytesAreAnError) {
  const std::string whole = write_outline(outline_of_script("Ann: one two | Bob: three | four"));
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(read_outline(whole.substr(0, size))) << size;
  }
}

RC_GTEST_PROP(Outline, AnyBytesAreReadOrRefused, (const std::string& bytes)) {
  const auto read = read_outline(bytes);
  if (read) {
    RC_ASSERT(read->end_of_sentences(static_cast<std::uint32_t>(read->passages.size())) == read->sentences.size());
  }
}

}  // namespace
}  // namespace dais::search
