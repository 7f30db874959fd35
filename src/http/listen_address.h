// SPDX-License-Identifier: Apache-2.0
// "127.0.0.1:8000", "[::1]:8000", "localhost:0".
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace dais::http {

struct ListenAddress {
  std::string host;
  std::string port;
};

/// kBadConfig where it isn't HOST:PORT.
Result<ListenAddress> parse_listen_address(std::string_view text);

}  // namespace dais::http
