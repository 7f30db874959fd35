// SPDX-License-Identifier: Apache-2.0
// What readers see of logs and errors, which operators see whole: Dais's own words, without those of child processes
// and servers (os/said.h); a path inside the instance as from its folder, of any other only its last name.
#pragma once

#include <string>
#include <string_view>

namespace dais::pipeline {

enum class Audience { kReaders, kOperator };

/// Of a message; its mark holds to the end, over line breaks. `data`: the instance's folder of data, "DIR/data".
std::string error_for_readers(std::string_view text, const std::string& data);
/// Of a log: each line has its own mark.
std::string log_for_readers(std::string_view text, const std::string& data);

}  // namespace dais::pipeline
