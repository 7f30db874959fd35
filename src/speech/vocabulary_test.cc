// SPDX-License-Identifier: Apache-2.0
#include "speech/vocabulary.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace dais::speech {
namespace {

Lexicon ordinary() {
  Lexicon lexicon("en");
  lexicon.add_word_list("contract\nwith\nfor\nrepair\nbridge\navenue\napproving\nthe\nof\nlicense\n");
  return lexicon;
}

TEST(PromptOf, TellsNamesNumbersAndRareWords) {
  const KnownNames names{
      {"Minneapolis City Council"},
      {"Aurin Chowdhury", "Andrea Jenkins"},
      {"2024-00123"},
      {"Contract with Zenith Paving for Repair of the Nicollet Avenue Bridge", "Approving the License"}};
  EXPECT_EQ(
      prompt_of(names, ordinary(), 100),
      "Minneapolis City Council, Aurin Chowdhury, Andrea Jenkins, 2024-00123, Zenith Paving, Nicollet Avenue Bridge.");
}

TEST(PromptOf, KeepsToItsLengthAndLeavesRoomForEachList) {
  KnownNames names;
  for (int i = 0; i < 500; ++i) {
    names.persons.push_back("Person Number" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i));
    names.numbers.push_back("F-" + std::to_string(i));
  }
  names.titles = {"At Lyndale"};
  const std::string prompt = prompt_of(names, ordinary(), 50);
  EXPECT_LE(std::count(prompt.begin(), prompt.end(), ' ') + 1, 50);
  EXPECT_NE(prompt.find("Lyndale"), std::string::npos) << prompt;
  EXPECT_NE(prompt.find("F-9"), std::string::npos) << prompt;
  EXPECT_NE(prompt.find("Person Numbera0"), std::string::npos) << prompt;
  EXPECT_EQ(prompt_of(names, ordinary(), 0), "");
  EXPECT_EQ(prompt_of({}, ordinary(), 50), "");
}

}  // namespace
}  // namespace dais::speech
