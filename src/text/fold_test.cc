// SPDX-License-Identifier: Apache-2.0
#include "text/fold.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::text {
namespace {

TEST(Fold, CaseGoes) { EXPECT_EQ(fold("Bike LANES"), "bike lanes"); }

TEST(Fold, AccentsGo) {
  EXPECT_EQ(fold("Élan à Zürich"), "elan a zurich");
  EXPECT_EQ(fold("e\u0301lan"), "elan");
  EXPECT_EQ(fold("Việt Nam"), "viet nam");
}

TEST(Fold, LettersThatUnicodeKeepsWholeGoToTheirPlainNeighbours) {
  EXPECT_EQ(fold("Øster Łódź Đorđe Æ œuvre"), "oster lodz dorde ae oeuvre");
  EXPECT_EQ(fold("Straße"), "strasse");
}

TEST(Fold, CompatibilityFormsAreOne) { EXPECT_EQ(fold("ﬁre ２０２３"), "fire 2023"); }

TEST(Fold, VowelSignsOfOtherScriptsStay) { EXPECT_EQ(fold("हिन्दी"), "हिन्दी"); }

TEST(Fold, WhatIsNotUtf8IsNoError) { EXPECT_EQ(fold("a\xff\xfe z"), "a\ufffd\ufffd z"); }

TEST(Fold, NulIsAByteLikeAnother) { EXPECT_EQ(fold(std::string_view("A\0B", 3)), std::string("a\0b", 3)); }

TEST(Fold, KanaKeepTheirSounds) { EXPECT_EQ(fold("ガスパー"), "ガスパー"); }

RC_GTEST_PROP(Fold, FoldingTwiceChangesNothing, (const std::string& text)) {
  const std::string once = fold(text);
  RC_ASSERT(fold(once) == once);
}

RC_GTEST_PROP(Fold, FoldingAnyCharactersTwiceChangesNothing, ()) {
  std::string text;
  for (const auto c : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0x80, 0x3000))) {
    text += static_cast<char>(0xE0 | (c >> 12));
    text += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    text += static_cast<char>(0x80 | (c & 0x3F));
  }
  const std::string once = fold(text);
  RC_ASSERT(fold(once) == once);
}

}  // namespace
}  // namespace dais::text
