// SPDX-License-Identifier: Apache-2.0
#include "plot/lettering.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/encoding.h"

namespace dais::plot {
namespace {

using ::testing::ElementsAre;

TEST(CleanText, ReplacesWhatXmlHasNoRoomFor) {
  EXPECT_EQ(clean_text("a\x01"
                       "b"),
            "a\xEF\xBF\xBD"
            "b");
  EXPECT_EQ(clean_text("a\xFF"), "a\xEF\xBF\xBD");
  EXPECT_EQ(clean_text("\xEF\xBF\xBE"), "\xEF\xBF\xBD");  // U+FFFE
  EXPECT_EQ(clean_text("line\nline\tend"), "line line end");
  EXPECT_EQ(clean_text("Łódź 東京"), "Łódź 東京");
}

TEST(CutText, LeavesWhatFits) { EXPECT_EQ(cut_text("Ann Ash", 13, 100), "Ann Ash"); }

TEST(CutText, EndsInAnEllipsisWithinTheWidth) {
  const std::string cut = cut_text("Committee on Land Use, Landmarks and Zoning", 13, 120);
  EXPECT_EQ(cut, "Committee on L…");
  EXPECT_LE(text_width(cut, 13), 120);
}

TEST(CutText, NeverBreaksWithinASeenCharacter) {
  const std::string family = "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7";  // a woman, a joiner, a girl
  const std::string text = family + family + family;
  for (double width = 10; width < 80; width += 1) {
    const std::string cut = cut_text(text, 13, width);
    const std::string kept = cut.ends_with("…") ? cut.substr(0, cut.size() - 3) : cut;
    EXPECT_EQ(kept.size() % family.size(), 0U) << width;
  }
}

RC_GTEST_PROP(CutText, IsNeverWiderThanAsked, (const std::string& bytes)) {
  const std::string text = clean_text(bytes);
  const double width = *rc::gen::inRange(15, 200);
  RC_ASSERT(text_width(cut_text(text, 13, width), 13) <= width);
}

RC_GTEST_PROP(CleanText, IsValidAndStable, (const std::string& bytes)) {
  const std::string once = clean_text(bytes);
  for (std::size_t at = 0; at < once.size();) {
    const std::size_t length = text::utf8_length(once, at);
    RC_ASSERT(length > 0U);
    at += length;
  }
  RC_ASSERT(clean_text(once) == once);
}

TEST(BrokenText, KeepsWordsWholeAndCutsTheLastLine) {
  EXPECT_THAT(broken_text("one two three", 10, 1000, 3), ElementsAre("one two three"));
  EXPECT_THAT(broken_text("one two three", 10, 50, 3), ElementsAre("one two", "three"));
  EXPECT_THAT(broken_text("one two three four", 10, 50, 2), ElementsAre("one two", "three fo…"));
  EXPECT_TRUE(broken_text("  ", 10, 50, 2).empty());
}

}  // namespace
}  // namespace dais::plot
