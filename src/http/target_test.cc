// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <rapidcheck.h>

#include "http/message.h"

namespace dais::http {
namespace {

std::string problem_of(std::string_view target) {
  const auto request = parse_target("GET", target);
  if (request) return "none";
  EXPECT_EQ(request.error().code, ErrorCode::kBadRequest);
  return request.error().message;
}

TEST(Target, IsSplitAndDecoded) {
  const auto request = parse_target("HEAD", "/a%20b/%C3%A9+?q=bike+lanes&x=%2B%26&flag&=v&q=2&e=a=b&&");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->method, "HEAD");
  EXPECT_EQ(request->path, "/a b/é+");
  EXPECT_EQ(request->query,
            (Fields{{"q", "bike lanes"}, {"x", "+&"}, {"flag", ""}, {"", "v"}, {"q", "2"}, {"e", "a=b"}}));
  EXPECT_EQ(request->query_value("q"), "bike lanes");
  EXPECT_EQ(request->query_value("none"), std::nullopt);
}

TEST(Target, MayNameItsOrigin) {
  EXPECT_EQ(parse_target("GET", "http://council.example/events?x=1")->path, "/events");
  EXPECT_EQ(parse_target("GET", "https://council.example")->path, "/");
}

TEST(Target, ThatIsNoPathOfOursIsRefused) {
  EXPECT_EQ(problem_of(""), "the address is not a path");
  EXPECT_EQ(problem_of("*"), "the address is not a path");
  EXPECT_EQ(problem_of("events"), "the address is not a path");
  EXPECT_EQ(problem_of("?q=1"), "the address is not a path");
  EXPECT_EQ(problem_of("http://council.example?q"), "the address is not a path");
  EXPECT_EQ(problem_of("/a#b"), "the address is not a path");
  for (const char* bad : {"/..", "/../etc", "/a/../b", "/a/%2e%2E/b", "/%2e./x", "/a%2F..%2Fb", "/a/.."}) {
    EXPECT_EQ(problem_of(bad), "the path holds \"..\"") << bad;
  }
  EXPECT_EQ(problem_of("/a..b/...?q=.."), "none");
}

TEST(Target, WithBadBytesIsRefused) {
  for (const char* bad : {"/%", "/%1", "/%zz", "/%2", "/%-1"}) {
    EXPECT_EQ(problem_of(bad), "the path has a % that two hexadecimal digits do not follow") << bad;
  }
  EXPECT_EQ(problem_of("/?q=%g0"), "the query has a % that two hexadecimal digits do not follow");
  EXPECT_EQ(problem_of("/a%00b"), "the path holds a NUL byte");
  EXPECT_EQ(problem_of("/?%00"), "the query holds a NUL byte");
  for (const char* bad : {"/%ff", "/%c3", "/%c0%af", "/%ed%a0%80", "/%f4%90%80%80", "/%e2%82", "/\xff", "/%80"}) {
    EXPECT_EQ(problem_of(bad), "the path is not UTF-8") << bad;
  }
  for (const char* good :
       {"/%c2%80", "/%df%bf", "/%e0%a0%80", "/%ed%9f%bf", "/%ef%bf%bf", "/%f0%90%80%80", "/%f4%8f%bf%bf"}) {
    EXPECT_EQ(problem_of(good), "none") << good;
  }
}

std::string utf8_of(const std::vector<std::uint32_t>& points) {
  std::string text;
  for (std::uint32_t point : points) {
    point = 1 + point % 0x10fffeU;
    if (point >= 0xd800U && point < 0xe000U) point = 'x';
    const auto tail = [&](unsigned shift) { return static_cast<char>(0x80U | ((point >> shift) & 0x3fU)); };
    if (point < 0x80U) {
      text += static_cast<char>(point);
    } else if (point < 0x800U) {
      text += {static_cast<char>(0xc0U | (point >> 6U)), tail(0)};
    } else if (point < 0x10000U) {
      text += {static_cast<char>(0xe0U | (point >> 12U)), tail(6), tail(0)};
    } else {
      text += {static_cast<char>(0xf0U | (point >> 18U)), tail(12), tail(6), tail(0)};
    }
  }
  return text;
}

TEST(Target, DecodesWhatEncodingMade) {
  const auto any_text =
      rc::gen::map(rc::gen::container<std::vector<std::uint32_t>>(
                       rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 0x7f), rc::gen::arbitrary<std::uint32_t>())),
                   utf8_of);
  rc::check("decode(encode(x)) == x", [&] {
    const std::string segment = *any_text;
    Fields query;
    for (int i = *rc::gen::inRange(0, 4); i > 0; --i) query.emplace_back(*any_text, *any_text);
    const auto request = parse_target("GET", "/p" + encode_component(segment) + "?" + encode_query(query));
    // A slash that was encoded makes a ".." as well as one that was not.
    RC_PRE(("/p" + segment + "/").find("/../") == std::string::npos);
    RC_ASSERT(request.has_value());
    RC_ASSERT(request->path == "/p" + segment);
    RC_ASSERT(request->query == query);
  });
}

TEST(Target, SaysWhatARefusedAddressWasMeantFor) {
  EXPECT_EQ(plain_beginning("/api/v1/events/%zz?q=1"), "/api/v1/events/");
  EXPECT_EQ(plain_beginning("http://council.example/api/%00"), "/api/");
  EXPECT_EQ(plain_beginning("/ap%69/v1"), "/");
  EXPECT_EQ(plain_beginning("/api/v1/..%2f..%2fetc"), "/api/v1/");
  EXPECT_EQ(plain_beginning("/api/../etc/%00"), "/");
  EXPECT_EQ(plain_beginning("%2fapi"), "/");
  EXPECT_EQ(plain_beginning(""), "/");
}

TEST(Target, EncodesWhatAnAddressCannotHold) {
  EXPECT_EQ(encode_component("aZ09-._~ /?&=+%é"), "aZ09-._~%20%2F%3F%26%3D%2B%25%C3%A9");
  EXPECT_EQ(encode_query({}), "");
  EXPECT_EQ(encode_query({{"q", "a b"}, {"", "&"}}), "q=a%20b&=%26");
}

}  // namespace
}  // namespace dais::http
