// SPDX-License-Identifier: Apache-2.0
// Makes an instance ready to be read: the catalog is there and of this program's schema, its votes are classed
// as the config has it now, and the index holds every transcript of the catalog, also after a crash between the two.
#pragma once

#include <string>

#include "base/result.h"
#include "config/config.h"

namespace dais::archive {

/// Leaves all as it is where another process is writing: that one will see to it.
Status prepare(const std::string& instance_dir, const config::Config& config);

}  // namespace dais::archive
