// SPDX-License-Identifier: Apache-2.0
// The version of this program.
#pragma once

#include <string_view>

namespace dais {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace dais
