// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>

#include "harness/loopback_responder.h"
#include "net/client.h"

namespace dais::net {
namespace {

namespace fs = std::filesystem;
using harness::LoopbackResponder;
using std::chrono::milliseconds;

// sha256sum of "0123456789".
constexpr const char* kTenDigits = "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882";

class Download : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) /
              (std::string("download-") + testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder_);
    fs::create_directories(folder_);
    path_ = folder_ / "file";
  }
  void TearDown() override { fs::remove_all(folder_); }

  static Limits loopback(int attempts) {
    Limits limits;
    limits.allow_private_networks = {"127.0.0.0/8"};
    limits.requests_per_second = 10'000;
    limits.first_backoff = milliseconds{1};
    limits.max_attempts = attempts;
    return limits;
  }

  static DownloadLimits small() {
    DownloadLimits limits;
    limits.timeout = std::chrono::seconds{20};
    limits.keep_free_bytes = 0;
    limits.max_bytes = 1'000'000;
    return limits;
  }

  Result<Downloaded> bring(const std::string& url, int attempts = 3, const DownloadLimits& limits = small()) const {
    Request request;
    request.url = url;
    return Client::make(loopback(attempts)).value()->download(request, path_, limits);
  }

  std::string content() const {
    std::ifstream in(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

  std::vector<std::string> left() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_)) names.push_back(entry.path().filename());
    std::ranges::sort(names);
    return names;
  }

  fs::path folder_;
  std::string path_;
};

bool has(const std::string& request, const std::string& line) {
  return request.find(line + "\r\n") != std::string::npos;
}

/// Ten digits; a first answer that breaks off after four, the rest for who asks for it with the right version.
std::string breaking_off(const std::string& request, const std::string& validator) {
  if (!has(request, "Range: bytes=4-")) {
    return "HTTP/1.1 200 OK\r\n" + validator + "Content-Type: video/mp4\r\nContent-Length: 10\r\n\r\n0123";
  }
  return LoopbackResponder::reply("206 Partial Content", validator + "Content-Range: bytes 4-9/10\r\n", "456789");
}

TEST_F(Download, BringsAFileWithItsHash) {
  const LoopbackResponder server([](const std::string&) {
    return LoopbackResponder::reply("200 OK", "Content-Type: video/mp4\r\n", "0123456789");
  });
  const auto brought = bring(server.url("/v.mp4"));
  ASSERT_TRUE(brought) << brought.error().message;
  EXPECT_EQ(content(), "0123456789");
  EXPECT_EQ(brought->sha256, kTenDigits);
  EXPECT_EQ(brought->bytes, 10U);
  EXPECT_EQ(brought->content_type, "video/mp4");
  EXPECT_EQ(brought->url, server.url("/v.mp4"));
  EXPECT_EQ(left(), std::vector<std::string>{"file"});
  EXPECT_EQ(server.requests().at(0).find("Accept-Encoding"), std::string::npos);
}

TEST_F(Download, GoesOnWhereATryBrokeOff) {
  const LoopbackResponder server([](const std::string& request) { return breaking_off(request, "ETag: \"v1\"\r\n"); });
  const auto brought = bring(server.url());
  ASSERT_TRUE(brought) << brought.error().message;
  EXPECT_EQ(brought->sha256, kTenDigits);
  ASSERT_EQ(server.requests().size(), 2U);
  EXPECT_TRUE(has(server.requests()[1], "If-Range: \"v1\"")) << server.requests()[1];
}

TEST_F(Download, GoesOnWhereAnEarlierCallWasCutOff) {
  const std::string date = "Last-Modified: Tue, 05 Mar 2024 18:00:00 GMT\r\n";
  const LoopbackResponder server([&date](const std::string& request) { return breaking_off(request, date); });
  ASSERT_FALSE(bring(server.url(), 1));
  EXPECT_EQ(left(), (std::vector<std::string>{"file.part", "file.part.from"}));
  const auto brought = bring(server.url(), 1);
  ASSERT_TRUE(brought) << brought.error().message;
  EXPECT_EQ(brought->resumed_at, 4U);
  EXPECT_EQ(brought->sha256, kTenDigits);
  EXPECT_EQ(brought->content_type, "video/mp4");
  EXPECT_TRUE(has(server.requests()[1], "If-Range: Tue, 05 Mar 2024 18:00:00 GMT"));
}

