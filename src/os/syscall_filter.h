// SPDX-License-Identifier: Apache-2.0
// The seccomp filter of a confined child, as the kernel's BPF instructions (man 2 seccomp). It refuses with EPERM what
// a decoder never needs and an attacker does: sockets, other processes, mounts, namespaces, tracing, keys, modules,
// io_uring (whose rings open files and sockets past any filter). For this folder only.
#pragma once

#include <linux/filter.h>

#include <vector>

#include "os/sandbox.h"

namespace dais::os {

/// Empty on a processor whose system calls the table here does not know.
std::vector<sock_filter> make_syscall_filter(Network network, Processes processes);

}  // namespace dais::os
