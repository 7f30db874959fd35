// SPDX-License-Identifier: Apache-2.0
#include "text/numbers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/words.h"

namespace dais::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// "2159@0+4": from which word, how many.
std::vector<std::string> said(std::string_view text, std::string_view language = "english") {
  const NumberReader reader(language);
  std::vector<NumberWord> words;
  for (const FoldedWord& word : folded_words(text)) words.push_back(reader.look(word.folded));
  std::vector<std::string> all;
  for (const SaidNumber& number : reader.read(words)) {
    all.push_back(number.written + "@" + std::to_string(number.first) + "+" + std::to_string(number.count));
  }
  return all;
}

TEST(Numbers, AreReadAsSaid) {
  EXPECT_THAT(said("item seven"), ElementsAre("7@1+1"));
  EXPECT_THAT(said("two thousand one hundred fifty nine"), ElementsAre("2159@0+6"));
  EXPECT_THAT(said("two thousand one hundred and fifty-nine"), ElementsAre("2159@0+7"));
  EXPECT_THAT(said("twenty one hundred"), ElementsAre("2100@0+3"));
  EXPECT_THAT(said("a hundred and five, a thousand"), ElementsAre("105@0+4", "1000@4+2"));
  EXPECT_THAT(said("one thousand two thousand"), ElementsAre("1000@0+2", "2000@2+2"));
  EXPECT_THAT(said("three hundred twenty thousand and six"), ElementsAre("320006@0+6"));
}

TEST(Numbers, PairsAndDigitsAreOneNumber) {
  EXPECT_THAT(said("twenty one fifty nine"), ElementsAre("2159@0+4", "21@0+2", "59@2+2"));
  EXPECT_THAT(said("one fifty nine"), ElementsAre("159@0+3", "1@0+1", "59@1+2"));
  EXPECT_THAT(said("nineteen oh five"), ElementsAre("1905@0+3", "19@0+1", "5@2+1"));
  EXPECT_THAT(said("call three one one"), ElementsAre("311@1+3", "3@1+1", "1@2+1", "1@3+1"));
  EXPECT_THAT(said("seven eight"), ElementsAre("7@0+1", "8@1+1")) << "a list";
  EXPECT_THAT(said("thirteen fourteen fifteen"), ElementsAre("13@0+1", "14@1+1", "15@2+1")) << "a list";
  EXPECT_THAT(said("twenty twenty three"), ElementsAre("2023@0+3", "20@0+1", "23@1+2"));
}

TEST(Numbers, FractionsAndHalvesOfMillions) {
  EXPECT_THAT(said("one point two million dollars"), ElementsAre("1200000@0+4"));
  EXPECT_THAT(said("1.2 million"), ElementsAre("1200000@0+2"));
  EXPECT_THAT(said("one point oh five"), ElementsAre("1.05@0+4"));
  EXPECT_THAT(said("half a million"), ElementsAre("500000@0+3"));
  EXPECT_THAT(said("two and a half million"), ElementsAre("2500000@0+5"));
  EXPECT_THAT(said("three and a half percent"), ElementsAre("3.5@0+4"));
  EXPECT_THAT(said("5 hundred and 6"), ElementsAre("500@0+2"));
}

TEST(Numbers, OrdinalsAreWrittenWithTheirEnding) {
  EXPECT_THAT(said("third"), ElementsAre("3rd@0+1"));
  EXPECT_THAT(said("one hundred and twenty fifth street"), ElementsAre("125th@0+5"));
  EXPECT_THAT(said("twenty first, eleventh, forty second"), ElementsAre("21st@0+2", "11th@2+1", "42nd@3+2"));
}

TEST(Numbers, WhatIsNoNumberIsNone) {
  EXPECT_THAT(said("oh and a point, hundreds of half"), IsEmpty());
  EXPECT_THAT(said("2159 and 7"), IsEmpty()) << "written already";
  EXPECT_THAT(said("a million"), ElementsAre("1000000@0+2"));
  EXPECT_THAT(said("seven", "finnish"), IsEmpty());
}

TEST(Numbers, OtherLanguages) {
  EXPECT_THAT(said("dos mil ciento cincuenta y nueve", "spanish"), ElementsAre("2159@0+6"));
  EXPECT_THAT(said("uno coma dos millones", "spanish"), ElementsAre("1200000@0+4"));
  EXPECT_THAT(said("deux mille cent cinquante-neuf", "french"), ElementsAre("2159@0+5"));
  EXPECT_THAT(said("quatre-vingt-dix-sept", "french"), ElementsAre("97@0+4"));
  EXPECT_THAT(said("soixante et onze", "french"), ElementsAre("71@0+3"));
  EXPECT_THAT(said("zweitausendeinhundertneunundfünfzig", "german"), ElementsAre("2159@0+1"));
  EXPECT_THAT(said("eins Komma zwei Millionen", "german"), ElementsAre("1200000@0+4"));
  EXPECT_THAT(said("drei Millionen zweihundert", "german"), ElementsAre("3000200@0+3"));
}

std::string spoken_below_thousand(std::uint64_t value) {
  static const std::vector<std::string> kSmall = {
      "",    "one",    "two",    "three",    "four",     "five",    "six",     "seven",     "eight",    "nine",
      "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static const std::vector<std::string> kTensOf = {"",      "",      "twenty",  "thirty", "forty",
                                                   "fifty", "sixty", "seventy", "eighty", "ninety"};
  std::string text;
  if (value >= 100) text = kSmall[value / 100] + " hundred ";
  value %= 100;
  return text + (value < 20 ? kSmall[value] : kTensOf[value / 10] + " " + kSmall[value % 10]) + " ";
}

RC_GTEST_PROP(Numbers, EveryCardinalIsReadBack, ()) {
  const auto value = *rc::gen::inRange<std::uint64_t>(1, 1'000'000'000);
  std::string text;
  if (value >= 1'000'000) text += spoken_below_thousand(value / 1'000'000) + "million ";
  if (value / 1'000 % 1'000 > 0) text += spoken_below_thousand(value / 1'000 % 1'000) + "thousand ";
  text += spoken_below_thousand(value % 1'000);
  const auto words = static_cast<std::size_t>(folded_words(text).size());
  const std::vector<std::string> expected = {std::to_string(value) + "@0+" + std::to_string(words)};
  RC_ASSERT(said(text) == expected);
}

RC_GTEST_PROP(Numbers, AnyWordsGiveNumbersInsideTheRow, ()) {
  std::string text;
  for (const std::string& word : *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
           "one", "twenty", "twelve", "hundred", "thousand", "million", "and", "a", "half", "point", "oh", "zero",
           "third", "2159", "1.2", "999999999999999", "trillion", "snow"))) {
    text += word + " ";
  }
  const std::size_t count = folded_words(text).size();
  const NumberReader reader("english");
  std::vector<NumberWord> words;
  for (const FoldedWord& word : folded_words(text)) words.push_back(reader.look(word.folded));
  std::size_t first = 0;
  for (const SaidNumber& number : reader.read(words)) {
    RC_ASSERT(number.count > 0U);
    RC_ASSERT(number.first >= first);
    RC_ASSERT(number.first + number.count <= count);
    first = number.first;
  }
}

}  // namespace
}  // namespace dais::text
