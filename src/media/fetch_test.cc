// SPDX-License-Identifier: Apache-2.0
// Recordings from where they are: files, streams in pieces, an operator's command; and what stays a link.
#include "media/fetch.h"

#include <fstream>
#include <sstream>

#include "harness/loopback_responder.h"
#include "media/made_media_test.h"
#include "media/playlist.h"
#include "media/probe.h"

namespace dais::media {
namespace {

namespace fs = std::filesystem;
using harness::LoopbackResponder;

/// Serves the files of a folder, parts of them where a range is asked for.
std::string serve(const std::string& folder, const std::string& request) {
  const std::string name = request.substr(5, request.find_first_of(" ?", 5) - 5);
  const auto bytes = os::read_file(folder + "/" + name, 64U << 20U);
  if (!bytes) return LoopbackResponder::reply("404 Not Found", "", "");
  const std::string type = name.ends_with(".html") ? "Content-Type: text/html\r\n" : "";
  const std::size_t at = request.find("Range: bytes=");
  std::size_t first = 0;
  std::size_t last = 0;
  if (at == std::string::npos || std::sscanf(request.c_str() + at, "Range: bytes=%zu-%zu", &first, &last) != 2)
    return LoopbackResponder::reply("200 OK", type, *bytes);
  const std::string range = std::to_string(first) + "-" + std::to_string(last) + "/" + std::to_string(bytes->size());
  return LoopbackResponder::reply("206 Partial Content", "Content-Range: bytes " + range + "\r\n",
                                  bytes->substr(first, last - first + 1));
}

class Fetch : public MadeMedia {
 protected:
  static net::Limits loopback() {
    net::Limits limits;
    limits.allow_private_networks = {"127.0.0.0/8"};
    limits.requests_per_second = 10'000;
    limits.first_backoff = std::chrono::milliseconds{1};
    return limits;
  }

  config::Recordings config() const {
    config::Recordings recordings;
    recordings.keep_free_gigabytes = 0;
    return recordings;
  }

  Result<Fetched> fetch(const std::string& url) { return fetch(url, config()); }
  Result<Fetched> fetch(const std::string& url, const config::Recordings& recordings) {
    return fetch_recording(*client_, tools(), recordings, url, folder_.path());
  }

  /// A stream of the meeting in a folder of its own, made once a suite.
  static std::string stream(const std::string& name, const std::vector<std::string>& options) {
    const std::string folder = made_->path() + "/" + name;
    if (fs::create_directory(folder)) {
      std::vector<std::string> how = {
          "-i", meeting(), "-c", "copy", "-f", "hls", "-hls_time", "2", "-hls_playlist_type", "vod"};
      how.insert(how.end(), options.begin(), options.end());
      made(name + "/list.m3u8", how);
    }
    return folder;
  }

  std::vector<std::string> left() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) names.push_back(entry.path().filename());
    return names;
  }

  void expect_whole(const Result<Fetched>& fetched) const {
    ASSERT_TRUE(fetched) << fetched.error().message;
    const auto facts = probe(tools(), fetched->path);
    ASSERT_TRUE(facts) << facts.error().message;
    EXPECT_NEAR(facts->seconds, 12, 0.3);
    EXPECT_TRUE(facts->picture);
    EXPECT_TRUE(facts->sound);
    EXPECT_EQ(fetched->sha256.size(), 64U);
    EXPECT_EQ(fetched->bytes, fs::file_size(fetched->path));
    EXPECT_EQ(left().size(), 1U) << "something was left beside it";
  }

  std::unique_ptr<net::Client> client_ = net::Client::make(loopback()).value();
};

