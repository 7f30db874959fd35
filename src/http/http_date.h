// SPDX-License-Identifier: Apache-2.0
// "Sun, 06 Nov 1994 08:49:37 GMT", the one form of RFC 9110, 5.6.7 that is written today.
#pragma once

#include <ctime>
#include <optional>
#include <string>
#include <string_view>

namespace dais::http {

std::string format_http_date(std::time_t seconds);
std::optional<std::time_t> parse_http_date(std::string_view text);

}  // namespace dais::http
