// SPDX-License-Identifier: Apache-2.0
#include "sources/cdp_objects.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::sources::cdp {
namespace {

/// Each object as "KEY PLACE PATH TEXT", each refusal as "PLACE! MESSAGE".
struct Log {
  std::vector<std::string> lines;
  Taker taker() {
    return {[this](const Object& object) {
              lines.push_back(object.key_suffix + " " + object.place + " " + object.view.path() + " " +
                              std::string(object.text));
            },
            [this](const std::string& place, Error error) { lines.push_back(place + "! " + error.message); }};
  }
};
using Lines = std::vector<std::string>;

Lines objects_of(std::string_view text) {
  Log log;
  for_each_object(text, log.taker());
  return log.lines;
}

TEST(CdpObjects, TakesOneObject) { EXPECT_EQ(objects_of("{\n \"a\": 1}\n"), Lines{"  $ {\n \"a\": 1}\n"}); }

TEST(CdpObjects, TakesEachOfAnArray) {
  EXPECT_EQ(objects_of("\xEF\xBB\xBF [{\"a\":1},\n {\"a\":2}]"), (Lines{"#1  $[0] {\"a\":1}", "#2  $[1] {\"a\":2}"}));
  EXPECT_EQ(objects_of("[]"), Lines{});
}

TEST(CdpObjects, TakesOneOfEachLineAndNamesTheBrokenOne) {
  EXPECT_EQ(objects_of("{\"a\":1}\n\n{\"a\":oops}\r\n{\"a\":3}\r\n"),
            (Lines{"#1 :1 $ {\"a\":1}", ":3! column 6: not JSON: syntax error", "#3 :4 $ {\"a\":3}\r"}));
}

TEST(CdpObjects, NamesThePlaceOfABrokenObject) {
  EXPECT_EQ(objects_of("{\n  \"a\": oops\n}"), Lines{"! line 2, column 8: not JSON: syntax error"});
  EXPECT_EQ(objects_of(""), Lines{"! line 1, column 1: the JSON ends in the middle"});
  EXPECT_EQ(objects_of("<html>\n</html>"), Lines{"! line 1, column 1: not JSON: syntax error"});
}

TEST(CdpObjectFeed, HandsOnALineAsSoonAsItIsThere) {
  Log log;
  ObjectFeed feed(log.taker(), 1000);
  ASSERT_TRUE(feed.feed("{\"a\""));
  EXPECT_EQ(log.lines, Lines{});
  ASSERT_TRUE(feed.feed(":1}\n{\"a\":"));
  EXPECT_EQ(log.lines, Lines{"#1 :1 $ {\"a\":1}"});
  ASSERT_TRUE(feed.feed("2}"));
  feed.finish();
  EXPECT_EQ(log.lines, (Lines{"#1 :1 $ {\"a\":1}", "#2 :2 $ {\"a\":2}"}));
}

TEST(CdpObjectFeed, EndsWhereALineOutgrowsTheLimit) {
  Log log;
  ObjectFeed feed(log.taker(), 10);
  const auto fed = feed.feed("[1,2,3,4,5,6]");
  ASSERT_FALSE(fed);
  EXPECT_EQ(fed.error().code, ErrorCode::kTooLarge);
}

/// However the text is cut, the feed gives what the whole text gives.
RC_GTEST_PROP(CdpObjectFeed, GivesTheSameHoweverTheTextIsCut, ()) {
  const auto texts = std::vector<std::string>{"{\"a\":1}\n{\"b\":2}\n",
                                              "[{\"a\":1},{\"b\":2}]",
                                              "{\n\"a\": 1\n}\n",
                                              "{\"a\":1}\nx\n{\"c\":3}\n",
                                              "\n\n{\"a\":1}",
                                              "",
                                              "  \n",
                                              "[1,",
                                              "\xEF\xBB\xBF{\"a\":1}\n{\"b\":2}"};
  std::string text = *rc::gen::elementOf(texts);
  Log cut;
  ObjectFeed feed(cut.taker(), 1U << 20U);
  std::string_view rest = text;
  while (!rest.empty()) {
    const auto size = *rc::gen::inRange<std::size_t>(1, rest.size() + 1);
    RC_ASSERT(feed.feed(rest.substr(0, size)).has_value());
    rest.remove_prefix(size);
  }
  feed.finish();
  Log whole;
  ObjectFeed at_once(whole.taker(), 1U << 20U);
  RC_ASSERT(at_once.feed(text).has_value());
  at_once.finish();
  RC_ASSERT(cut.lines == whole.lines);
  if (text.find_first_not_of(" \n") != std::string::npos && text.front() != '\n')
    RC_ASSERT(whole.lines == objects_of(text));
}

}  // namespace
}  // namespace dais::sources::cdp
