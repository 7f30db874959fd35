// SPDX-License-Identifier: Apache-2.0
// What the values of dais.toml must be, beyond their types.
#pragma once

#include <functional>
#include <string>

#include "config/config.h"

namespace dais::config {

/// Says where a key was set ("dais.toml:3: instance.timezone"), for messages. Keys of tables that repeat carry their
/// number from 0: "source[1].name".
using PlaceOf = std::function<std::string(const std::string& key)>;

Status check(const Config& config, const PlaceOf& place_of);

}  // namespace dais::config
