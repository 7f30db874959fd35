// SPDX-License-Identifier: Apache-2.0
// What `ingest` and `gather` share: a source read into the archive, with progress while it lasts and a summary at the
// end.
#pragma once

#include <memory>
#include <string>

#include "archive/ingest.h"
#include "commands/command.h"
#include "sources/source.h"

namespace dais::commands {

/// The exit code: 1 where something was refused.
Result<int> take_in(const Invocation& invocation, const config::Config& config, sources::Source& source,
                    const std::string& source_name, const sources::Window& window, archive::Effect effect);

}  // namespace dais::commands
