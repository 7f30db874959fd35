// SPDX-License-Identifier: Apache-2.0
// What is wrong with an instance, and what to do: for `dais doctor`.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"

namespace dais::archive {

enum class Health { kGood, kNote, kBad };

/// Whether anything was ever taken in: before that there is no catalog, and nothing is wrong.
bool has_catalog(const std::string& instance_dir, const config::Config& config);

struct Finding {
  Health health;
  std::string text;
  std::string remedy;  ///< empty where nothing need be done
};

/// Reads only. What cannot be opened is a finding, and the rest is looked at all the same.
std::vector<Finding> check_up(const std::string& instance_dir, const config::Config& config);

}  // namespace dais::archive
