// SPDX-License-Identifier: Apache-2.0
// How a file number is said aloud: nobody reads "Int 0001-2022" digit by digit in a meeting. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dais::archive {

/// Phrases to look for, the number as written first: "Res 0387-2022" of the type "Resolution" → "Res 0387-2022",
/// "Res 387", "Resolution 387", each also with "number" between. Empty where the name has no number.
std::vector<std::string> spoken_names(std::string_view name, std::string_view matter_type);

/// The same as one query: quoted phrases, any of them.
std::string spoken_query(std::string_view name, std::string_view matter_type);

}  // namespace dais::archive
