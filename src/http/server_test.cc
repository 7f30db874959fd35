// SPDX-License-Identifier: Apache-2.0
#include "http/server.h"

#include <zlib.h>

#include "http/server_fixture_test.h"

namespace dais::http {
namespace {

std::string gunzip(const std::string& packed) {
  z_stream stream{};
  inflateInit2(&stream, 15 + 16);
  std::string text(10'000'000, '\0');
  std::string copy = packed;
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(text.data());
  stream.avail_out = static_cast<uInt>(text.size());
  const int code = inflate(&stream, Z_FINISH);
  text.resize(stream.total_out);
  inflateEnd(&stream);
  return code == Z_STREAM_END ? text : "not gzip";
}

TEST_F(ServerTest, AnswersWithWhatTheRouteSays) {
  start();
  auto peer = client();
  const RawAnswer answer = peer.ask("/page");
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer.head.starts_with("HTTP/1.1 200 OK\r\nDate: "));
  EXPECT_EQ(answer.body, "page 1");
  EXPECT_EQ(answer.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(answer.header("Content-Length"), "6");
  EXPECT_EQ(answer.header("Cache-Control"), "no-cache");
  EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(answer.header("X-Request-Id").size(), 16U);
  EXPECT_EQ(answer.header("Connection"), "-");
  EXPECT_EQ(peer.ask("/fresh").header("Cache-Control"), "no-store");
}

TEST_F(ServerTest, HandsHeadersAndItsOwnRequestIdToTheHandler) {
  start();
  const RawAnswer answer = client().ask("/echo", "X-TEST: a b\r\nX-Request-Id: mine\r\n");
  EXPECT_EQ(answer.body, "GET a b " + answer.header("X-Request-Id"));
}

TEST_F(ServerTest, AnswersHeadWithTheSameHeadersAndNoBody) {
  start();
  auto peer = client();
  const RawAnswer head = peer.ask("/text/2000", "", "HEAD");
  const RawAnswer get = peer.ask("/text/2000");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), "2000");
  EXPECT_EQ(head.header("ETag"), get.header("ETag"));
  EXPECT_EQ(get.body.size(), 2000U);
}

TEST_F(ServerTest, KeepsAnswersUntilTheArchiveChanges) {
  start();
  auto peer = client();
  EXPECT_EQ(peer.ask("/page").body, "page 1");
  EXPECT_EQ(client().ask("/page").body, "page 1");
  EXPECT_EQ(peer.ask("/page?x=1").body, "page 2");
  ++generation_;
  EXPECT_EQ(peer.ask("/page").body, "page 3");
  EXPECT_EQ(peer.ask("/fresh").body, "fresh 4");
  EXPECT_EQ(peer.ask("/fresh").body, "fresh 5");
}

TEST_F(ServerTest, KeepsNoAnswerThatSaysSoItself) {
  start();
  auto peer = client();
  EXPECT_EQ(peer.ask("/once").body, "once 1");
  EXPECT_EQ(peer.ask("/once").body, "once 2");
}

TEST_F(ServerTest, KeepsNoErrors) {
  start();
  auto peer = client();
  EXPECT_EQ(peer.ask("/throws").status, 500);
  EXPECT_EQ(peer.ask("/throws").status, 500);
  EXPECT_EQ(peer.ask("/none").status, 404);
  EXPECT_EQ(peer.ask("/none").header("ETag"), "-");
  EXPECT_EQ(peer.ask("/none").header("Cache-Control"), "no-store");
}

TEST_F(ServerTest, SaysThatACopyIsStillGood) {
  start();
  auto peer = client();
  const std::string etag = peer.ask("/page").header("ETag");
  const RawAnswer same = peer.ask("/page", "If-None-Match: \"other\", W/" + etag + "\r\n");
  EXPECT_EQ(same.status, 304);
  EXPECT_EQ(same.header("ETag"), etag);
  EXPECT_EQ(same.header("Content-Length"), "-");
  EXPECT_EQ(peer.ask("/page", "If-None-Match: \"other\"\r\n").status, 200);
  ++generation_;
  EXPECT_EQ(peer.ask("/page", "If-None-Match: " + etag + "\r\n").status, 200);
}

