// SPDX-License-Identifier: Apache-2.0
// parse_target and its inverse, of http/message.h.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "http/message.h"

namespace dais::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Bytes of the UTF-8 character that begins `text` (RFC 3629: no overlong form, no surrogate); 0 where none does.
std::size_t character_size(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto follows = [&](std::size_t i, unsigned low = 0x80U, unsigned high = 0xbfU) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned first = byte(0);
  if (first < 0x80U) return 1;
  if (first >= 0xc2U && first <= 0xdfU) return follows(1) ? 2 : 0;
  if (first >= 0xe0U && first <= 0xefU) {
    const bool second = follows(1, first == 0xe0U ? 0xa0U : 0x80U, first == 0xedU ? 0x9fU : 0xbfU);
    return second && follows(2) ? 3 : 0;
  }
  if (first >= 0xf0U && first <= 0xf4U) {
    const bool second = follows(1, first == 0xf0U ? 0x90U : 0x80U, first == 0xf4U ? 0x8fU : 0xbfU);
    return second && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

Status check_text(std::string_view text, const char* where) {
  while (!text.empty()) {
    if (text.front() == '\0') return fail(ErrorCode::kBadRequest, std::string(where) + " holds a NUL byte");
    const std::size_t size = character_size(text);
    if (size == 0) return fail(ErrorCode::kBadRequest, std::string(where) + " is not UTF-8");
    text.remove_prefix(size);
  }
  return {};
}

enum class Plus { kIsPlus, kIsSpace };

Result<std::string> decode(std::string_view text, Plus plus, const char* where) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i] == '+' && plus == Plus::kIsSpace ? ' ' : text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      return fail(ErrorCode::kBadRequest, std::string(where) + " has a % that two hexadecimal digits do not follow");
    }
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (auto checked = check_text(decoded, where); !checked) return fail(std::move(checked.error()));
  return decoded;
}

/// RFC 3986's unreserved characters.
bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._~").find(c) != std::string_view::npos;
}

bool leaves_its_folder(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    if (segment == "..") return true;
    path.remove_prefix(segment.size());
  }
  return false;
}

Result<Fields> parse_query(std::string_view text) {
  constexpr const char* kWhere = "the query";
  Fields query;
  while (!text.empty()) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    if (pair.empty()) continue;
    const std::string_view name = pair.substr(0, pair.find('='));
    auto decoded_name = decode(name, Plus::kIsSpace, kWhere);
    if (!decoded_name) return fail(std::move(decoded_name.error()));
    auto value = decode(pair.substr(std::min(name.size() + 1, pair.size())), Plus::kIsSpace, kWhere);
    if (!value) return fail(std::move(value.error()));
    query.emplace_back(std::move(*decoded_name), std::move(*value));
  }
  return query;
}

/// "http://host/path" → "/path".
std::string_view without_origin(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    target.remove_prefix(scheme.size());
    const auto path = target.find_first_of("/?");
    return path == std::string_view::npos ? "/" : target.substr(path);
  }
  return target;
}

}  // namespace

Result<Request> parse_target(std::string_view method, std::string_view target) {
  target = without_origin(target);
  const std::string_view path = target.substr(0, target.find('?'));
  if (!path.starts_with('/') || target.find('#') != std::string_view::npos) {
    return fail(ErrorCode::kBadRequest, "the address is not a path");
  }
  auto decoded = decode(path, Plus::kIsPlus, "the path");
  if (!decoded) return fail(std::move(decoded.error()));
  if (leaves_its_folder(*decoded)) return fail(ErrorCode::kBadRequest, "the path holds \"..\"");
  auto query = parse_query(target.substr(std::min(path.size() + 1, target.size())));
  if (!query) return fail(std::move(query.error()));
  Request request;
  request.method = method;
  request.path = std::move(*decoded);
  request.query = std::move(*query);
  return request;
}

std::string plain_beginning(std::string_view target) {
  target = without_origin(target);
  const auto plain = std::ranges::find_if_not(target, [](char c) { return c == '/' || is_plain(c); });
  target = target.substr(0, static_cast<std::size_t>(plain - target.begin()));
  target = target.substr(0, target.rfind('/') + 1);
  return target.starts_with('/') && !leaves_its_folder(target) ? std::string(target) : "/";
}

std::string encode_component(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (is_plain(c)) {
      encoded += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
    }
  }
  return encoded;
}

std::string encode_query(const Fields& query) {
  std::string encoded;
  for (const auto& [name, value] : query) {
    if (!encoded.empty()) encoded += '&';
    encoded += encode_component(name) + "=" + encode_component(value);
  }
  return encoded;
}

}  // namespace dais::http
