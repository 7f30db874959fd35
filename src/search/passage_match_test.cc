// SPDX-License-Identifier: Apache-2.0
#include "search/passage_match.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "search/passages.h"
#include "search/sample_queries.h"
#include "search/sample_sessions.h"

namespace dais::search {
namespace {

/// "Ann: We need lanes. | Bob: No."
SaidPassage passage_of(const domain::Transcript& transcript, std::size_t first, std::size_t count) {
  text::IndexWords analysis("english");
  std::vector<SaidSentence> sentences;
  for (std::size_t i = first; i < first + count; ++i) {
    const domain::Sentence& sentence = transcript.sentences[i];
    sentences.push_back({sentence.speaker, sentence.speaker, sentence.text});
  }
  return {sentences, analysis};
}

bool matches(std::string_view query, std::string_view script, const MatchRules& rules = {}) {
  const domain::Transcript transcript = transcript_of(script);
  return matches_passage(parse_query(query), passage_of(transcript, 0, transcript.sentences.size()), rules);
}

TEST(PassageMatch, PlainWordsAnyOrAll) {
  EXPECT_TRUE(matches("snow plows", "The plow is here."));
  EXPECT_FALSE(
      matches("snow plows", "The plow is here.", {.plain = PlainWords::kAll, .person_id = {}, .whole_names = {}}));
  EXPECT_TRUE(matches("snow plows", "Snow. A plow.", {.plain = PlainWords::kAll, .person_id = {}, .whole_names = {}}));
  EXPECT_FALSE(matches("", "Snow."));
  EXPECT_FALSE(matches("rain", "Snow."));
}

TEST(PassageMatch, PhrasesAreExactAndOfOneSpeaker) {
  EXPECT_TRUE(matches("\"snow plow\"", "Ann: The snow | plow is here."));
  EXPECT_FALSE(matches("\"snow plow\"", "Ann: The snow | Bob: plow is here."));
  EXPECT_FALSE(matches("\"snow plows\"", "The snow plow is here."));
  EXPECT_FALSE(matches("\"7\"", "Item seven."));
  EXPECT_FALSE(matches("\"parttime\"", "part-time"));
}

TEST(PassageMatch, BeginningsAreOfWhatIsSaid) {
  EXPECT_TRUE(matches("plo*", "The plow."));
  EXPECT_FALSE(matches("partt*", "part-time"));
}

TEST(PassageMatch, NearCountsFromFirstWordToFirstWord) {
  EXPECT_TRUE(matches("snow NEAR/3 plow", "Snow on a plow."));
  EXPECT_FALSE(matches("snow NEAR/2 plow", "Snow on a plow."));
  EXPECT_TRUE(matches("plow NEAR/3 snow NEAR/3 on", "Snow on a plow."));
  EXPECT_TRUE(matches("\"salt truck\" NEAR/2 ice", "Ann: ice | Bob: and | salt truck")) << "whoever speaks";
}

TEST(PassageMatch, NumbersAndHyphensMeet) {
  for (const char* query :
       {"Int 2159", "int twenty one fifty nine", "intro 2159-A", "two thousand one hundred fifty nine"}) {
    for (const char* said : {"Int. No. 2159-A", "intro twenty one fifty nine", "introduction 2159"}) {
      EXPECT_TRUE(matches(query, said, {.plain = PlainWords::kAll, .person_id = {}, .whole_names = {}}))
          << query << " / " << said;
    }
  }
  for (const char* query : {"$1.2 million", "one point two million", "1,200,000"}) {
    for (const char* said : {"$1.2 million", "one point two million dollars", "1,200,000", "$1.2M"}) {
      EXPECT_TRUE(matches(query, said)) << query << " / " << said;
    }
  }
  for (const char* query : {"part-time", "part time"}) {
    for (const char* said : {"part-time", "part time", "parttime"}) {
      EXPECT_TRUE(matches(query, said, {.plain = PlainWords::kAll, .person_id = {}, .whole_names = {}}))
          << query << " / " << said;
    }
  }
  EXPECT_TRUE(matches("parttime", "part-time"));
  EXPECT_TRUE(matches("third", "the 3rd"));
  EXPECT_TRUE(matches("3rd", "the third"));
  EXPECT_TRUE(matches("item 7", "item seven"));
  EXPECT_FALSE(matches("item 1", "twenty one"));
}

TEST(PassageMatch, CharactersWithoutSpaces) {
  EXPECT_TRUE(matches("議会", "市議会は"));
  EXPECT_FALSE(matches("議市", "市議会は"));
  EXPECT_TRUE(matches("東京都議会議員", "議会の話"));
}

TEST(PassageMatch, WhatIsExcludedAndWhatIsRequired) {
  EXPECT_TRUE(matches("snow -rain", "Snow."));
  EXPECT_FALSE(matches("snow -rain", "Snow and rain."));
  EXPECT_TRUE(matches("snow -(rain wind)", "Snow and rain."));
  EXPECT_TRUE(matches("-rain", "Snow."));
  EXPECT_TRUE(matches("rain OR (snow wind)", "Snow and wind."));
  EXPECT_FALSE(matches("rain OR (snow wind)", "Snow."));
  EXPECT_TRUE(matches("\"snow\" rain", "Snow.")) << "a plain word only raises the score";
}

TEST(PassageMatch, SpeakersAndTheirNames) {
  EXPECT_TRUE(matches("snow speaker:ann", "Ann Lee: Snow. | Bob: Rain."));
  EXPECT_FALSE(matches("rain speaker:ann", "Ann Lee: Snow. | Bob: Rain."));
  EXPECT_TRUE(matches("snow -rain speaker:ann", "Ann Lee: Snow. | Bob: Rain.")) << "Bob is out of scope";
  EXPECT_TRUE(matches("Lee", "Ann Lee: Snow."));
  const MatchRules rules{.plain = PlainWords::kAny, .person_id = {}, .whole_names = {"ann", "lee"}};
  EXPECT_TRUE(matches("Ann Lee", "Ann Lee: Snow.", rules));
  EXPECT_FALSE(matches("Ann Lee", "Ann Dow: Snow.", rules));
  EXPECT_FALSE(matches("snow", "Ann: Snow.", {.plain = PlainWords::kAny, .person_id = "Bob", .whole_names = {}}));
}

RC_GTEST_PROP(PassageMatch, TheIndexFindsTheSamePassages, ()) {
  SampleIndex index;
  std::vector<domain::Transcript> transcripts;
  std::vector<std::vector<std::string>> names;
  text::Stemmer stemmer;
  for (int s = 0; s < 3; ++s) {
    transcripts.push_back(transcript_of(any_script(), 4'000));
    index.put({"s" + std::to_string(s), "2023-01-01", "Council", ""}, transcripts.back());
    for (const domain::Sentence& sentence : transcripts.back().sentences) {
      auto& name = names.emplace_back();
      for (auto& word : text::folded_words(sentence.speaker)) name.push_back(stemmer.stem(word.folded));
    }
  }
  std::erase_if(names, [](const auto& name) { return name.empty(); });
  index.commit();
  for (int i = 0; i < 10; ++i) {
    const std::string text = any_query();
    const ParsedQuery query = parse_query(text);
    const MatchRules rules{
        .plain = PlainWords::kAny, .person_id = {}, .whole_names = stems_of_whole_names(query, names)};
    std::set<std::string> expected;
    for (std::size_t s = 0; s < transcripts.size(); ++s) {
      for (const Passage& cut : cut_passages(transcripts[s])) {
        if (matches_passage(query, passage_of(transcripts[s], cut.first, cut.count), rules)) {
          expected.insert("s" + std::to_string(s));
        }
      }
    }
    std::set<std::string> found;
    for (const Hit& hit : index.find(text).hits) found.insert(hit.session_id);
    if (found != expected) RC_FAIL("“" + text + "” finds " + std::to_string(found.size()));
  }
}

}  // namespace
}  // namespace dais::search
