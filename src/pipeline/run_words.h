// SPDX-License-Identifier: Apache-2.0
// How runs and jobs stand, in words for people: their state, and what the state alone hides.
#pragma once

#include <string>

#include "pipeline/runs_reader.h"

namespace dais::pipeline {

/// "succeeded, 3 refused"; "waits for its next try at 14:05", with the day where it is not that of `now`, on the wall
/// clock of `zone`.
std::string state_words(const RunRow& run, const std::string& zone, Instant now);
std::string state_words(const JobRow& job, const std::string& zone, Instant now);

}  // namespace dais::pipeline