TEST_F(Download, StartsAgainWhereTheFileHasChanged) {
  std::atomic<int> asked = 0;
  const LoopbackResponder server([&asked](const std::string&) {
    return ++asked == 1 ? "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 10\r\n\r\nold!"
                        : LoopbackResponder::reply("200 OK", "ETag: \"v2\"\r\n", "0123456789");
  });
  ASSERT_TRUE(bring(server.url()));
  EXPECT_TRUE(has(server.requests()[1], "Range: bytes=4-"));
  EXPECT_EQ(content(), "0123456789");
}

TEST_F(Download, StartsAgainForAnotherAddress) {
  const LoopbackResponder server([](const std::string& request) { return breaking_off(request, "ETag: \"v1\"\r\n"); });
  ASSERT_FALSE(bring(server.url("/a"), 1));
  ASSERT_FALSE(bring(server.url("/b"), 1));
  EXPECT_EQ(server.requests()[1].find("Range: "), std::string::npos);
}

TEST_F(Download, DoesNotTrustAWeakTagNorAWrongPart) {
  const LoopbackResponder weak([](const std::string& request) { return breaking_off(request, "ETag: W/\"v1\"\r\n"); });
  ASSERT_FALSE(bring(weak.url(), 1));
  ASSERT_FALSE(bring(weak.url(), 1));
  EXPECT_EQ(weak.requests()[1].find("Range: "), std::string::npos);

  const LoopbackResponder wrong([](const std::string& request) {
    if (!has(request, "Range: bytes=4-")) return breaking_off(request, "ETag: \"v1\"\r\n");
    return LoopbackResponder::reply("206 Partial Content", "Content-Range: bytes 0-9/10\r\n", "0123456789");
  });
  const auto refused = bring(wrong.url(), 2);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().message, wrong.url() + ": sends another part than the one that was asked for");
}

TEST_F(Download, StartsAgainWhereTheFileHasBecomeShorter) {
  const LoopbackResponder server([](const std::string& request) {
    if (has(request, "Range: bytes=4-")) {
      return LoopbackResponder::reply("416 Range Not Satisfiable", "Content-Range: bytes */3\r\n", "");
    }
    static std::atomic<int> whole = 0;
    return ++whole == 1 ? breaking_off("", "ETag: \"v1\"\r\n")
                        : LoopbackResponder::reply("200 OK", "ETag: \"v2\"\r\n", "new");
  });
  const auto brought = bring(server.url());
  ASSERT_TRUE(brought) << brought.error().message;
  EXPECT_EQ(content(), "new");
}

TEST_F(Download, EndsWhatIsTooLargeBeforeAndWhileItComes) {
  const LoopbackResponder said(
      [](const std::string&) { return "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"; });
  EXPECT_EQ(bring(said.url()).error().message, said.url() + ": 99999999999 bytes, more than the 1000000 allowed");
  const LoopbackResponder endless(
      [](const std::string&) { return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(5'000'000, 'x'); });
  const auto refused = bring(endless.url());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(refused.error().message, endless.url() + ": larger than the 1000000 bytes allowed");
  EXPECT_FALSE(fs::exists(path_));
  EXPECT_LE(fs::file_size(path_ + ".part"), 1'000'000U);
  EXPECT_EQ(endless.requests().size(), 1U);
}

TEST_F(Download, RefusesWhatWouldHaveToBeUnfolded) {
  const LoopbackResponder server([](const std::string&) {
    return LoopbackResponder::reply("200 OK", "Content-Encoding: gzip\r\n", "\x1f\x8b packed");
  });
  const auto refused = bring(server.url());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kBadInput);
  EXPECT_EQ(refused.error().message, server.url() + ": sends its body as \"gzip\", which was not asked for");
}

