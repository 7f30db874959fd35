// SPDX-License-Identifier: Apache-2.0
// Runs of the pipeline → JSON. Ids are strings, as everywhere.
#pragma once

#include "api/to_json.h"
#include "pipeline/runs_reader.h"

namespace dais::api {

JsonValue to_json(const pipeline::RunRow& run);
JsonValue to_json(const pipeline::JobRow& job);
/// The run with its steps and what follows from what.
JsonValue to_json(const pipeline::RunView& view);
JsonValue to_json(const pipeline::QueueState& queue);

JsonArray runs_json(const std::vector<pipeline::RunRow>& runs);
JsonArray steps_json(const std::vector<pipeline::JobRow>& jobs);

}  // namespace dais::api