TEST_F(ServerTest, CompressesTextForWhoTakesIt) {
  start();
  auto peer = client();
  const RawAnswer packed = peer.ask("/text/5000", "Accept-Encoding: br, gzip\r\n");
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(gunzip(packed.body), std::string(5000, 'x'));
  const RawAnswer plain = peer.ask("/text/5000", "Accept-Encoding: gzip;q=0\r\n");
  EXPECT_EQ(plain.header("Content-Encoding"), "-");
  EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(plain.body, std::string(5000, 'x'));
  EXPECT_NE(plain.header("ETag"), packed.header("ETag"));
  EXPECT_EQ(peer.ask("/text/5000", "Accept-Encoding: gzip\r\nIf-None-Match: " + packed.header("ETag") + "\r\n").status,
            304);
  EXPECT_EQ(peer.ask("/text/1024", "Accept-Encoding: gzip\r\n").header("Content-Encoding"), "-");
  EXPECT_EQ(peer.ask("/bytes/5000", "Accept-Encoding: gzip\r\n").header("Content-Encoding"), "-");
}

TEST_F(ServerTest, SendsPartsOfFiles) {
  start();
  auto peer = client();
  const RawAnswer whole = peer.ask("/file");
  EXPECT_EQ(whole.body, "0123456789");
  EXPECT_EQ(whole.header("Accept-Ranges"), "bytes");
  const RawAnswer part = peer.ask("/file", "Range: bytes=2-4\r\n");
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "234");
  EXPECT_EQ(part.header("Content-Range"), "bytes 2-4/10");
  EXPECT_EQ(part.header("Content-Type"), "video/mp4");
  const RawAnswer beyond = peer.ask("/file", "Range: bytes=10-\r\n");
  EXPECT_EQ(beyond.status, 416);
  EXPECT_EQ(beyond.header("Content-Range"), "bytes */10");
  EXPECT_EQ(peer.ask("/file", "Range: bytes=-3\r\nIf-Range: " + whole.header("ETag") + "\r\n").body, "789");
  EXPECT_EQ(peer.ask("/file", "Range: bytes=-3\r\nIf-Range: \"old\"\r\n").status, 200);
  EXPECT_EQ(peer.ask("/file", "Range: bytes=-3\r\nIf-Range: " + whole.header("Last-Modified") + "\r\n").status, 206);
  EXPECT_EQ(peer.ask("/file", "If-None-Match: " + whole.header("ETag") + "\r\nRange: bytes=0-1\r\n").status, 304);
  EXPECT_EQ(peer.ask("/file", "If-Modified-Since: " + whole.header("Last-Modified") + "\r\n").status, 304);
  EXPECT_EQ(peer.ask("/file", "If-Modified-Since: Sun, 06 Nov 1994 08:49:37 GMT\r\n").status, 200);
  const RawAnswer head = peer.ask("/file", "Range: bytes=2-4\r\n", "HEAD");
  EXPECT_EQ(head.header("Content-Length"), "3");
  EXPECT_EQ(peer.ask("/page", "Range: bytes=0-1\r\n").status, 200);
}

TEST_F(ServerTest, SendsWhatAFileHoldsNow) {
  start();
  auto peer = client();
  const std::string etag = peer.ask("/file").header("ETag");
  ASSERT_TRUE(os::write_file_atomically(dir_.path() + "/file", "another text"));
  EXPECT_EQ(peer.ask("/file", "If-None-Match: " + etag + "\r\n").body, "another text");
  ASSERT_EQ(::unlink((dir_.path() + "/file").c_str()), 0);
  EXPECT_EQ(peer.ask("/file").status, 404);
}

