// SPDX-License-Identifier: Apache-2.0
// What the server does when a client, or there being too many of them, asks too much of it.
#include <future>
#include <thread>

#include "http/server_fixture_test.h"

namespace dais::http {
namespace {

TEST_F(ServerTest, OnlyReads) {
  start();
  for (const char* method : {"POST", "PUT", "DELETE", "PROPFIND", "get"}) {
    const RawAnswer answer = client().ask("/page", "Content-Length: 0\r\n", method);
    EXPECT_EQ(answer.status, 405) << method;
    EXPECT_EQ(answer.header("Allow"), "GET, HEAD");
  }
  const RawAnswer preflight = client().ask("/page", "Origin: https://x.example\r\n", "OPTIONS");
  EXPECT_EQ(preflight.status, 204);
  EXPECT_EQ(preflight.header("Access-Control-Allow-Headers"), "*");
  auto peer = client();
  const RawAnswer answer = peer.ask("/page", "Content-Length: 100000\r\n", "POST");
  EXPECT_EQ(answer.status, 405);
  peer.send(std::string(100'000, 'x'));
  EXPECT_TRUE(peer.at_end());
}

TEST_F(ServerTest, TakesNoBodies) {
  start();
  EXPECT_EQ(client().ask("/page", "Content-Length: 5\r\n").status, 413);
  EXPECT_EQ(client().ask("/page", "Transfer-Encoding: chunked\r\n").status, 413);
  EXPECT_EQ(client().ask("/page", "Content-Length: 99999999999999\r\n").status, 413);
  EXPECT_EQ(client().ask("/page", "Content-Length: 0\r\n").status, 200);
}

TEST_F(ServerTest, LimitsHeadersAndTargets) {
  start();
  EXPECT_EQ(client().ask("/page", "X: " + std::string(15'000, 'x') + "\r\n").status, 200);
  EXPECT_EQ(client().ask("/page", "X: " + std::string(17'000, 'x') + "\r\n").status, 431);
  EXPECT_EQ(client().ask("/page", "X: " + std::string(1'000'000, 'x') + "\r\n").status, 431);
  EXPECT_EQ(client().ask("/page?" + std::string(8'000, 'x')).status, 200);
  EXPECT_EQ(client().ask("/page?" + std::string(8'200, 'x')).status, 414);
}

TEST_F(ServerTest, RefusesWhatIsNoRequest) {
  start();
  for (const char* nonsense :
       {"nonsense\r\n\r\n", "GET /page\r\n\r\n", "GET /page HTTP/1.1\r\nbad header\r\n\r\n",
        "GET /page HTTP/1.1\r\n\r\n", "GET /page HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET /page HTTP/1.1\r\nHost: a\r\nContent-Length: x\r\n\r\n", "\x16\x03\x01\x02\r\n\r\n"}) {
    auto peer = client();
    peer.send(nonsense);
    const RawAnswer answer = peer.receive();
    EXPECT_EQ(answer.status, 400) << nonsense;
    EXPECT_EQ(answer.header("Connection"), "close");
    EXPECT_TRUE(peer.at_end());
  }
  EXPECT_EQ(client().ask("/%zz").status, 400);
  EXPECT_EQ(client().ask("/../etc/passwd").status, 400);
  auto newer = client();
  newer.send("GET / HTTP/3.7\r\nHost: a\r\n\r\n");
  const int status = newer.receive().status;
  EXPECT_TRUE(status == 400 || status == 505) << status;
}

TEST_F(ServerTest, HangsUpOnAHeaderThatNeverEnds) {
  options_.deadlines.header = milliseconds{50};
  start();
  auto peer = client();
  peer.send("GET /page HTTP/1.1\r\nHost: ");
  EXPECT_TRUE(peer.at_end());
  auto silent = client();
  EXPECT_TRUE(silent.at_end());
}

TEST_F(ServerTest, DripsDoNotMoveTheDeadlineOfAHeader) {
  options_.deadlines.header = milliseconds{100};
  start();
  auto peer = client();
  peer.send("GET /page HTTP/1.1\r\n");
  // Bytes keep coming until the server hangs up; a deadline that moved with each would never end this.
  std::atomic<bool> ended = false;
  std::thread dripping([&] {
    while (!ended) {
      peer.send("X: y\r\n");
      std::this_thread::yield();
    }
  });
  const std::string rest = peer.drain();
  ended = true;
  dripping.join();
  EXPECT_TRUE(rest.empty() || rest.starts_with("HTTP/1.1 431")) << rest;
}

TEST_F(ServerTest, HangsUpOnAConnectionThatAsksNoMore) {
  options_.deadlines.idle = milliseconds{50};
  start();
  auto peer = client();
  EXPECT_EQ(peer.ask("/page").status, 200);
  EXPECT_TRUE(peer.at_end());
}

TEST_F(ServerTest, HangsUpOnAReaderThatTakesNothing) {
  std::promise<std::uint64_t> served;
  options_.deadlines.write = milliseconds{50};
  options_.on_served = [&](const ServerOptions::Served& one) { served.set_value(one.bytes); };
  start();
  auto peer = client(4096);
  peer.send("GET /bytes/50000000 HTTP/1.1\r\nHost: test\r\n\r\n");
  served.get_future().wait();
  EXPECT_LT(peer.drain().size(), 50'000'000U);
}

TEST_F(ServerTest, AnswersOthersWhileOneHandlerWaits) {
  start();
  EXPECT_EQ(client().ask("/page").body, "page 1");
  auto waiting = client();
  waiting.send("GET /waits HTTP/1.1\r\nHost: test\r\n\r\n");
  entered_.wait();
  EXPECT_EQ(client().ask("/page").body, "page 1");  // Kept: no worker is asked.
  released_.count_down();
  EXPECT_EQ(waiting.receive().body, "waited");
}

TEST_F(ServerTest, SaysSoWhenTheLineIsFull) {
  options_.max_waiting = 0;
  start();
  auto waiting = client();
  waiting.send("GET /waits HTTP/1.1\r\nHost: test\r\n\r\n");
  entered_.wait();
  auto peer = client();
  const RawAnswer busy = peer.ask("/fresh");
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.header("Retry-After"), "2");
  released_.count_down();
  EXPECT_EQ(waiting.receive().body, "waited");
  EXPECT_EQ(peer.ask("/fresh").body, "fresh 1");
}

TEST_F(ServerTest, TurnsAwayMoreConnectionsThanItHolds) {
  options_.max_connections = 1;
  Server& server = start();
  auto first = client();
  EXPECT_EQ(first.ask("/page").status, 200);
  EXPECT_EQ(server.open_connections(), 1U);
  auto second = client();
  const RawAnswer answer = second.receive();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("Retry-After"), "5");
  EXPECT_TRUE(second.at_end());
  EXPECT_EQ(first.ask("/page").status, 200);
}

TEST_F(ServerTest, LetsRequestsUnderWayFinishWhenItStops) {
  Server& server = start();
  auto idle = client();
  EXPECT_EQ(idle.ask("/page").status, 200);
  auto waiting = client();
  waiting.send("GET /waits HTTP/1.1\r\nHost: test\r\n\r\n");
  entered_.wait();
  std::thread stopping([&] { server.stop(); });
  EXPECT_TRUE(idle.at_end());  // So the stop has begun.
  released_.count_down();
  const RawAnswer answer = waiting.receive();
  EXPECT_EQ(answer.body, "waited");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(waiting.at_end());
  stopping.join();
  EXPECT_FALSE(client().connected());
  server.stop();
}

TEST_F(ServerTest, StopsWithoutThoseWhoDoNotRead) {
  options_.deadlines.drain = milliseconds{50};
  Server& server = start();
  auto peer = client(4096);
  peer.send("GET /bytes/50000000 HTTP/1.1\r\nHost: test\r\n\r\n");
  EXPECT_EQ(peer.receive("HEAD").status, 200);
  server.stop();
  EXPECT_LT(peer.drain().size(), 50'000'000U);
}

TEST_F(ServerTest, NamesAnAddressThatIsTaken) {
  Server& server = start();
  ServerOptions second = options_;
  second.listen = "127.0.0.1:" + std::to_string(server.port());
  const auto started = Server::start(second, router_);
  ASSERT_FALSE(started);
  EXPECT_EQ(started.error().code, ErrorCode::kIo);
  EXPECT_EQ(started.error().message, "cannot listen on " + second.listen + ": Address already in use");
}

TEST_F(ServerTest, NamesAnAddressThatIsNone) {
  for (const char* bad : {"", "8000", "127.0.0.1", "127.0.0.1:x", "127.0.0.1:65536", ":80", "::1:80", "127.0.0.1:-1"}) {
    options_.listen = bad;
    const auto started = Server::start(options_, router_);
    ASSERT_FALSE(started) << bad;
    EXPECT_EQ(started.error().code, ErrorCode::kBadConfig);
  }
  options_.listen = "[::1]:0";
  const auto started = Server::start(options_, router_);
  EXPECT_TRUE(started || started.error().code == ErrorCode::kIo);
}

}  // namespace
}  // namespace dais::http
