// SPDX-License-Identifier: Apache-2.0
#include "deployment/merge.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::deployment {
namespace {

Merged merged(std::string_view base, std::string_view mine, std::string_view theirs) {
  return merge(base, mine, theirs, "mine", "theirs");
}

TEST(Merge, TakesWhatEachChangedInAPlaceOfItsOwn) {
  const Merged both = merged("a\nb\nc\nd\ne\n", "a\nB\nc\nd\ne\n", "a\nb\nc\nd\nE\nf\n");
  EXPECT_EQ(both.text, "a\nB\nc\nd\nE\nf\n");
  EXPECT_EQ(both.conflicts, 0U);
}

TEST(Merge, TakesALineOutThatOneTookOut) {
  EXPECT_EQ(merged("a\nb\nc\nd\n", "a\nc\nd\n", "a\nb\nc\nD\n").text, "a\nc\nD\n");
}

TEST(Merge, MarksWhatBothChangedDifferently) {
  const Merged both = merged("a\nb\nc\n", "a\nmine\nc\n", "a\ntheirs\nc\n");
  EXPECT_EQ(both.text, "a\n<<<<<<< mine\nmine\n=======\ntheirs\n>>>>>>> theirs\nc\n");
  EXPECT_EQ(both.conflicts, 1U);
}

TEST(Merge, KeepsMarksOnLinesOfTheirOwnWhereATextEndsWithoutABreak) {
  EXPECT_EQ(merged("a", "b", "c").text, "<<<<<<< mine\nb\n=======\nc\n>>>>>>> theirs\n");
}

std::string text() {
  const auto lines =
      *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("a\n", "b\n", "c\n", "\n"));
  std::string all;
  for (const std::string& line : lines) all += line;
  return all + *rc::gen::element<std::string>("", "a", "z");
}

RC_GTEST_PROP(MergeProperty, AChangeOfOneSideIsTaken, ()) {
  const std::string base = text();
  const std::string other = text();
  for (const Merged& one : {merged(base, base, other), merged(base, other, base), merged(base, other, other)}) {
    RC_ASSERT(one.text == other);
    RC_ASSERT(one.conflicts == 0U);
  }
}

RC_GTEST_PROP(MergeProperty, IsTheSameFromEitherSideWhereNothingConflicts, ()) {
  const std::string base = text();
  const std::string mine = text();
  const std::string theirs = text();
  const Merged one = merged(base, mine, theirs);
  const Merged other = merged(base, theirs, mine);
  RC_ASSERT(one.conflicts == other.conflicts);
  if (one.conflicts == 0) RC_ASSERT(one.text == other.text);
}

TEST(Difference, ShowsThreeLinesAroundEachChange) {
  EXPECT_EQ(difference("x", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"),
            "--- x\n+++ x\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
  EXPECT_EQ(difference("x", "", "a\n"), "--- x\n+++ x\n@@ -0,0 +1,1 @@\n+a\n");
  EXPECT_EQ(difference("x", "a\n", "a"), "--- x\n+++ x\n@@ -1,1 +1,1 @@\n-a\n+a\n\\ No newline at end of file\n");
  EXPECT_EQ(difference("x", "a\n", "a\n"), "");
}

TEST(Difference, PartsWhatIsFarApart) {
  std::string before;
  for (int i = 1; i <= 20; ++i) before += std::to_string(i) + "\n";
  std::string after = before;
  after.replace(after.find("2\n"), 1, "two");
  after.replace(after.find("18\n"), 2, "eighteen");
  EXPECT_EQ(
      difference("x", before, after),
      "--- x\n+++ x\n@@ -1,5 +1,5 @@\n 1\n-2\n+two\n 3\n 4\n 5\n@@ -15,6 +15,6 @@\n 15\n 16\n 17\n-18\n+eighteen\n "
      "19\n 20\n");
}

}  // namespace
}  // namespace dais::deployment