TEST_F(ServerTest, SendsLargeFilesWhole) {
  std::string large;
  for (int i = 0; large.size() < 3'000'000; ++i) large += std::to_string(i) + ",";
  ASSERT_TRUE(os::write_file_atomically(dir_.path() + "/file", large));
  start();
  EXPECT_EQ(client(4096).ask("/file").body, large);
  EXPECT_EQ(client().ask("/file", "Range: bytes=1000000-2999999\r\n").body, large.substr(1'000'000, 2'000'000));
}

TEST_F(ServerTest, SendsLongAnswersToSmallReaders) {
  start();
  EXPECT_EQ(client(4096).ask("/bytes/20000000").body, std::string(20'000'000, 'x'));
}

TEST_F(ServerTest, AnswersPipelinedRequestsInTheirOrder) {
  start();
  auto peer = client();
  std::string requests;
  for (const char* target : {"/fresh", "/text/3000", "/fresh", "/none", "/page"}) {
    requests += std::string("GET ") + target + " HTTP/1.1\r\nHost: test\r\n\r\n";
  }
  peer.send(requests);
  EXPECT_EQ(peer.receive().body, "fresh 1");
  EXPECT_EQ(peer.receive().body.size(), 3000U);
  EXPECT_EQ(peer.receive().body, "fresh 2");
  EXPECT_EQ(peer.receive().status, 404);
  EXPECT_EQ(peer.receive().body, "page 3");
}

TEST_F(ServerTest, TakesRequestsByteByByte) {
  start();
  auto peer = client();
  for (const char c : std::string("GET /page HTTP/1.1\r\nHost: test\r\n\r\n")) peer.send(std::string(1, c));
  EXPECT_EQ(peer.receive().body, "page 1");
}

TEST_F(ServerTest, ClosesWhenItIsAskedTo) {
  start();
  auto peer = client();
  const RawAnswer answer = peer.ask("/page", "Connection: close\r\n");
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_TRUE(peer.at_end());
  auto old = client();
  old.send("GET /page HTTP/1.0\r\n\r\n");
  EXPECT_EQ(old.receive().body, "page 1");
  EXPECT_TRUE(old.at_end());
  auto old_but_staying = client();
  old_but_staying.send("GET /page HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(old_but_staying.receive().header("Connection"), "keep-alive");
  EXPECT_EQ(old_but_staying.ask("/page").status, 200);
}

TEST_F(ServerTest, TellsEachAnswerThatItServed) {
  std::vector<std::string> served;
  std::latch done(2);
  options_.on_served = [&](const ServerOptions::Served& one) {
    served.push_back(one.method + " " + one.target + " " + std::to_string(one.status) +
                     (one.from_cache ? " kept" : " made"));
    EXPECT_GT(one.bytes, 100U);
    EXPECT_GE(one.milliseconds, 0);
    done.count_down();
  };
  start();
  auto peer = client();
  (void)peer.ask("/page?a=1");
  (void)peer.ask("/page?a=1", "", "HEAD");
  done.wait();
  EXPECT_EQ(served, (std::vector<std::string>{"GET /page?a=1 200 made", "HEAD /page?a=1 200 kept"}));
}

TEST_F(ServerTest, DropsHeadersThatAreNotAHandlersToSet) {
  router_.add({"/odd",
               [](const Request&) {
                 return Response{200,
                                 "text/plain",
                                 {{"content-length", "1"}, {"Connection", "close"}, {"Location", "a\r\nSet-Cookie: x"}},
                                 "text"};
               },
               Keep::kNo});
  start();
  const RawAnswer answer = client().ask("/odd");
  EXPECT_EQ(answer.body, "text");
  EXPECT_EQ(answer.header("Connection"), "-");
  EXPECT_EQ(answer.header("Location"), "a  Set-Cookie: x");
}

}  // namespace
}  // namespace dais::http
