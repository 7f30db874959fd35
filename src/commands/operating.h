// SPDX-License-Identifier: Apache-2.0
// The pipeline of the instance that a command is about.
#pragma once

#include <memory>

#include "commands/command.h"
#include "pipeline/operations.h"

namespace dais::commands {

/// `bell`: of the workers in this process, or null.
std::unique_ptr<pipeline::Operations> operations_of(const Invocation& invocation, const config::Config& config,
                                                    pipeline::Bell* bell = nullptr);

}  // namespace dais::commands
