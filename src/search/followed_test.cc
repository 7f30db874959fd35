// SPDX-License-Identifier: Apache-2.0
#include "search/followed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <map>

#include "search/sample_queries.h"
#include "search/sample_sessions.h"

namespace dais::search {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SaidPassage passage_of(std::string_view script) {
  static text::IndexWords analysis("english");
  const domain::Transcript transcript = transcript_of(script);
  std::vector<SaidSentence> sentences;
  for (const domain::Sentence& sentence : transcript.sentences) {
    sentences.push_back({sentence.speaker, "", sentence.text});
  }
  return {sentences, analysis};
}

TEST(FollowedSearches, TellWhichOfThemAPassageAnswers) {
  FollowedSearches followed;
  for (const char* text : {"snow plow", "\"salt truck\"", "ice OR rain", "snow -rain", "sno*", "snow NEAR/2 street",
                           "body:parks snow", "after:2024 snow", "Lee", "intro 2159", ""}) {
    followed.add(text);
  }
  EXPECT_EQ(followed.size(), 11U);
  const SessionFacts facts{.body_words = {"city", "council"}, .date = 20'230'119, .names = {{"ann", "lee"}}};
  EXPECT_THAT(followed.match(passage_of("Snow on the street, and plows."), facts), ElementsAre(0, 3, 4));
  EXPECT_THAT(followed.match(passage_of("A salt truck in snow and rain."), facts), ElementsAre(1, 2, 4));
  EXPECT_THAT(followed.match(passage_of("Ann Lee: Introduction twenty one fifty nine."), facts), ElementsAre(8, 9));
  EXPECT_THAT(followed.match(passage_of("Snow."), {.body_words = {"parks"}, .date = 20'240'101, .names = {}}),
              ElementsAre(3, 4, 6, 7));
  EXPECT_THAT(followed.match(passage_of("Nothing."), facts), IsEmpty());
}

RC_GTEST_PROP(FollowedSearches, AgreeWithThePlainLoop, ()) {
  const std::map<std::string, std::uint64_t, std::less<>> often = {{"snow", 5}, {"the", 100}, {"lane", 20}};
  FollowedSearches followed({"english"}, [&](std::string_view word) {
    const auto found = often.find(word);
    return found == often.end() ? 1 : found->second;
  });
  std::vector<ParsedQuery> queries;
  for (int i = 0; i < 40; ++i) {
    const std::string text =
        any_query() + *rc::gen::weightedElement<std::string>({{6, ""}, {1, " body:parks"}, {1, " before:2023-06"}});
    followed.add(text);
    queries.push_back(in_a_row(parse_query(text)));
  }
  for (int i = 0; i < 10; ++i) {
    const SaidPassage passage = passage_of(any_script());
    SessionFacts facts;
    facts.body_words = {*rc::gen::element<std::string>("parks", "council")};
    facts.date = *rc::gen::element<std::int64_t>(20'230'101, 20'230'601);
    for (const SaidPassage::Speaker& speaker : passage.speakers()) {
      if (!speaker.stems.empty()) facts.names.push_back(speaker.stems);
    }
    std::vector<std::uint32_t> expected;
    for (std::uint32_t query = 0; query < queries.size(); ++query) {
      if (answers_followed(queries[query], passage, facts)) expected.push_back(query);
    }
    RC_ASSERT(followed.match(passage, facts) == expected);
  }
}

}  // namespace
}  // namespace dais::search
