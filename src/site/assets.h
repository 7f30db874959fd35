// SPDX-License-Identifier: Apache-2.0
// Scripts, styles and pictures under names that change with their content, so that browsers may keep them for ever.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace dais::site {

struct Asset {
  std::string_view content;
  std::string_view content_type;
};

/// "/assets/app-0123456789.js" for "app.js". REQUIRES: there is such an asset.
const std::string& asset_path(std::string_view name);

/// By the last part of asset_path().
std::optional<Asset> find_asset(std::string_view hashed_name);

/// By its plain name. REQUIRES: there is such an asset.
Asset plain_asset(std::string_view name);

}  // namespace dais::site
