// SPDX-License-Identifier: Apache-2.0
// Small parts of the answer: dates, tags, codings, the cache.
#include "http/representation.h"

#include <gtest/gtest.h>

#include <rapidcheck.h>

#include <list>
#include <map>

#include "http/answer_cache.h"
#include "http/http_date.h"
#include "http/negotiation.h"

namespace dais::http {
namespace {

TEST(HttpDate, IsWrittenAndReadInOneForm) {
  EXPECT_EQ(format_http_date(784111777), "Sun, 06 Nov 1994 08:49:37 GMT");
  EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), 784111777);
  for (const char* bad :
       {"", "Sun, 06 Nov 1994 08:49:37 UTC", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
        "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, -6 Nov 1994 08:49:37 GMT"}) {
    EXPECT_EQ(parse_http_date(bad), std::nullopt) << bad;
  }
  rc::check("parse(format(x)) == x", [] {
    const auto seconds = *rc::gen::inRange<std::time_t>(0, 4'102'444'800);
    RC_ASSERT(parse_http_date(format_http_date(seconds)) == seconds);
  });
}

TEST(Negotiation, KnowsWhoTakesGzip) {
  for (const char* yes :
       {"gzip", "br, gzip", "GZIP;q=0.5", "*", "x-gzip", "identity, *;q=0.1", "deflate , gzip ;q=1"}) {
    EXPECT_TRUE(accepts_gzip(yes)) << yes;
  }
  for (const char* no : {"", "br", "gzip;q=0", "gzip; q=0.000", "*;q=0", "gzip;q=0, *", "gzipped"}) {
    EXPECT_FALSE(accepts_gzip(no)) << no;
  }
}

TEST(Negotiation, KnowsWhatPaysToCompress) {
  for (const char* yes :
       {"text/html; charset=utf-8", "TEXT/vtt", "application/json", "image/svg+xml", "application/problem+json"}) {
    EXPECT_TRUE(is_compressible(yes)) << yes;
  }
  for (const char* no : {"", "image/png", "video/mp4", "application/zip", "font/woff2"})
    EXPECT_FALSE(is_compressible(no)) << no;
}

TEST(Negotiation, FindsATagInAList) {
  EXPECT_TRUE(names_etag("\"a\"", "\"a\""));
  EXPECT_TRUE(names_etag("\"x,y\" , W/\"a\"", "\"a\""));
  EXPECT_TRUE(names_etag("\"a\"", "W/\"a\""));
  EXPECT_TRUE(names_etag("*", "\"a\""));
  for (const char* other : {"", "a", "\"a", "\"b\"", "\"a,b\"", "\"A\""})
    EXPECT_FALSE(names_etag(other, "\"a\"")) << other;
  EXPECT_FALSE(names_etag("*", ""));
}

TEST(Representation, IsNotFoundWhereItsFileIsGone) {
  const auto made = represent({200, "video/mp4", {}, FileBody{"/none/such"}}, Coding::kIdentity, Effort::kQuick);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, ErrorCode::kNotFound);
  EXPECT_FALSE(represent({200, "video/mp4", {}, FileBody{"/tmp"}}, Coding::kIdentity, Effort::kQuick));
}

TEST(Representation, KeepsWhatTheHandlerSays) {
  const auto made = represent({200, "text/plain", {{"etag", "\"mine\""}, {"cache-control", "max-age=60"}}, "text"},
                              Coding::kIdentity, Effort::kQuick);
  ASSERT_TRUE(made);
  EXPECT_EQ(made->etag, "\"mine\"");
  EXPECT_EQ(made->common_headers, "cache-control: max-age=60\r\nX-Content-Type-Options: nosniff\r\nETag: \"mine\"\r\n");
}

SharedRepresentation of_size(std::size_t size) {
  Representation made;
  made.body.assign(size, 'x');
  return std::make_shared<const Representation>(std::move(made));
}

TEST(AnswerCache, ForgetsWhatWasNotAskedForLongest) {
  AnswerCache cache(40'000);
  for (const char* key : {"a", "b", "c"}) cache.keep(key, 0, of_size(9'000));
  EXPECT_NE(cache.find("a", 0), nullptr);
  cache.keep("d", 0, of_size(9'000));
  cache.keep("e", 0, of_size(9'000));
  EXPECT_NE(cache.find("a", 0), nullptr);
  EXPECT_EQ(cache.find("b", 0), nullptr);
  EXPECT_NE(cache.find("e", 0), nullptr);
  EXPECT_LE(cache.bytes(), 40'000U);
}

TEST(AnswerCache, IsEmptiedByAnotherGeneration) {
  AnswerCache cache(100'000);
  cache.keep("a", 0, of_size(10));
  EXPECT_EQ(cache.find("a", 1), nullptr);
  cache.keep("a", 0, of_size(10));  // Made before the change, come after it.
  EXPECT_EQ(cache.find("a", 1), nullptr);
  EXPECT_EQ(cache.bytes(), 0U);
  cache.keep("a", 1, of_size(10));
  EXPECT_NE(cache.find("a", 1), nullptr);
}

TEST(AnswerCache, DoesNotGiveItselfToOneAnswer) {
  AnswerCache cache(40'000);
  cache.keep("a", 0, of_size(10'000));
  EXPECT_EQ(cache.find("a", 0), nullptr);
}

TEST(AnswerCache, HoldsWhatAPlainListWould) {
  rc::check("the same keys as a list with a loop", [] {
    constexpr std::size_t kEach = 1000;
    AnswerCache cache(6 * (of_size(kEach)->weight() + 1 + 200));
    std::list<std::string> oracle;
    for (int step = *rc::gen::inRange(0, 60); step > 0; --step) {
      const std::string key(1, static_cast<char>('a' + *rc::gen::inRange(0, 10)));
      const auto at = std::find(oracle.begin(), oracle.end(), key);
      if (*rc::gen::arbitrary<bool>()) {
        RC_ASSERT((cache.find(key, 0) != nullptr) == (at != oracle.end()));
        if (at != oracle.end()) oracle.splice(oracle.begin(), oracle, at);
      } else {
        cache.keep(key, 0, of_size(kEach));
        if (at == oracle.end()) oracle.push_front(key);
        if (oracle.size() > 6) oracle.pop_back();
      }
    }
  });
}

}  // namespace
}  // namespace dais::http
