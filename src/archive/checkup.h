// SPDX-License-Identifier: Apache-2.0
// What is wrong with an instance, and what to do: for `dais doctor`.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "config/config.h"

namespace dais::archive {

enum class Health { kGood, kNote, kBad };

struct Finding {
  Health health;
  std::string text;
  std::string remedy;  ///< empty where nothing need be done
};

/// Reads only. kStorage where the catalog cannot even be opened.
Result<std::vector<Finding>> check_up(const std::string& instance_dir, const config::Config& config);

}  // namespace dais::archive
