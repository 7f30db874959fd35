// SPDX-License-Identifier: Apache-2.0
// What is wrong with the pipeline of an instance, for `dais doctor`.
#pragma once

#include <string>
#include <vector>

#include "archive/checkup.h"
#include "base/result.h"
#include "pipeline/runs_reader.h"

namespace dais::pipeline {

/// `url`: of the catalog. Reads only; nothing is found where the catalog cannot be opened, which archive::check_up
/// says.
std::vector<archive::Finding> check_up(const std::string& url);

/// The same of what was read, at a time.
std::vector<archive::Finding> findings_of(const QueueState& queue, const std::vector<FailedSteps>& failed, Instant now);

}  // namespace dais::pipeline
