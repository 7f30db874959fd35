// SPDX-License-Identifier: Apache-2.0
// How this folder runs ffmpeg and ffprobe: always confined (os/sandbox.h), on files of this machine only, never on an
// address, with the kinds of file that recordings come in and no others: a playlist could name other files and other
// hosts. Every fault is one of four: the file is bad (kBadInput), it is more than may be (kTooLarge, kTimeout), the
// tool is missing (kUnavailable), the disk (kStorage). Functions of this folder may be called from several threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"
#include "os/sandbox.h"

namespace dais::media {

struct Limits {
  double max_seconds = 14 * 3600.0;          ///< of a recording
  std::uint64_t max_pixels = 8192ULL * 4320;  ///< of one picture of it
  int max_streams = 48;
  std::uint64_t memory_bytes = 2ULL << 30U;
  std::uint64_t max_file_bytes = 16ULL << 30U;  ///< of what is made of it
  std::chrono::milliseconds probe_time{std::chrono::seconds{60}};
  std::chrono::milliseconds picture_time{std::chrono::seconds{60}};  ///< for one picture
  std::chrono::milliseconds convert_time{std::chrono::hours{2}};
  std::uint64_t convert_cpu_seconds = 4 * 3600;
};

/// Whether programs may run on recordings where nothing but limits holds them.
enum class Walls { kAsThereAre, kRequired };

struct Tools {
  const os::Sandbox& sandbox;
  Limits limits;
  Walls walls = Walls::kAsThereAre;
  std::function<bool()> cancelled = {};  ///< asked about five times a second; true ends the work with kTimeout
};

/// As [recordings] says.
Tools tools_for(const os::Sandbox& sandbox, const config::Recordings& config);

/// A part of a recording, in seconds: a video that serves several meetings.
struct Span {
  double start = 0;
  std::optional<double> end;
};

/// The arguments before "-i" that keep ffmpeg and ffprobe to files and to known kinds of them.
std::vector<std::string> input_options(const Limits& limits);

struct Job {
  std::vector<std::string> argv;
  std::string input;       ///< the recording, for messages as it was given; in argv by its real_path()
  std::string more_input;  ///< a second file that it reads; empty: none
  std::string folder;  ///< writable; empty: none
  std::chrono::milliseconds timeout{};
  std::uint64_t cpu_seconds = 60;
  std::uint64_t max_output = 16U << 20U;
};

/// The path by which a child sees a file: absolute, links resolved; as it is where there is no such file.
std::string real_path(const std::string& path);

/// Standard output of a job that succeeded.
Result<std::string> run_job(const Tools& tools, const Job& job);

/// Runs `make` with the path of a file in a new folder beside `output`, and gives it its name when it is there and is
/// not empty. kBadInput with `empty_text` where it is empty.
Status make_file(const std::string& input, const std::string& output, const std::string& empty_text,
                 const std::function<Status(const std::string& folder, const std::string& file)>& make);

/// Seconds as ffmpeg takes them: "61.5".
std::string seconds_text(double seconds);

}  // namespace dais::media
