// SPDX-License-Identifier: Apache-2.0
// Landlock, by its system calls (Debian 12 has no library of it): a set of places that a child may use, all others
// being closed to it. Documentation/userspace-api/landlock.rst of the kernel says what each ABI can do. For this folder
// only.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "os/descriptor.h"
#include "os/sandbox.h"

namespace dais::os {

/// What the running kernel has: 0 where it has none or it is switched off.
int landlock_abi();

struct Ground {
  std::vector<std::string> readable;  ///< files and folders; what is in them may be run as well
  std::vector<std::string> writable;
  Network network = Network::kNone;  ///< TCP, from ABI 4 on
  Reading reading = Reading::kListed;
};

/// To be entered with landlock_restrict_self. Places that do not exist are left out. kUnavailable where the kernel
/// refuses.
Result<Descriptor> make_ruleset(const Ground& ground);

}  // namespace dais::os
