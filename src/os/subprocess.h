// SPDX-License-Identifier: Apache-2.0
// Runs another program: argv (never a shell), an environment of its own, a time limit, a cap on what it may print.
// How it ended is a value; "the tool is missing" and "the tool failed" are told apart. Blocks the calling thread until
// the program has ended; what it started in its process group is killed then. May be called from several threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dais::os {

/// PATH, HOME, LANG, LC_ALL, TZ and TMPDIR of this process, as far as they are set, and nothing else.
std::vector<std::string> minimal_environment();

struct Command {
  std::vector<std::string> argv;  ///< argv[0] without a slash is looked for in the PATH of `environment`
  std::string working_dir;        ///< empty: ours; a relative argv[0] with a slash is relative to it
  std::vector<std::string> environment = minimal_environment();  ///< "NAME=value", all that the program sees
  std::string input;                                             ///< its standard input, then end of file
  std::chrono::milliseconds timeout{std::chrono::seconds{60}};
  std::chrono::milliseconds grace{std::chrono::seconds{2}};  ///< between SIGTERM and SIGKILL
  std::uint64_t max_output = 64ULL << 20U;                   ///< bytes of standard output
  std::function<bool()> cancelled = {};  ///< asked now and then by the calling thread; true ends it (End::kStopped)
};

enum class End { kExited, kSignalled, kTimedOut, kTooMuchOutput, kStopped };

struct Outcome {
  End end = End::kExited;
  int exit_code = 0;        ///< kExited
  int signal = 0;           ///< kSignalled
  std::string output;       ///< standard output, at most max_output bytes; empty in the streaming form
  std::string error_tail;   ///< the last 8 KiB of standard error, cut at a line where there is one
  [[nodiscard]] bool succeeded() const { return end == End::kExited && exit_code == 0; }
};

/// Whether run() would find it: a name in our PATH, or a path.
bool is_installed(const std::string& program);

/// kUnavailable: the program is not installed or may not be run; kNotFound: no such working folder; kIo: no process or
/// pipe to be had. Anything the program itself does is an Outcome.
Result<Outcome> run(const Command& command);

enum class Flow { kContinue, kStop };

/// The same, handing over standard output in pieces as it comes. kStop ends the program (End::kStopped).
Result<Outcome> run_streaming(const Command& command, const std::function<Flow(std::string_view piece)>& on_output);

/// What went wrong as an Error, for callers that want all or nothing: kTimeout, kTooLarge, or kBadInput with the exit
/// code or signal and the last lines of standard error.
Status require_success(const Command& command, const Outcome& outcome);

}  // namespace dais::os
