// SPDX-License-Identifier: Apache-2.0
#include "media/decoding.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <csignal>
#include <filesystem>
#include <system_error>
#include <thread>

#include "os/files.h"
#include "os/said.h"

namespace dais::media {
namespace {

namespace fs = std::filesystem;

// Demuxers of ffmpeg: recordings of meetings in what cameras, streams and editing programs write. None that opens
// another file or address (hls, dash, concat, image2, sdp …).
constexpr const char* kKinds =
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,mp3,ogg,wav,w64,flac,aac,mpegts,mpeg,avi,flv,asf,aiff,caf,amr";
constexpr std::uint64_t kMaxOneAllocation = 1ULL << 29U;

/// The last line that says something of the file, without ffmpeg's way to name it.
std::string reason_in(const std::string& said, const std::string& input) {
  std::string last;
  std::size_t begin = 0;
  while (begin < said.size()) {
    const std::size_t end = std::min(said.find('\n', begin), said.size());
    if (end > begin) last = said.substr(begin, end - begin);
    begin = end + 1;
  }
  const std::string real = real_path(input);
  for (const std::string& name : {"file:" + real + ": ", real + ": "}) {
    if (last.starts_with(name)) last.erase(0, name.size());
  }
  return last;
}

bool says(const std::string& text, const char* words) { return text.find(words) != std::string::npos; }

/// By a person, or by a kernel short of memory; it says nothing of the recording. Our own limit kills too, but never
/// before all processors together can have used up that much time.
bool was_ended_from_outside(const Job& job, const os::Outcome& outcome, std::chrono::steady_clock::duration lasted) {
  const auto used_at_most = lasted * std::max(1U, std::thread::hardware_concurrency());
  return outcome.signal == SIGTERM ||
         (outcome.signal == SIGKILL && used_at_most < std::chrono::seconds(job.cpu_seconds));
}

Error fault_of(const Tools& tools, const Job& job, const os::Outcome& outcome,
               std::chrono::steady_clock::duration lasted) {
  const std::string& input = job.input;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(job.timeout).count();
  switch (outcome.end) {
    case os::End::kTimedOut:
      return {ErrorCode::kTimeout, fmt::format("{}: not decoded within {} s, ended", input, seconds)};
    case os::End::kStopped:
      return {ErrorCode::kTimeout, input + ": stopped before it was decoded"};
    case os::End::kTooMuchOutput:
      return {ErrorCode::kTooLarge, input + ": decoding it gives more than it should, ended"};
    case os::End::kSignalled:
      if (was_ended_from_outside(job, outcome, lasted)) {
        return {ErrorCode::kUnavailable,
                fmt::format("{}: something else ended the decoder (signal {})", input, outcome.signal)};
      }
      if (outcome.signal == SIGXCPU || outcome.signal == SIGKILL) {
        return {ErrorCode::kTimeout,
                fmt::format("{}: needs more than {} s of processor time, ended", input, job.cpu_seconds)};
      }
      if (outcome.signal == SIGXFSZ) return {ErrorCode::kTooLarge, input + ": what is made of it grows too large"};
      return {ErrorCode::kBadInput, fmt::format("{}: the decoder broke down on it (signal {})", input, outcome.signal)};
    case os::End::kExited:
      break;
  }
  const std::string& said = outcome.error_tail;
  if (says(said, "not on whitelist")) {
    return {ErrorCode::kBadInput, input + ": is a playlist, a picture or something else that is no recording"};
  }
  if (says(said, "No space left on device")) return {ErrorCode::kStorage, input + ": no room on the disk for it"};
  if (says(said, "Cannot allocate memory") || says(said, "bad_alloc") || says(said, "MemoryError")) {
    return {ErrorCode::kTooLarge, fmt::format("{}: needs more than the {} MB of memory that decoding may take", input,
                                              tools.limits.memory_bytes >> 20U)};
  }
  const std::string reason = reason_in(said, input);
  return {ErrorCode::kBadInput, input + ": cannot be decoded" + os::it_said(reason)};
}

/// What a decoder would call invalid data has a plain name.
std::optional<Error> known_stranger(const std::string& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) return Error{ErrorCode::kNotFound, path + ": " + error.message()};
  if (size == 0) return Error{ErrorCode::kBadInput, path + ": is empty"};
  return std::nullopt;
}

}  // namespace

Tools tools_for(const os::Sandbox& sandbox, const config::Recordings& config) {
  Limits limits;
  limits.max_seconds = config.max_hours * 3600;
  limits.max_file_bytes = static_cast<std::uint64_t>(config.max_gigabytes * 1e9);
  return {sandbox, limits, config.sandbox == "require" ? Walls::kRequired : Walls::kAsThereAre};
}

std::vector<std::string> input_options(const Limits& limits) {
  return {"-v",
          "error",
          "-max_alloc",
          std::to_string(kMaxOneAllocation),
          "-protocol_whitelist",
          "file",
          "-format_whitelist",
          kKinds,
          "-max_pixels",
          std::to_string(limits.max_pixels)};
}

std::string real_path(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  return error ? path : real.string();
}

Result<std::string> run_job(const Tools& tools, const Job& job) {
  if (tools.walls == Walls::kRequired && !tools.sandbox.in_force().holds()) {
    return fail(ErrorCode::kUnavailable, "recordings.sandbox is \"require\", but on this machine programs run only " +
                                             tools.sandbox.in_force().text());
  }
  if (auto stranger = known_stranger(job.input)) return fail(std::move(*stranger));
  os::ConfinedCommand command;
  command.argv = job.argv;
  command.readable = {job.input};
  if (!job.more_input.empty()) command.readable.push_back(job.more_input);
  command.writable = job.folder;
  command.environment = {"MALLOC_ARENA_MAX=2"};  // Each arena reserves 64 MB of address space.
  command.limits.memory_bytes = tools.limits.memory_bytes;
  command.limits.cpu_seconds = job.cpu_seconds;
  command.limits.file_bytes = tools.limits.max_file_bytes;
  command.timeout = job.timeout;
  command.max_output = job.max_output;
  command.cancelled = tools.cancelled;
  const auto begun = std::chrono::steady_clock::now();
  auto outcome = tools.sandbox.run(command);
  if (!outcome) return fail(std::move(outcome.error()));
  if (!outcome->succeeded()) return fail(fault_of(tools, job, *outcome, std::chrono::steady_clock::now() - begun));
  return std::move(outcome->output);
}

Status make_file(const std::string& input, const std::string& output, const std::string& empty_text,
                 const std::function<Status(const std::string& folder, const std::string& file)>& make) {
  const fs::path wanted(output);
  const std::string parent = real_path(wanted.has_parent_path() ? wanted.parent_path().string() : ".");
  auto folder = os::TempDir::make(parent);
  if (!folder) return fail(ErrorCode::kStorage, folder.error().message);
  const std::string made = folder->path() + "/made" + wanted.extension().string();
  if (Status done = make(folder->path(), made); !done) return done;
  std::error_code error;
  // A link or a device in its place would be the work of a program that broke out of its part.
  const bool there = fs::symlink_status(made, error).type() == fs::file_type::regular;
  if (!there || fs::file_size(made, error) == 0) return fail(ErrorCode::kBadInput, input + ": " + empty_text);
  fs::rename(made, wanted, error);
  if (error) return fail(ErrorCode::kStorage, output + ": " + error.message());
  return {};
}

std::string seconds_text(double seconds) { return fmt::format("{:.3f}", std::max(0.0, seconds)); }

}  // namespace dais::media
