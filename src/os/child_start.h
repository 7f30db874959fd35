// SPDX-License-Identifier: Apache-2.0
// Starts a child process in a process group of its own, with pipes on its standard streams and no other descriptor of
// ours; it gets SIGKILL when the thread that started it ends. For this folder's sources only.
#pragma once

#include <sys/types.h>

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

/// Errors as run() has them.
Result<StartedChild> start_child(const Command& command);

}  // namespace dais::os
