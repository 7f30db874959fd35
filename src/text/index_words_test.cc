// SPDX-License-Identifier: Apache-2.0
#include "text/index_words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/languages.h"

namespace dais::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// What is added: "parttime@1 part-time".
std::vector<std::string> added(std::string_view text, std::string_view language = "en") {
  IndexWords analysis(stemmer_of(language));
  std::vector<std::string> all;
  for (const IndexWord& word : analysis.of(text)) {
    if (word.folded.front() != kAddedForm) continue;
    all.push_back(std::string(word.stem) + "@" + std::to_string(word.position) + " " +
                  std::string(text.substr(word.begin, word.end - word.begin)));
  }
  return all;
}

TEST(IndexWords, WordsHaveTheirPositionsAndStems) {
  IndexWords analysis("english");
  const auto& words = analysis.of("Houses, housing");
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].folded, "houses");
  EXPECT_EQ(words[0].stem, "hous");
  EXPECT_EQ(words[1].position, 1U);
  EXPECT_EQ(words[1].begin, 8U);
  EXPECT_EQ(analysis.of("a").size(), 1U) << "an object is used again";
}

TEST(IndexWords, NumbersAreAddedAsWritten) {
  EXPECT_THAT(added("Item seven is next"), ElementsAre("7@1 seven"));
  EXPECT_THAT(added("see twenty one fifty nine"),
              ElementsAre("2159@1 twenty one fifty nine", "21@1 twenty one", "59@3 fifty nine"));
  EXPECT_THAT(added("$1.2 million or 1,200,000"), ElementsAre("1200000@0 1.2 million"));
  EXPECT_THAT(added("$1.2M and $5k, 5k run"), ElementsAre("1200000@0 1.2M", "5000@2 5k"));
  EXPECT_THAT(added("the third time"), ElementsAre("3rd@1 third"));
  EXPECT_THAT(added("2159"), IsEmpty());
}

TEST(IndexWords, WhatALineOrACommaPartsIsNoNumber) {
  EXPECT_THAT(added("twenty\none"), ElementsAre("20@0 twenty", "1@1 one"));
  EXPECT_THAT(added("thirteen, fourteen"), ElementsAre("13@0 thirteen", "14@1 fourteen"));
}

TEST(IndexWords, HyphensAreAddedJoined) {
  EXPECT_THAT(added("a part-time e-mail"), ElementsAre("parttim@1 part-time", "email@3 e-mail"));
  EXPECT_THAT(added("state-of-the-art"), ElementsAre("stateoftheart@0 state-of-the-art"));
  EXPECT_THAT(added("2023-05-01, 1-2, a - b"), IsEmpty());
  EXPECT_THAT(added("Int. No. 2159-A"), ElementsAre("2159a@2 2159-A"));
}

TEST(IndexWords, CitationsAreAddedShort) {
  EXPECT_THAT(added("intro 2159"), ElementsAre("int@0 intro"));
  EXPECT_THAT(added("Ordinance number 5"), ElementsAre("ord@0 Ordinance", "no@1 number"));
  EXPECT_THAT(added("the introduction of a bill"), IsEmpty());
}

TEST(IndexWords, CharactersWithoutSpacesAreAddedInPairs) {
  EXPECT_THAT(added("市議会 の"), ElementsAre("市議@0 市議", "議会@1 議会"));
  EXPECT_THAT(added("スーパー"), ElementsAre("スー@0 スー", "ーパ@1 ーパ", "パー@2 パー"));
}

TEST(IndexWords, LanguagesHaveTheirStems) {
  const auto stem = [](std::string_view language, std::string_view word) {
    IndexWords analysis(stemmer_of(language));
    return std::string(analysis.of(word).front().stem);
  };
  EXPECT_EQ(stem("es-419", "viviendas"), "viviend");
  EXPECT_EQ(stem("fr", "logements"), "log");
  EXPECT_EQ(stem("DE", "Häuser"), "haus");
  EXPECT_EQ(stem("xx", "houses"), "houses");
  EXPECT_EQ(stem("", "houses"), "hous");
  EXPECT_EQ(stem("es", "información"), stem("es", "informaciones"));
}

TEST(Languages, EveryStemmerNamedIsThere) {
  for (const char* tag : {"ar", "hy", "eu", "ca", "da", "nl", "en", "fi", "fr", "de", "el", "hi", "hu", "id",
                          "ga", "it", "lt", "ne", "no", "pt", "ro", "ru", "sr", "es", "sv", "ta", "tr", "yi"}) {
    EXPECT_TRUE(Stemmer::knows(stemmer_of(tag))) << tag;
  }
}

RC_GTEST_PROP(IndexWords, WithoutWhatIsAddedTheyAreTheFoldedWords, ()) {
  std::string text;
  for (const std::string& piece : *rc::gen::container<std::vector<std::string>>(
           rc::gen::element<std::string>("one", "twenty", "-", " ", "part", "2159", "$1.2m", "市", "議", "intro", "\n",
                                         "é", "’s", "million", "\xff", ",", "‐"))) {
    text += piece;
  }
  IndexWords analysis("english");
  const std::vector<FoldedWord> expected = folded_words(text);
  std::size_t next = 0;
  for (const IndexWord& word : analysis.of(text)) {
    RC_ASSERT(word.begin < word.end);
    RC_ASSERT(word.end <= text.size());
    if (word.folded.front() == kAddedForm) {
      RC_ASSERT(word.position + 1 == next);
      RC_ASSERT(text.substr(word.begin, word.end - word.begin).find('\n') == std::string::npos);
      continue;
    }
    RC_ASSERT(word.position == next);
    RC_ASSERT(word.folded == expected.at(next).folded);
    ++next;
  }
  RC_ASSERT(next == expected.size());
}

}  // namespace
}  // namespace dais::text
