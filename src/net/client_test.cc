// SPDX-License-Identifier: Apache-2.0
#include "net/client.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <atomic>
#include <thread>

#include "harness/loopback_responder.h"
#include "net/loopback_limits_test.h"

namespace dais::net {
namespace {

using harness::LoopbackResponder;
using std::chrono::milliseconds;

Result<Response> fetch(const std::string& url, const Limits& limits = loopback_limits()) {
  return Client::make(limits).value()->get({url, {}, ""});
}

std::string gzip(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  std::string copy = text;
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

TEST(Client, BringsTheAnswerWithItsTypeAndTag) {
  const LoopbackResponder server([](const std::string&) {
    return LoopbackResponder::reply("200 OK", "content-type: text/vtt\r\nETAG: \"v1\"\r\n", "WEBVTT\n");
  });
  auto limits = loopback_limits();
  limits.user_agent = "dais/test (+a@b.example)";
  const auto client = Client::make(limits).value();
  const auto answer = client->get({server.url("/a?b=c"), {{"Accept", "text/vtt"}}, ""});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->url, server.url("/a?b=c"));
  EXPECT_EQ(answer->content_type, "text/vtt");
  EXPECT_EQ(answer->etag, "\"v1\"");
  EXPECT_EQ(answer->body, "WEBVTT\n");
  const std::string request = server.requests().at(0);
  EXPECT_TRUE(request.starts_with("GET /a?b=c HTTP/1.1\r\n")) << request;
  EXPECT_NE(request.find("User-Agent: dais/test (+a@b.example)\r\n"), std::string::npos);
  EXPECT_NE(request.find("Accept: text/vtt\r\n"), std::string::npos);
}

TEST(Client, HandsOverAnyStatus) {
  const LoopbackResponder server(
      [](const std::string&) { return LoopbackResponder::reply("404 Not Found", "", "no"); });
  const auto answer = fetch(server.url());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 404);
  EXPECT_EQ(answer->body, "no");
}

TEST(Client, AsksWhetherItsCopyIsStillGood) {
  const LoopbackResponder server([](const std::string& request) {
    const bool same = request.find("If-None-Match: \"v1\"\r\n") != std::string::npos;
    return same ? "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\nConnection: close\r\n\r\n"
                : LoopbackResponder::reply("200 OK", "", "new");
  });
  const auto answer = Client::make(loopback_limits()).value()->get({server.url(), {}, "\"v1\""});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->status, 304);
  EXPECT_EQ(answer->etag, "\"v1\"");
}

TEST(Client, RefusesPrivateAddressesHoweverTheyAreWritten) {
  const LoopbackResponder server([](const std::string&) { return LoopbackResponder::reply("200 OK", "", "secret"); });
  const std::string port = std::to_string(server.port());
  for (const std::string host : {"127.0.0.1", "localhost", "0x7f000001", "2130706433", "127.1", "0177.0.0.1", "0.0.0.0",
                                 "[::ffff:127.0.0.1]", "[::1]", "x:y@127.0.0.1"}) {
    const auto answer = fetch("http://" + host + ":" + port + "/", Limits{});
    ASSERT_FALSE(answer) << host;
    EXPECT_EQ(answer.error().code, ErrorCode::kForbidden) << host << ": " << answer.error().message;
    EXPECT_TRUE(answer.error().message.ends_with("; list it in net.allow_private_networks if it is meant")) << host;
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(Client, NamesTheNetworkThatItRefuses) {
  EXPECT_EQ(fetch("http://169.254.169.254/latest/meta-data/", Limits{}).error().message,
            "http://169.254.169.254/latest/meta-data/ is a private address (169.254.0.0/16); list it in "
            "net.allow_private_networks if it is meant");
  EXPECT_EQ(fetch("http://[fd00::1]/", Limits{}).error().message,
            "http://[fd00::1]/ is a private address (fc00::/7); list it in net.allow_private_networks if it is meant");
  EXPECT_EQ(fetch("http://localhost:1/", loopback_limits()).error().code, ErrorCode::kUnavailable);
}

TEST(Client, FetchesOnlyHttp) {
  for (const char* url : {"file:///etc/passwd", "ftp://192.0.2.1/x", "gopher://192.0.2.1/x", "FILE:///etc/passwd"}) {
    const auto answer = fetch(url);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code, ErrorCode::kForbidden);
    EXPECT_EQ(answer.error().message, std::string(url) + ": only http and https are fetched");
  }
  for (const char* url : {"", "not an address", "http://", "/etc/passwd", "http://a b/"}) {
    EXPECT_EQ(fetch(url).error().code, ErrorCode::kBadInput) << url;
  }
}

TEST(Client, FollowsRedirectsAndSaysWhereItEnded) {
  const LoopbackResponder server([](const std::string& request) {
    return request.starts_with("GET /a ") ? LoopbackResponder::reply("302 Found", "Location: b/../c\r\n", "")
                                          : LoopbackResponder::reply("200 OK", "", "there");
  });
  const auto answer = fetch(server.url("/a"));
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->url, server.url("/c"));
  EXPECT_EQ(answer->body, "there");
}

