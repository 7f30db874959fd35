// SPDX-License-Identifier: Apache-2.0
// Sending: what arrives, what is sent twice and what is not, where redirects may lead.
#include <gtest/gtest.h>

#include <stdlib.h>

#include <atomic>
#include <filesystem>
#include <fstream>

#include "harness/loopback_responder.h"
#include "net/client.h"
#include "net/loopback_limits_test.h"

namespace dais::net {
namespace {

using harness::LoopbackResponder;
using std::chrono::milliseconds;

Request sending(const std::string& url, const std::string& text) {
  Request request;
  request.url = url;
  request.body = {"text/plain", {text}};
  return request;
}

Result<Response> post(const Request& request, const Limits& limits = loopback_limits()) {
  return Client::make(limits).value()->post(request);
}

/// A folder of the test's own; net knows no room that makes one.
struct Folder {
  Folder() { path = ::mkdtemp(path.data()); }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string path = testing::TempDir() + "dais-post-XXXXXX";
};

std::string body_of(const std::string& request) { return request.substr(request.find("\r\n\r\n") + 4); }

LoopbackResponder::Answer echo() {
  return [](const std::string& request) { return LoopbackResponder::reply("200 OK", "", body_of(request)); };
}

TEST(Post, SendsTextAndPartsOfFilesInTheirOrder) {
  const Folder folder;
  const std::string path = folder.path + "/a";
  std::string content(3'000'000, 'x');
  content.replace(1'000'000, 6, "abcdef");
  std::ofstream(path) << content;
  const LoopbackResponder server(echo());
  Request request = sending(server.url("/in"), "<");
  request.body.parts.emplace_back(FileSlice{path, 1'000'000, 1'500'000});
  request.body.parts.emplace_back(">");
  request.headers = {{"X-Token", "t"}};
  const auto answer = post(request);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "<" + content.substr(1'000'000, 1'500'000) + ">");
  const std::string head = server.requests().at(0);
  EXPECT_TRUE(head.starts_with("POST /in HTTP/1.1\r\n")) << head;
  EXPECT_NE(head.find("Content-Type: text/plain\r\n"), std::string::npos) << head;
  EXPECT_NE(head.find("Content-Length: 1500002\r\n"), std::string::npos) << head;
  EXPECT_EQ(head.find("Expect:"), std::string::npos) << head;
}

TEST(Post, SendsAnEmptyBodyToo) {
  const LoopbackResponder server(echo());
  Request request;
  request.url = server.url();
  const auto answer = post(request);
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->body, "");
  EXPECT_TRUE(server.requests().at(0).starts_with("POST / ")) << server.requests().at(0);
}

TEST(Post, NamesTheFileThatCannotBeSent) {
  const LoopbackResponder server(echo());
  Request request = sending(server.url(), "");
  request.body.parts.emplace_back(FileSlice{"/nowhere/at-all", 0, 10});
  const auto missing = post(request);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(missing.error().message, "/nowhere/at-all: No such file or directory");
  const Folder folder;
  std::ofstream(folder.path + "/short") << "12345";
  request.body.parts.back() = FileSlice{folder.path + "/short", 0, 10};
  EXPECT_EQ(post(request).error().message, folder.path + "/short: shorter than it was when sending began");
}

TEST(Post, IsNotRepeatedOnceItMayHaveBeenReceived) {
  for (const std::string status : {"500 Internal Server Error", "503 Service Unavailable", "429 Too Many Requests"}) {
    const LoopbackResponder server([&](const std::string&) { return LoopbackResponder::reply(status, "", "no"); });
    const auto answer = post(sending(server.url(), "x"));
    ASSERT_TRUE(answer) << answer.error().message;
    EXPECT_EQ(server.requests().size(), 1U) << status;
  }
  const LoopbackResponder cut([](const std::string&) { return std::string("nonsense\r\n\r\n"); });
  EXPECT_FALSE(post(sending(cut.url(), "x")));
  EXPECT_EQ(cut.requests().size(), 1U);
}

TEST(Post, IsRepeatedWhereThatIsHarmless) {
  std::atomic<int> asked = 0;
  const LoopbackResponder server([&](const std::string& request) {
    return ++asked < 3 ? LoopbackResponder::reply("503 Service Unavailable", "", "") : echo()(request);
  });
  Request request = sending(server.url(), "x");
  request.repeat = Repeat::kHarmless;
  EXPECT_EQ(post(request)->body, "x");
  EXPECT_EQ(server.requests().size(), 3U);
}

TEST(Post, FollowsRedirectsThatKeepItWithinItsHost) {
  const LoopbackResponder server([](const std::string& request) {
    return request.starts_with("POST /old ")
               ? LoopbackResponder::reply("308 Permanent Redirect", "Location: /new\r\n", "")
               : echo()(request);
  });
  const auto answer = post(sending(server.url("/old"), "kept"));
  ASSERT_TRUE(answer) << answer.error().message;
  EXPECT_EQ(answer->url, server.url("/new"));
  EXPECT_EQ(answer->body, "kept");
}

TEST(Post, IsSentToNoOtherHostAndNeverBecomesAGet) {
  const LoopbackResponder other(echo());
  const LoopbackResponder leads_away([&](const std::string&) {
    return LoopbackResponder::reply("307 Temporary Redirect", "Location: " + other.url("/x") + "\r\n", "");
  });
  const auto away = post(sending(leads_away.url(), "secret"));
  ASSERT_FALSE(away);
  EXPECT_EQ(away.error().code, ErrorCode::kForbidden);
  EXPECT_EQ(away.error().message, leads_away.url() + ": redirects what is sent to " + other.url("/x") +
                                      ", another host; write that address where it is meant");
  EXPECT_TRUE(other.requests().empty());
  const LoopbackResponder see_other(
      [](const std::string&) { return LoopbackResponder::reply("303 See Other", "Location: /y\r\n", ""); });
  EXPECT_EQ(post(sending(see_other.url(), "x")).error().code, ErrorCode::kBadInput);
  EXPECT_EQ(see_other.requests().size(), 1U);
}

TEST(Post, HasATimeLimitOfItsOwnAndMayBeStopped) {
  const LoopbackResponder server([](const std::string&) { return ""; });
  Request request = sending(server.url(), "x");
  request.timeout = milliseconds{40};
  EXPECT_EQ(post(request).error().message, server.url() + ": no whole answer within 40 ms");
  request.timeout = std::chrono::seconds{10};
  request.stop = [] { return true; };
  const auto stopped = post(request);
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::kTimeout);
  EXPECT_EQ(stopped.error().message, server.url() + ": stopped before the answer was there");
}

TEST(Post, WhatOneRequestMayReachIsNotOpenToTheNext) {
  const LoopbackResponder server([](const std::string&) { return "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"; });
  auto limits = loopback_limits();
  limits.allow_private_networks.clear();
  const auto client = Client::make(limits).value();
  Request request = sending(server.url(), "x");
  EXPECT_EQ(client->post(request).error().code, ErrorCode::kForbidden);
  request.also_allow = {"127.0.0.1"};
  EXPECT_EQ(client->post(request)->body, "ok");
  request.also_allow.clear();
  EXPECT_EQ(client->post(request).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(server.requests().size(), 1U);
}

}  // namespace
}  // namespace dais::net