TEST_F(Download, SaysWhatTheServerAnswered) {
  const LoopbackResponder server([](const std::string& request) {
    return request.starts_with("GET /gone") ? LoopbackResponder::reply("404 Not Found", "", "no such meeting")
                                            : LoopbackResponder::reply("403 Forbidden", "", "");
  });
  EXPECT_EQ(bring(server.url("/gone")).error().message, server.url("/gone") + ": answered with status 404");
  EXPECT_EQ(bring(server.url("/gone")).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(bring(server.url("/kept")).error().code, ErrorCode::kForbidden);
  EXPECT_FALSE(fs::exists(path_));
}

TEST_F(Download, TriesAgainAfterAPassingFault) {
  std::atomic<int> asked = 0;
  const LoopbackResponder server([&asked](const std::string&) {
    return ++asked == 1 ? LoopbackResponder::reply("503 Service Unavailable", "", "")
                        : LoopbackResponder::reply("200 OK", "", "0123456789");
  });
  EXPECT_TRUE(bring(server.url()));
}

TEST_F(Download, TakesAnEmptyFile) {
  const LoopbackResponder server([](const std::string&) { return LoopbackResponder::reply("200 OK", "", ""); });
  const auto brought = bring(server.url());
  ASSERT_TRUE(brought) << brought.error().message;
  EXPECT_EQ(brought->bytes, 0U);
}

TEST_F(Download, FollowsARedirectWithItsRangeAndChecksTheAddressAgain) {
  const LoopbackResponder store([](const std::string& request) { return breaking_off(request, "ETag: \"v1\"\r\n"); });
  const LoopbackResponder server([&store](const std::string&) {
    return "HTTP/1.1 302 Found\r\nLocation: " + store.url("/v") + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  });
  const auto brought = bring(server.url());
  ASSERT_TRUE(brought) << brought.error().message;
  EXPECT_EQ(brought->sha256, kTenDigits);
  EXPECT_EQ(brought->url, store.url("/v"));

  Request request;
  request.url = store.url("/v");
  const std::size_t before = store.requests().size();
  const auto refused = Client::make({}).value()->download(request, path_, small());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kForbidden);
  EXPECT_EQ(store.requests().size(), before);
}

TEST_F(Download, LeavesRoomOnTheDisk) {
  const LoopbackResponder server([](const std::string&) { return LoopbackResponder::reply("200 OK", "", "x"); });
  DownloadLimits limits = small();
  limits.keep_free_bytes = 1ULL << 60U;
  const auto refused = bring(server.url(), 3, limits);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kStorage);
  EXPECT_TRUE(refused.error().message.starts_with(path_ + ".part: the disk has ")) << refused.error().message;
  EXPECT_TRUE(server.requests().empty());
  path_ = folder_ / "none" / "file";
  EXPECT_EQ(bring(server.url()).error().message, path_ + ".part: No such file or directory");
}

TEST_F(Download, GivesUpWhatIsTooSlow) {
  const LoopbackResponder server([](const std::string&) { return ""; });
  DownloadLimits limits = small();
  limits.slow_for = std::chrono::seconds{1};
  const auto refused = bring(server.url(), 1, limits);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kTimeout);
  EXPECT_EQ(refused.error().message, server.url() + ": sends less than 2048 bytes a second for 1 s");
}

TEST_F(Download, EndsWhenItsTimeIsOverOrItIsStopped) {
  const LoopbackResponder server([](const std::string&) { return ""; });
  DownloadLimits limits = small();
  limits.timeout = milliseconds{50};
  EXPECT_EQ(bring(server.url(), 3, limits).error().code, ErrorCode::kTimeout);
  Request request;
  request.url = server.url();
  request.stop = [] { return true; };
  EXPECT_EQ(Client::make(loopback(3)).value()->download(request, path_, small()).error().message,
            server.url() + ": stopped before the answer was there");
}

TEST_F(Download, SaysHowFarItIs) {
  const LoopbackResponder server(
      [](const std::string&) { return LoopbackResponder::reply("200 OK", "", std::string(3U << 20U, 'x')); });
  DownloadLimits limits = small();
  limits.max_bytes = 4U << 20U;
  std::vector<std::uint64_t> seen;
  Request request;
  request.url = server.url();
  const auto brought = Client::make(loopback(1))
                           .value()
                           ->download(request, path_, limits, [&seen](std::uint64_t done, std::uint64_t total) {
                             EXPECT_EQ(total, 3U << 20U);
                             seen.push_back(done);
                           });
  ASSERT_TRUE(brought) << brought.error().message;
  EXPECT_GE(seen.size(), 3U);
  EXPECT_TRUE(std::ranges::is_sorted(seen));
  EXPECT_EQ(seen.back(), 3U << 20U);
}

}  // namespace
}  // namespace dais::net
