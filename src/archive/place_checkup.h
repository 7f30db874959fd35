// SPDX-License-Identifier: Apache-2.0
// What is wrong with where an instance stands: its disk, who may write there, the clock, the address it is given. Reads
// only, and asks no network.
#pragma once

#include <string>
#include <vector>

#include "archive/checkup.h"
#include "base/time.h"
#include "config/config.h"

namespace dais::archive {

std::vector<Finding> check_place(const std::string& instance_dir, const config::Config& config, Instant now);

}  // namespace dais::archive
