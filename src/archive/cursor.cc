// SPDX-License-Identifier: Apache-2.0
#include "archive/cursor.h"

namespace dais::archive {
namespace {

constexpr char kSeparator = '\x1f';
constexpr std::string_view kDigits = "0123456789abcdef";

std::string hex(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0x0FU];
  }
  return out;
}

std::optional<std::string> unhex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const std::size_t high = kDigits.find(text[i]);
    const std::size_t low = kDigits.find(text[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
  }
  return out;
}

}  // namespace

std::string encode_cursor(ListOf list, const Cursor& cursor) {
  const bool number = std::holds_alternative<std::int64_t>(cursor.key);
  return hex(std::string(1, static_cast<char>(list)) + (number ? "n" : "t") + store::text_of(cursor.key) + kSeparator +
             cursor.id);
}

Result<Cursor> decode_cursor(ListOf list, const std::string& text) {
  constexpr std::size_t kHead = 2;  // the list, and whether the key is a number
  const std::optional<std::string> plain = unhex(text);
  const std::size_t split = plain ? plain->rfind(kSeparator) : std::string::npos;
  if (split == std::string::npos || split < kHead || plain->front() != static_cast<char>(list) ||
      (plain->at(1) != 'n' && plain->at(1) != 't')) {
    return fail(ErrorCode::kBadRequest, "cursor: not one that this archive gave out for this list");
  }
  const std::string key = plain->substr(kHead, split - kHead);
  return Cursor{plain->at(1) == 'n' ? store::Value{store::integer_of(store::Value{key})} : store::Value{key},
                plain->substr(split + 1)};
}

}  // namespace dais::archive
