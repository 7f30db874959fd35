// SPDX-License-Identifier: Apache-2.0
#include "net/shown_url.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dais::net {
namespace {

constexpr std::size_t kLongest = 200;
constexpr std::string_view kEllipsis = "\u2026";

bool names_a_secret(std::string_view name) {
  std::string lower(name);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  constexpr std::array<std::string_view, 8> kMarks = {"token", "key",  "secret",     "passw",
                                                      "sig",   "auth", "credential", "session"};
  return std::ranges::any_of(kMarks, [&](std::string_view mark) { return lower.find(mark) != std::string::npos; });
}

std::string without_secrets(std::string_view query) {
  std::string shown;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && names_a_secret(pair.substr(0, equals))) {
      shown += std::string(pair.substr(0, equals + 1)) + std::string(kEllipsis);
    } else {
      shown += pair;
    }
    query.remove_prefix(end);
    if (!query.empty()) {
      shown += '&';
      query.remove_prefix(1);
    }
  }
  return shown;
}

}  // namespace

std::string without_credentials(std::string_view url) {
  const auto scheme = url.find("://");
  // Without a scheme "name:secret@host" may stand there all the same.
  const std::size_t begin = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(url.find_first_of("/?#\\", begin), url.size());
  const auto at = url.substr(begin, end - begin).rfind('@');
  if (at == std::string_view::npos) return std::string(url);
  return std::string(url.substr(0, begin)) + std::string(url.substr(begin + at + 1));
}

std::string shown_url(std::string_view url) {
  std::string shown = without_credentials(url);
  if (const auto mark = shown.find('?'); mark != std::string::npos) {
    shown = shown.substr(0, mark + 1) + without_secrets(std::string_view(shown).substr(mark + 1));
  }
  std::ranges::replace_if(shown, [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
  if (shown.size() > kLongest) {
    std::size_t cut = kLongest;
    while (cut > 0 && (static_cast<unsigned char>(shown[cut]) & 0xc0U) == 0x80U) --cut;
    shown.resize(cut);
    shown += kEllipsis;
  }
  return shown;
}

}  // namespace dais::net
