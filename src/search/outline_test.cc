// SPDX-License-Identifier: Apache-2.0
#include "search/outline.h"

#include <gtest/gtest.h>

#include "search/sample_sessions.h"
#include "text/words.h"

namespace dais::search {
namespace {

OutlineRecords outline_of_transcript(const domain::Transcript& transcript) {
  SessionText session;
  session.transcript = &transcript;
  std::vector<std::uint32_t> words;
  for (const domain::Sentence& sentence : transcript.sentences)
    words.push_back(static_cast<std::uint32_t>(text::folded_words(sentence.text).size()));
  return outline_of(session, cut_passages(transcript), words);
}

TEST(Outline, WordsHaveSentencesAndCells) {
  const OutlineRecords records =
      outline_of_transcript(transcript_of("Ann: one two three four | five six | Bob: seven"));
  const Outline outline = records.view();
  EXPECT_EQ(records.speakers, (std::vector<std::string>{"", "Ann", "Bob"}));
  EXPECT_EQ(outline.words, 7U);
  EXPECT_EQ(outline.sentence_of(0, 3), 0U);
  EXPECT_EQ(outline.sentence_of(0, 4), 1U);
  EXPECT_EQ(outline.cell_of(1, 4), 0U) << "at 10 s";
  EXPECT_EQ(outline.cell_of(1, 5), 1U) << "at 15 s";
  EXPECT_EQ(records.words_before_cell, (std::vector<std::uint32_t>{0, 5, 7, 7}));
}

TEST(Outline, TimesOutOfOrderAndBeyondReasonAreBounded) {
  domain::Transcript transcript = transcript_of("one | two | three");
  transcript.sentences[0].start = -5'000;
  transcript.sentences[1].end = domain::Milliseconds{1} << 60;
  transcript.sentences[2].start = 1'000;
  transcript.sentences[2].end = 500;
  const OutlineRecords outline = outline_of_transcript(transcript);
  EXPECT_EQ(outline.sentences[0].start_ms, 0U);
  EXPECT_EQ(outline.sentences[1].end_ms, kLongestSessionMs);
  EXPECT_EQ(outline.sentences[2].end_ms, 1'000U);
}

TEST(Outline, DamagedRecordsNeverLeadOutside) {
  const OutlineRecords records = outline_of_transcript(transcript_of("Ann: one two | Bob: three | four"));
  std::vector<SentencePlace> sentences = records.sentences;
  std::vector<PassagePlace> passages = records.passages;
  for (SentencePlace& sentence : sentences) sentence = {UINT32_MAX, 0, UINT32_MAX, UINT16_MAX, UINT16_MAX};
  for (PassagePlace& passage : passages) passage = {UINT32_MAX, UINT32_MAX};
  const Outline outline{sentences, passages, records.words_before_cell, records.words};
  for (std::uint32_t passage = 0; passage < passages.size() + 2; ++passage) {
    EXPECT_LE(outline.first_sentence(passage), sentences.size());
    EXPECT_LT(outline.sentence_of(passage, 3), sentences.size());
  }
  for (std::uint32_t sentence = 0; sentence < sentences.size(); ++sentence) {
    EXPECT_LT(outline.cell_of(sentence), outline.cells());
    EXPECT_LT(outline.cell_of(sentence, 7), outline.cells());
  }
}

}  // namespace
}  // namespace dais::search
