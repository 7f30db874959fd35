// SPDX-License-Identifier: Apache-2.0
#include "text/stem.h"

#include <gtest/gtest.h>

namespace dais::text {
namespace {

TEST(Stemmer, FormsOfAWordMeet) {
  Stemmer stemmer;
  EXPECT_EQ(stemmer.stem("housing"), "hous");
  EXPECT_EQ(stemmer.stem("houses"), "hous");
  EXPECT_EQ(stemmer.stem("councils"), "council");
}

TEST(Stemmer, NumbersStay) {
  Stemmer stemmer;
  EXPECT_EQ(stemmer.stem("14:30"), "14:30");
  EXPECT_EQ(stemmer.stem("50000"), "50000");
}

TEST(Stemmer, AnUnknownLanguageLeavesWordsAsTheyAre) {
  Stemmer stemmer("klingon");
  EXPECT_EQ(stemmer.stem("housing"), "housing");
}

TEST(Stemmer, ManyDifferentWordsKeepTheirStems) {
  Stemmer stemmer;
  for (int i = 0; i < 250'000; ++i) {
    const std::string word = "w" + std::to_string(i);
    ASSERT_EQ(stemmer.stem(word), word);
  }
  EXPECT_EQ(stemmer.stem("housing"), "hous");
}

}  // namespace
}  // namespace dais::text
