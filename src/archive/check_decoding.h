// SPDX-License-Identifier: Apache-2.0
// Whether recordings can be decoded on this machine, and behind which walls: for `dais doctor`.
#pragma once

#include <vector>

#include "archive/checkup.h"
#include "config/config.h"
#include "os/sandbox.h"

namespace dais::archive {

void check_decoding(const config::Recordings& config, const os::InForce& in_force, std::vector<Finding>& findings);

}  // namespace dais::archive
