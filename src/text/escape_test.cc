// SPDX-License-Identifier: Apache-2.0
#include "text/escape.h"

#include <gtest/gtest.h>

namespace dais::text {
namespace {

TEST(Escape, LeavesNothingThatBeginsMarkup) {
  EXPECT_EQ(escaped("a & b <i>\"c\" 'd'</i>", Quotes::kAsTheyAre), "a &amp; b &lt;i&gt;\"c\" 'd'&lt;/i&gt;");
}

TEST(Escape, LeavesNothingThatEndsAnAttribute) { EXPECT_EQ(escaped("\"&'", Quotes::kEscaped), "&quot;&amp;&#39;"); }

TEST(Escape, AppendsToWhatIsThere) {
  std::string out = "<b>";
  append_escaped(out, "é<", Quotes::kEscaped);
  EXPECT_EQ(out, "<b>é&lt;");
}

}  // namespace
}  // namespace dais::text
