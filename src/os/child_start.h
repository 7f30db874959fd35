// SPDX-License-Identifier: Apache-2.0
// Starts a child process in a process group of its own, with pipes on its standard streams and no other descriptor of
// ours; it gets SIGKILL when the thread that started it ends. For this folder's sources only.
#pragma once

#include <linux/filter.h>
#include <sys/resource.h>
#include <sys/types.h>

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "os/descriptor.h"
#include "os/subprocess.h"

namespace dais::os {

struct StartedChild {
  pid_t pid = -1;
  Descriptor input;        ///< non-blocking, ours to write
  Descriptor output;       ///< non-blocking, ours to read
  Descriptor errors;       ///< non-blocking, ours to read
  Descriptor exit_notice;  ///< readable when it has ended; not open on kernels without pidfd
};

struct ResourceLimit {
  int which;  ///< RLIMIT_…
  rlim_t value;
};

/// What a child is put under between fork and exec; where a piece of it fails, nothing is run.
struct Confinement {
  std::span<const ResourceLimit> limits;
  int ruleset = -1;                       ///< of Landlock; -1: none
  std::span<const sock_filter> filter{};  ///< of seccomp; empty: none
  int passed = -1;                        ///< a descriptor that the program keeps, under the same number
};

/// Errors as run() has them. A confined child has a session of its own, no capability to gain, and gives way to others.
Result<StartedChild> start_child(const Command& command, const Confinement* confinement = nullptr);

/// Of a name without a slash, looked for in PATH of `environment`; else the name itself. kUnavailable where there is
/// none.
Result<std::string> find_program(const std::string& name, const std::vector<std::string>& environment);

/// run_streaming() of a confined command; `on_output` may be empty.
Result<Outcome> run_confined(const Command& command, const Confinement& confinement,
                             const std::function<Flow(std::string_view)>& on_output);

}  // namespace dais::os
