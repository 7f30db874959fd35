// SPDX-License-Identifier: Apache-2.0
// The texts of a block's passages in one Zstandard frame.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dais::search {

/// No block of a recording has more; a frame that claims more is damaged.
inline constexpr std::size_t kLongestBlockText = 64U << 20U;

std::string pack_texts(const std::vector<std::string>& texts);
/// Nothing where the bytes are not what pack_texts makes.
std::optional<std::vector<std::string>> unpack_texts(std::string_view packed);

}  // namespace dais::search
