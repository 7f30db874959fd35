// SPDX-License-Identifier: Apache-2.0
// For tests: recordings that ffmpeg makes while they run, in a folder of the test's own; hostile ones by hand.
#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "media/decoding.h"
#include "os/files.h"
#include "os/subprocess.h"

namespace dais::media {

/// Title card for 3 s, black for 1 s, then a busy picture; a tone all the while. 12 s.
inline const std::vector<std::string> kMeeting = {
    "-f",
    "lavfi",
    "-i",
    "color=c=navy:s=320x180:d=3:r=10,drawbox=x=60:y=60:w=200:h=40:c=white:t=fill[a];color=c=black:s=320x180:d=1:r=10[b]"
    ";mandelbrot=s=320x180:r=10,trim=duration=8,"
    "setpts=PTS-STARTPTS[c];[a][b][c]concat=n=3:v=1[out0]",
    "-f",
    "lavfi",
    "-i",
    "sine=frequency=440:duration=12:sample_rate=44100",
    "-c:v",
    "libx264",
    "-preset",
    "ultrafast",
    "-g",
    "10",
    "-pix_fmt",
    "yuv420p",
    "-c:a",
    "aac"};

class MadeMedia : public testing::Test {
 protected:
  static void SetUpTestSuite() { made_ = new os::TempDir(os::TempDir::make().value()); }
  static void TearDownTestSuite() {
    delete made_;
    made_ = nullptr;
  }
  void SetUp() override {
    os::Command version;
    version.argv = {"ffmpeg", "-version"};
    if (!os::run(version)) GTEST_SKIP() << "ffmpeg is not installed";
  }

  /// Made once a suite.
  static std::string made(const std::string& name, const std::vector<std::string>& how) {
    std::string path = made_->path() + "/" + name;
    if (std::filesystem::exists(path)) return path;
    os::Command command;
    command.argv = {"ffmpeg", "-nostdin", "-v", "error", "-y"};
    command.argv.insert(command.argv.end(), how.begin(), how.end());
    command.argv.push_back(path);
    const auto outcome = os::run(command);
    if (!outcome || !outcome->succeeded())
      ADD_FAILURE() << name << ": " << (outcome ? outcome->error_tail : "no ffmpeg");
    return path;
  }
  static std::string meeting() { return made("meeting.mp4", kMeeting); }

  std::string written(const std::string& name, const std::string& bytes) const {
    std::string path = folder_.path() + "/" + name;
    EXPECT_TRUE(os::write_file_atomically(path, bytes));
    return path;
  }
  std::string output(const std::string& name) const { return folder_.path() + "/" + name; }

  static Tools tools(const Limits& limits = {}) {
    static const os::Sandbox sandbox = os::Sandbox::find();
    return {sandbox, limits};
  }

  inline static os::TempDir* made_ = nullptr;
  os::TempDir folder_ = os::TempDir::make().value();
};

}  // namespace dais::media