TEST_F(Fetch, PlansByTheAddress) {
  config::Recordings recordings;
  recordings.fetch_hosts = {"Video.example"};
  const auto means = [&](const std::string& url) { return plan_fetch(recordings, url).means; };
  EXPECT_EQ(means("https://a.example/x/Meeting.MP4?token=1.m3u8"), Means::kFile);
  EXPECT_EQ(means("https://a.example/x.mp4/playlist.m3u8"), Means::kStream);
  EXPECT_EQ(means("https://video.example/watch?v=1"), Means::kCommand);
  EXPECT_EQ(means("https://www.video.example/watch?v=1"), Means::kCommand);
  EXPECT_EQ(means("https://notvideo.example/watch?v=1"), Means::kLinkOnly);
  EXPECT_EQ(means("file:///etc/passwd.mp4"), Means::kLinkOnly);
  EXPECT_EQ(means(""), Means::kLinkOnly);
  EXPECT_EQ(fetch("https://a.example/watch?v=1").error().message,
            "https://a.example/watch?v=1: stays a link: it is the page of a player, not a file; "
            "recordings.fetch_command can fetch from a.example");
}

TEST_F(Fetch, BringsAFile) {
  const std::string path = meeting();
  const LoopbackResponder server([](const std::string& request) { return serve(made_->path(), request); });
  const auto fetched = fetch(server.url("/meeting.mp4"));
  expect_whole(fetched);
  EXPECT_EQ(fetched->path, output("recording.mp4"));
  EXPECT_EQ(fetched->means, Means::kFile);
}

TEST_F(Fetch, SaysWhereAPageCameInsteadOfAFile) {
  const LoopbackResponder server([](const std::string&) {
    return LoopbackResponder::reply("200 OK", "Content-Type: text/html; charset=utf-8\r\n", "<html>sign in</html>");
  });
  EXPECT_EQ(fetch(server.url("/a.mp4")).error().message,
            server.url("/a.mp4") + ": answers with a web page, not with a recording");
}

TEST_F(Fetch, BringsAStreamOfPieces) {
  const std::string folder = stream("plain", {});
  const LoopbackResponder server([&folder](const std::string& request) { return serve(folder, request); });
  const auto fetched = fetch(server.url("/list.m3u8"));
  expect_whole(fetched);
  EXPECT_EQ(fetched->means, Means::kStream);
}

TEST_F(Fetch, BringsAStreamThatIsPartsOfOneFile) {
  const std::string folder = stream("parts", {"-hls_segment_type", "fmp4", "-hls_flags", "single_file"});
  const LoopbackResponder server([&folder](const std::string& request) { return serve(folder, request); });
  expect_whole(fetch(server.url("/list.m3u8")));
}

TEST_F(Fetch, OpensAnEncryptedStreamWithItsKey) {
  const std::string key = made_->path() + "/secret.key";
  const std::string info = made_->path() + "/key.info";
  ASSERT_TRUE(os::write_file_atomically(key, "0123456789abcdef"));
  ASSERT_TRUE(os::write_file_atomically(info, "secret.key\n" + key + "\n"));
  const std::string folder = stream("locked", {"-hls_key_info_file", info});
  fs::copy_file(key, folder + "/secret.key", fs::copy_options::overwrite_existing);
  const LoopbackResponder server([&folder](const std::string& request) { return serve(folder, request); });
  expect_whole(fetch(server.url("/list.m3u8")));
  fs::remove(folder + "/secret.key");
  EXPECT_EQ(fetch(server.url("/list.m3u8")).error().message,
            server.url("/list.m3u8") + ": is encrypted, and its key is not given to us");
}

TEST_F(Fetch, TakesTheSizeThatIsWantedAndItsSound) {
  const std::string folder = stream("plain", {});
  const LoopbackResponder server([&folder](const std::string& request) {
    if (!request.starts_with("GET /all.m3u8")) return serve(folder, request);
    return LoopbackResponder::reply("200 OK", "",
                                    "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9000000,RESOLUTION=1920x1080\nhigh.m3u8\n"
                                    "#EXT-X-STREAM-INF:BANDWIDTH=900000,RESOLUTION=320x180\nlist.m3u8\n");
  });
  expect_whole(fetch(server.url("/all.m3u8")));
}

