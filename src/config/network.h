// SPDX-License-Identifier: Apache-2.0
// Whether a text is what net/address_guard.h reads: its own layer may not be asked.
#pragma once

#include <string>

namespace dais::config {

/// "10.0.0.0/8", "fd00::/8", or one address.
bool is_network(const std::string& text);

}  // namespace dais::config
