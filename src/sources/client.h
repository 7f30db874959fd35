// SPDX-License-Identifier: Apache-2.0
// The guarded HTTP client as the configuration wants it.
#pragma once

#include <memory>

#include "base/result.h"
#include "config/config.h"
#include "net/client.h"

namespace dais::sources {

/// Asks each host no oftener than `net` allows, nor than `source`, where it is for one.
Result<std::unique_ptr<net::Client>> make_client(const config::Config& config, const config::Source* source = nullptr);

}  // namespace dais::sources
