// SPDX-License-Identifier: Apache-2.0
// The document ids of Council Data Project archives (v3.0.1 and later): the first 12 hex digits of SHA-256 over Python
// pickles (protocol 4) of the identifying values. The byte layouts were checked against ids of live CDP sites.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace dais::archive {

/// Of a body, person, seat or matter, by its name; of a file by its URI.
std::string cdp_id_of_name(std::string_view name);
/// Of an event, by its body's CDP id and its time.
std::string cdp_id_of_event(std::string_view body_cdp_id, std::chrono::sys_time<std::chrono::microseconds> start);

}  // namespace dais::archive
