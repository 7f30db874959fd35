// SPDX-License-Identifier: Apache-2.0
// Bytes of unknown encoding → UTF-8, without guessing by statistics: a byte-order mark decides, then what is valid
// UTF-8 is UTF-8, and each byte that is not is read as Windows-1252 (of which Latin-1's letters are a part). A Latin-1
// file and a UTF-8 file with one broken byte both come out as their writer meant them.
#pragma once

#include <string>
#include <string_view>

namespace dais::text {

enum class Encoding { kUtf8, kUtf8WithLatin1, kUtf16 };

struct Decoded {
  std::string utf8;  ///< valid UTF-8 without byte-order mark; NUL is left out
  Encoding encoding = Encoding::kUtf8;
};

Decoded decode_text(std::string_view bytes);

/// Bytes of the UTF-8 character that starts at `at`, or 0 where none does. REQUIRES: at < text.size().
std::size_t utf8_length(std::string_view text, std::size_t at);
/// Appends one code point; a surrogate or a number beyond Unicode becomes U+FFFD.
void append_utf8(std::string& out, char32_t code_point);
/// Code points of valid UTF-8.
std::size_t count_characters(std::string_view utf8);

}  // namespace dais::text
