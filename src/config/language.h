// SPDX-License-Identifier: Apache-2.0
// Language tags (BCP 47, RFC 5646) as dais.toml has them: "en", "de-CH", "zh-Hant-TW".
#pragma once

#include <string>

namespace dais::config {

/// What is wrong with it, in words that fit behind the tag, with the one that was probably meant; empty: nothing. A tag
/// is well formed, and its language is one that ICU knows.
std::string fault_of_language(const std::string& tag);

}  // namespace dais::config