TEST(Client, ChecksEveryRedirectAgain) {
  const auto redirecting_to = [](const std::string& location) {
    const LoopbackResponder server([&](const std::string&) {
      return LoopbackResponder::reply("302 Found", "Location: " + location + "\r\n", "");
    });
    return std::pair(fetch(server.url("/a")).error(), server.url("/a"));
  };
  EXPECT_EQ(redirecting_to("http://169.254.169.254/x").first.message,
            "http://169.254.169.254/x is a private address (169.254.0.0/16); list it in net.allow_private_networks if "
            "it is meant");
  const auto [error, url] = redirecting_to("file:///etc/passwd");
  EXPECT_EQ(error.code, ErrorCode::kForbidden);
  EXPECT_EQ(error.message, url + " redirects: file:///etc/passwd: only http and https are fetched");
}

TEST(Client, StopsGoingInCircles) {
  const LoopbackResponder server(
      [](const std::string&) { return LoopbackResponder::reply("302 Found", "Location: /a\r\n", ""); });
  const auto answer = fetch(server.url("/a"));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().message, server.url("/a") + ": redirects more than 5 times");
  EXPECT_EQ(server.requests().size(), 6U);
}

TEST(Client, TellsItsSecretsToTheFirstHostOnly) {
  const LoopbackResponder other([](const std::string&) { return LoopbackResponder::reply("200 OK", "", "other"); });
  const LoopbackResponder first([&](const std::string& request) {
    const std::string location = request.starts_with("GET /a ") ? "/b" : other.url("/c");
    return LoopbackResponder::reply("302 Found", "Location: " + location + "\r\n", "");
  });
  const auto answer = Client::make(loopback_limits()).value()->get({first.url("/a"), {{"X-Token", "s3cret"}}, ""});
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "other");
  EXPECT_NE(first.requests().at(1).find("X-Token: s3cret"), std::string::npos);
  EXPECT_EQ(other.requests().at(0).find("s3cret"), std::string::npos);
}

TEST(Client, ShowsNoCredentials) {
  const LoopbackResponder server([](const std::string& request) {
    return request.starts_with("GET /big") ? LoopbackResponder::reply("200 OK", "", "12345")
                                           : LoopbackResponder::reply("200 OK", "", "1");
  });
  auto limits = loopback_limits();
  limits.max_bytes = 4;
  const std::string at = "ann:s3cret@127.0.0.1:" + std::to_string(server.port());
  const auto failed = fetch("http://" + at + "/big?token=t0ken&page=2", limits);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message, server.url("/big?token=\u2026&page=2") + ": larger than the 4 bytes allowed");
  const auto answer = fetch("http://" + at + "/small", limits);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->url, server.url("/small"));
  EXPECT_NE(server.requests().at(1).find("Authorization: Basic "), std::string::npos);
}

