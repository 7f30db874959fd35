// SPDX-License-Identifier: Apache-2.0
// The key of a step: the hash of its kind, of the version of the code that does it, and of all that it reads. The same
// key means the same outcome.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace dais::pipeline {

/// `inputs`: content hashes, addresses, settings: whatever would change the outcome.
std::string step_key(std::string_view kind, int code_version, std::initializer_list<std::string_view> inputs);

}  // namespace dais::pipeline
