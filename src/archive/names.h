// SPDX-License-Identifier: Apache-2.0
// Names as keys: two spellings that differ in case, accents or blanks only are one name.
#pragma once

#include <string>
#include <string_view>

namespace dais::archive {

/// As it was given, but for blanks around it and runs of blanks, which become one.
std::string single_spaced(std::string_view name);
/// Case and accents folded, single spaced.
std::string fold_name(std::string_view name);
/// Family name first, as far as the last word tells: "Jr." is none, and "de la" before one belongs to it.
std::string sort_key_of_person(std::string_view name);

}  // namespace dais::archive