TEST(Client, CutsOffWhatIsTooLarge) {
  auto limits = loopback_limits();
  limits.max_bytes = 1000;
  const LoopbackResponder stated(
      [](const std::string&) { return LoopbackResponder::reply("200 OK", "", std::string(1001, 'x')); });
  EXPECT_EQ(fetch(stated.url(), limits).error().code, ErrorCode::kTooLarge);
  const LoopbackResponder unstated(
      [](const std::string&) { return "HTTP/1.1 200 OK\r\n\r\n" + std::string(100'000, 'x'); });
  EXPECT_EQ(fetch(unstated.url(), limits).error().code, ErrorCode::kTooLarge);
  const LoopbackResponder fits(
      [](const std::string&) { return LoopbackResponder::reply("200 OK", "", std::string(1000, 'x')); });
  EXPECT_EQ(fetch(fits.url(), limits)->body.size(), 1000U);
}

TEST(Client, CutsOffWhatUnfoldsTooLarge) {
  auto limits = loopback_limits();
  limits.max_bytes = 1'000'000;
  const std::string bomb = gzip(std::string(50'000'000, 'x'));
  ASSERT_LT(bomb.size(), 100'000U);
  const LoopbackResponder server([&](const std::string& request) {
    EXPECT_NE(request.find("gzip"), std::string::npos);
    return LoopbackResponder::reply("200 OK", "Content-Encoding: gzip\r\n", bomb);
  });
  const auto answer = fetch(server.url(), limits);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().message, server.url() + ": larger than the 1000000 bytes allowed");
}

TEST(Client, GivesUpOnSilence) {
  const LoopbackResponder server([](const std::string&) { return ""; });
  auto limits = loopback_limits();
  limits.timeout = milliseconds{50};
  limits.max_attempts = 2;
  const auto answer = fetch(server.url(), limits);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::kTimeout);
  EXPECT_EQ(answer.error().message, server.url() + ": no whole answer within 50 ms");
  EXPECT_EQ(server.requests().size(), 2U);
}

TEST(Client, TriesAgainWhereItMayPass) {
  std::atomic<int> asked = 0;
  const LoopbackResponder server([&](const std::string&) {
    switch (++asked) {
      case 1:
        return LoopbackResponder::reply("503 Service Unavailable", "Retry-After: 0\r\n", "");
      case 2:
        return std::string("nonsense\r\n\r\n");
      default:
        return LoopbackResponder::reply("200 OK", "", "at last");
    }
  });
  const auto answer = fetch(server.url());
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "at last");
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST(Client, HandsOverTheLastAnswerWhenTryingDoesNotHelp) {
  const LoopbackResponder server(
      [](const std::string&) { return LoopbackResponder::reply("503 Service Unavailable", "", "x"); });
  EXPECT_EQ(fetch(server.url())->status, 503);
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST(Client, DoesNotTryAgainWhatWillNotPassOrWouldTakeTooLong) {
  const LoopbackResponder missing([](const std::string&) { return LoopbackResponder::reply("404 Not Found", "", ""); });
  EXPECT_EQ(fetch(missing.url())->status, 404);
  EXPECT_EQ(missing.requests().size(), 1U);
  const LoopbackResponder tomorrow([](const std::string&) {
    return LoopbackResponder::reply("429 Too Many Requests", "Retry-After: 86400\r\n", "");
  });
  EXPECT_EQ(fetch(tomorrow.url())->status, 429);
  EXPECT_EQ(tomorrow.requests().size(), 1U);
}

TEST(Client, MayBeUsedFromSeveralThreads) {
  const LoopbackResponder server([](const std::string& request) {
    return LoopbackResponder::reply("200 OK", "", request.substr(0, request.find(" HTTP")));
  });
  const auto client = Client::make(loopback_limits()).value();
  std::vector<std::thread> threads;
  std::atomic<int> right = 0;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      for (int again = 0; again < 10; ++again) {
        const std::string path = "/" + std::to_string(i) + "-" + std::to_string(again);
        const auto answer = client->get({server.url(path), {}, ""});
        if (answer && answer->body == "GET " + path) ++right;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(right, 40);
}

TEST(Client, RefusesLimitsThatMakeNoSense) {
  Limits limits;
  limits.requests_per_second = 0;
  EXPECT_EQ(Client::make(limits).error().message, "net.requests_per_second: must be above 0");
  limits.requests_per_second = 1;
  limits.allow_private_networks = {"nonsense"};
  EXPECT_EQ(Client::make(limits).error().code, ErrorCode::kBadConfig);
}

}  // namespace
}  // namespace dais::net
