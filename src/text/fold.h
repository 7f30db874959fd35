// SPDX-License-Identifier: Apache-2.0
// Folding: what makes "Élan", "ELAN" and "élan" one word. Unicode NFKC case folding, then accents removed; letters
// that Unicode does not take apart (ø, ł, đ, æ, œ, ı) go to their plain neighbours. Vowel signs of scripts that need
// them stay. Pure, any bytes are valid: what is not UTF-8 becomes U+FFFD. Safe from many threads.
#pragma once

#include <string>
#include <string_view>

namespace dais::text {

std::string fold(std::string_view text);

}  // namespace dais::text
