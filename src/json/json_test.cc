// SPDX-License-Identifier: Apache-2.0
#include "json/json.h"

#include <charconv>
#include <cmath>
#include <limits>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::json {
namespace {

std::string error_of(std::string_view text) {
  const auto parsed = parse(text);
  return parsed ? "parsed" : parsed.error().message;
}

TEST(JsonParse, NamesLineAndColumnOfASyntaxError) {
  EXPECT_EQ(error_of("{\n  \"a\": 1,\n  \"b\": oops\n}"), "line 3, column 8: not JSON: syntax error");
}

TEST(JsonParse, NamesTheEndOfATextThatStopsInTheMiddle) {
  EXPECT_EQ(error_of("{\"a\": [1, 2"), "line 1, column 12: the JSON ends in the middle");
  EXPECT_EQ(error_of(""), "line 1, column 1: the JSON ends in the middle");
}

TEST(JsonParse, NamesWhatFollowsTheValue) {
  EXPECT_EQ(error_of("{}\n{}"), "line 2, column 1: there is more after the end of the JSON value");
  EXPECT_EQ(error_of("{} \n\n"), "parsed");
}

TEST(JsonParse, ToleratesAByteOrderMark) {
  const auto parsed = parse("\xEF\xBB\xBF{\"a\": 1}");
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->at("a").as_int64(), 1);
}

TEST(JsonParse, RefusesNestingDeeperThan64Levels) {
  EXPECT_EQ(error_of(std::string(64, '[') + std::string(64, ']')), "parsed");
  const auto parsed = parse(std::string(65, '[') + std::string(65, ']'));
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(parsed.error().message, "line 1, column 65: nested deeper than 64 levels");
}

TEST(JsonParse, RefusesAMillionOpenBracketsWithoutRunningOutOfStack) {
  const auto parsed = parse(std::string(1'000'000, '['));
  ASSERT_FALSE(parsed);
  EXPECT_EQ(parsed.error().code, ErrorCode::kTooLarge);
}

TEST(JsonParse, RefusesBytesThatAreNotUtf8) {
  EXPECT_EQ(error_of("{\"a\": \"caf\xE9\"}"), "line 1, column 11: not JSON: syntax error");
}

TEST(JsonView, SaysThePathOfWhatIsWrong) {
  const auto root = parse(R"({"sessions": [{}, {"video_uri": {"not": "text"}}]})").value();
  const auto text = View(root)["sessions"].at(1)["video_uri"].text();
  ASSERT_FALSE(text);
  EXPECT_EQ(text.error().message, "$.sessions[1].video_uri: should be a text, is an object");
}

TEST(JsonView, IsAbsentForMissingNullAndForeignShapes) {
  const auto root = parse(R"({"a": null, "b": 3})").value();
  EXPECT_FALSE(View(root)["a"].present());
  EXPECT_FALSE(View(root)["c"].present());
  EXPECT_FALSE(View(root)["b"]["deeper"].present());
  EXPECT_FALSE(View(root).at(0).present());
  EXPECT_EQ(View(root)["c"].text().value(), std::nullopt);
  EXPECT_EQ(View(root)["c"]["d"].at(7).path(), "$.c.d[7]");
}

TEST(JsonView, TakesNumbersAndBooleansAsText) {
  const auto root = parse(R"([" Ann \n", 71714, 18446744073709551615, true, 2.5, ""])").value();
  const View view(root);
  EXPECT_EQ(view.at(0).text().value(), "Ann");
  EXPECT_EQ(view.at(1).text().value(), "71714");
  EXPECT_EQ(view.at(2).text().value(), "18446744073709551615");
  EXPECT_EQ(view.at(3).text().value(), "true");
  EXPECT_EQ(view.at(4).text().value(), "2.5");
  EXPECT_EQ(view.at(5).text().value(), "");
}

TEST(JsonView, TakesDigitsInQuotesAsANumber) {
  const auto root = parse(R"(["3.5", "7", 4.0, 4.5, "x", 1e999, true])").value();
  const View view(root);
  EXPECT_EQ(view.at(0).number().value(), 3.5);
  EXPECT_EQ(view.at(1).integer().value(), 7);
  EXPECT_EQ(view.at(2).integer().value(), 4);
  EXPECT_EQ(view.at(3).integer().error().message, "$[3]: should be a whole number, is 4.5");
  EXPECT_EQ(view.at(4).number().error().message, "$[4]: should be a number, is a text");
  EXPECT_EQ(view.at(5).number().error().message, "$[5]: the number is too large");
  EXPECT_EQ(view.at(6).boolean().value(), true);
  EXPECT_EQ(view.at(0).boolean().error().message, "$[0]: should be true or false, is a text");
}

TEST(JsonWrite, WritesNullForANumberThatJsonCannotHold) {
  boost::json::value value = {{"a", std::numeric_limits<double>::infinity()},
                              {"b", boost::json::array{std::numeric_limits<double>::quiet_NaN(), 1}}};
  EXPECT_EQ(write(value), R"({"a":null,"b":[null,1]})");
}

TEST(JsonWrite, WritesNumbersAsPeopleDo) {
  const boost::json::value value = {
      3725.4, 3729.0, 0.0, -0.5, 1e-6, 1e20, 1e-9, 0.1, 123456789012345.0, -7, 18446744073709551615U};
  EXPECT_EQ(write(value),
            "[3725.4,3729.0,0.0,-0.5,0.000001,1e+20,1e-09,0.1,123456789012345.0,-7,18446744073709551615]");
}

TEST(JsonWrite, EscapesWhatMustBeAndNothingElse) {
  const boost::json::value value = {{"a\"b", "\\ / \n\r\t\b\f\x01\x1f\x7f é “”"}};
  EXPECT_EQ(write(value), "{\"a\\\"b\":\"\\\\ / \\n\\r\\t\\b\\f\\u0001\\u001f\x7f é “”\"}");
}

TEST(JsonWrite, WritesWhatIsEmpty) {
  EXPECT_EQ(write({{"a", boost::json::array()},
                   {"o", boost::json::object()},
                   {"s", ""},
                   {"n", nullptr},
                   {"t", true},
                   {"f", false}}),
            R"({"a":[],"o":{},"s":"","n":null,"t":true,"f":false})");
}

RC_GTEST_PROP(JsonWrite, FractionsAndTextsAreReadBackEqual, (double number)) {
  RC_PRE(std::isfinite(number));
  const auto text = *rc::gen::container<std::string>(rc::gen::inRange('\0', '\x7f'));
  const std::string written = write(boost::json::array{number, text});
  const auto read = parse(written).value();
  RC_ASSERT(std::string(read.at(1).as_string()) == text);
  const std::string digits = written.substr(1, written.find(',') - 1);
  double again = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), again);
  RC_ASSERT(again == number);
}

RC_GTEST_PROP(JsonWrite, IsReadBackEqual, (const std::vector<std::int64_t>& numbers)) {
  boost::json::value value = {{"n", boost::json::value_from(numbers)}};
  RC_ASSERT(parse(write(value)).value() == value);
}

}  // namespace
}  // namespace dais::json