TEST_F(Fetch, GoesOnBehindThePiecesThatAreThere) {
  const std::string folder = stream("plain", {});
  bool is_away = true;
  const LoopbackResponder server([&](const std::string& request) {
    if (is_away && request.starts_with("GET /list3.ts")) return LoopbackResponder::reply("404 Not Found", "", "");
    return serve(folder, request);
  });
  EXPECT_FALSE(fetch(server.url("/list.m3u8")));
  is_away = false;
  expect_whole(fetch(server.url("/list.m3u8")));
  std::size_t first_pieces = 0;
  for (const std::string& request : server.requests()) first_pieces += request.starts_with("GET /list0.ts") ? 1 : 0;
  EXPECT_EQ(first_pieces, 1U);
}

TEST_F(Fetch, LeavesAStreamThatGoesOnForLater) {
  const LoopbackResponder server(
      [](const std::string&) { return LoopbackResponder::reply("200 OK", "", "#EXTM3U\n#EXTINF:4,\na.ts\n"); });
  const auto refused = fetch(server.url("/live.m3u8"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(refused.error().message,
            server.url("/live.m3u8") + ": the stream is still going on; it can be fetched when it has ended");
}

TEST_F(Fetch, AsksNoPrivateAddressThatAPlaylistNames) {
  const LoopbackResponder inner([](const std::string&) { return LoopbackResponder::reply("200 OK", "", "secret"); });
  const LoopbackResponder server([&inner](const std::string&) {
    return LoopbackResponder::reply(
        "200 OK", "",
        "#EXTM3U\n#EXTINF:4,\nhttp://127.0.0.2:" + std::to_string(inner.port()) + "/a.ts\n#EXT-X-ENDLIST\n");
  });
  net::Limits limits = loopback();
  limits.allow_private_networks = {"127.0.0.1/32"};
  client_ = net::Client::make(limits).value();
  const auto refused = fetch(server.url("/list.m3u8"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kForbidden);
  EXPECT_TRUE(inner.requests().empty());
  const LoopbackResponder files([](const std::string&) {
    return LoopbackResponder::reply("200 OK", "", "#EXTM3U\n#EXTINF:4,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n");
  });
  EXPECT_EQ(fetch(files.url("/list.m3u8")).error().message, "file:///etc/passwd: only http and https are fetched");
}

TEST_F(Fetch, EndsAStreamThatIsTooLarge) {
  const std::string folder = stream("plain", {});
  const LoopbackResponder server([&folder](const std::string& request) { return serve(folder, request); });
  config::Recordings small = config();
  small.max_gigabytes = 0.0002;
  const auto refused = fetch(server.url("/list.m3u8"), small);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kTooLarge) << refused.error().message;
}

TEST_F(Fetch, UsesTheOperatorsCommandForItsHosts) {
  const std::string tool = written("bring", "#!/bin/sh\ncp '" + meeting() + "' \"$2.webm\"\necho \"$1\" >&2\n");
  fs::permissions(tool, fs::perms::owner_all);
  config::Recordings recordings = config();
  recordings.fetch_command = {tool, "{url}", "{output}"};
  recordings.fetch_hosts = {"video.example"};
  const auto fetched = fetch("https://video.example/watch?v=1", recordings);
  ASSERT_TRUE(fetched) << fetched.error().message;
  EXPECT_EQ(fetched->path, output("recording.webm"));
  EXPECT_EQ(fetched->means, Means::kCommand);

  recordings.fetch_command = {"sh", "-c", "echo no such video >&2; exit 1", "{url}", "{output}"};
  EXPECT_EQ(fetch("https://video.example/watch?v=1", recordings).error().message,
            "recordings.fetch_command: sh: ended with exit code 1; it said: no such video");
  recordings.fetch_command = {"sh", "-c", "echo x > '" + output("elsewhere") + "'", "{url}", "{output}"};
  EXPECT_FALSE(fetch("https://video.example/watch?v=1", recordings));
  EXPECT_FALSE(fs::exists(output("elsewhere")));
  recordings.fetch_command = {"true", "{url}", "{output}"};
  EXPECT_EQ(fetch("https://video.example/watch?v=1", recordings).error().message,
            "recordings.fetch_command: true: ended well, but left no file");
}

}  // namespace
}  // namespace dais::media
