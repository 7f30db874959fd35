// SPDX-License-Identifier: Apache-2.0
// The word that was probably meant: for messages about a misspelt one.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace dais::config {

/// Letters to put in, take out or change, at the least (Levenshtein).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The one of `known` most like `word`, the first of equals. REQUIRES: `known` is not empty.
std::string_view nearest(std::string_view word, std::span<const std::string_view> known);

}  // namespace dais::config
