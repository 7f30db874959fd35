// SPDX-License-Identifier: Apache-2.0
// The templates and the bundled assets, as the build put them into the binary (cmake/embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace dais::site {

struct Embedded {
  std::string_view name;  ///< file name, no folder
  std::string_view content;
};

std::span<const Embedded> embedded_templates();
std::span<const Embedded> embedded_assets();

}  // namespace dais::site
