// SPDX-License-Identifier: Apache-2.0
#include "text/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace dais::text {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

// Windows-1252's 0x80 to 0x9F; unassigned ones become U+FFFD (WHATWG's table maps them to controls, which no text
// means).
constexpr std::array<char16_t, 32> kWindows1252 = {0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                   0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
                                                   0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                   0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

std::uint8_t byte_at(std::string_view text, std::size_t at) { return static_cast<std::uint8_t>(text[at]); }

enum class ByteOrder { kLittle, kBig };

std::string decode_utf16(std::string_view bytes, ByteOrder order) {
  const std::size_t low = order == ByteOrder::kLittle ? 0 : 1;
  std::string out;
  out.reserve(bytes.size());
  char32_t high_surrogate = 0;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t unit =
        static_cast<char32_t>(byte_at(bytes, at + low)) | static_cast<char32_t>(byte_at(bytes, at + 1 - low)) << 8;
    const bool is_low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high_surrogate != 0 && is_low) {
      append_utf8(out, 0x10000 + ((high_surrogate - 0xD800) << 10) + (unit - 0xDC00));
      high_surrogate = 0;
      continue;
    }
    if (high_surrogate != 0) append_utf8(out, kReplacement);
    high_surrogate = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
    if (high_surrogate == 0 && unit != 0) append_utf8(out, unit);
  }
  if (high_surrogate != 0) append_utf8(out, kReplacement);
  return out;
}

}  // namespace

void append_utf8(std::string& out, char32_t code_point) {
  if (code_point > 0x10FFFF || (code_point >= 0xD800 && code_point <= 0xDFFF)) code_point = kReplacement;
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<char>(static_cast<std::uint8_t>(byte))); };
  if (code_point < 0x80) return put(code_point);
  if (code_point < 0x800) {
    put(0xC0 | code_point >> 6);
  } else {
    if (code_point < 0x10000) {
      put(0xE0 | code_point >> 12);
    } else {
      put(0xF0 | code_point >> 18);
      put(0x80 | (code_point >> 12 & 0x3F));
    }
    put(0x80 | (code_point >> 6 & 0x3F));
  }
  put(0x80 | (code_point & 0x3F));
}

std::size_t utf8_length(std::string_view text, std::size_t at) {
  const std::uint8_t lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
  }
  const std::uint8_t second = byte_at(text, at + 1);
  // Overlong forms, surrogates and what lies beyond U+10FFFF.
  if ((lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F)) return 0;
  if ((lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F)) return 0;
  return length;
}

std::size_t count_characters(std::string_view utf8) {
  return static_cast<std::size_t>(
      std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<std::uint8_t>(c) & 0xC0) != 0x80; }));
}

Decoded decode_text(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.starts_with("\xFF\xFE"sv)) return {decode_utf16(bytes.substr(2), ByteOrder::kLittle), Encoding::kUtf16};
  if (bytes.starts_with("\xFE\xFF"sv)) return {decode_utf16(bytes.substr(2), ByteOrder::kBig), Encoding::kUtf16};
  if (bytes.starts_with("\xEF\xBB\xBF"sv)) bytes.remove_prefix(3);
  Decoded decoded;
  decoded.utf8.reserve(bytes.size());
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t length = utf8_length(bytes, at);
    if (length != 0) {
      if (bytes[at] != '\0') decoded.utf8.append(bytes, at, length);
      at += length;
      continue;
    }
    const std::uint8_t byte = byte_at(bytes, at++);
    append_utf8(decoded.utf8, byte < 0xA0 ? char32_t{kWindows1252[byte - 0x80U]} : char32_t{byte});
    decoded.encoding = Encoding::kUtf8WithLatin1;
  }
  return decoded;
}

}  // namespace dais::text
