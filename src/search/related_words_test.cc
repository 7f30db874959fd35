// SPDX-License-Identifier: Apache-2.0
#include "search/related_words.h"

#include <cmath>

#include <gtest/gtest.h>

#include "search/sample_sessions.h"

namespace dais::search {
namespace {

class RelatedWordsTest : public ::testing::Test {
 protected:
  RelatedWordsTest() {
    for (int i = 0; i < 24; ++i) {
      const bool snow = i % 3 == 0;
      index_.put({.id = "s" + std::to_string(i),
                  .date = "2023-01-1" + std::to_string(i % 10),
                  .script = snow ? "Ann: The snow and the plough, with salt on every street corner."
                                 : "Bob: The budget of the library, with money for every street corner."});
    }
    index_.put({.id = "odd", .date = "2023-02-01", .script = "Cy: The snow leopard budget, unheard of leopard."});
    index_.commit();
  }

  std::vector<std::string> related(std::string_view query) {
    std::vector<std::string> words;
    for (const RelatedWord& word : *related_words(*IndexView::open(index_.folder()), query)) words.push_back(word.word);
    return words;
  }

  SampleIndex index_;
};

TEST_F(RelatedWordsTest, ToldIsWhatIsSaidBesideItAndNotEverywhere) {
  // "leopard" is in one passage only, "street" everywhere, "the" says nothing.
  EXPECT_EQ(related("snow"), (std::vector<std::string>{"plough", "salt"}));
  EXPECT_EQ(related("snows"), (std::vector<std::string>{"plough", "salt"}));
  EXPECT_TRUE(related("zeppelin").empty());
  EXPECT_TRUE(related("").empty());
}

TEST_F(RelatedWordsTest, PassageIsToldByWordsSaidOftenHereAndSeldomElsewhere) {
  const auto view = IndexView::open(index_.folder());
  const auto session = view->find_session("odd");
  ASSERT_TRUE(session);
  const auto telling = telling_words(*view, *session, 3);
  // "leopard" and "unheard" are said nowhere else.
  EXPECT_EQ(telling->words, (std::vector<std::string>{"snow", "budget"}));
  EXPECT_EQ(telling->range.first, 0U);
  EXPECT_EQ(telling->range.end, 1U);
  EXPECT_FALSE(view->find_session("none"));
}

TEST(LogLikelihoodRatio, IsThatOfDunning) {
  // 110 of 2442 against 111 of 29114 is 270.72 in his table of word pairs ("the swiss").
  EXPECT_NEAR(log_likelihood_ratio(110, 2442 + 110, 111, 29114 + 111), 270.72, 0.01);
  EXPECT_EQ(log_likelihood_ratio(1, 100, 10, 100), 0);
  EXPECT_EQ(log_likelihood_ratio(1, 100, 1, 100), 0);
  EXPECT_NEAR(log_likelihood_ratio(2, 4, 0, 4), 2 * (2 * std::log(2.0) + 2 * std::log(2.0 / 3) + 4 * std::log(4.0 / 3)),
              1e-9);
}

}  // namespace
}  // namespace dais::search
