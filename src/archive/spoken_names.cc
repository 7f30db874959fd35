// SPDX-License-Identifier: Apache-2.0
#include "archive/spoken_names.h"

#include <algorithm>

namespace dais::archive {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kAround = " \t.#-";
  const auto first = text.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kAround) - first + 1);
}

}  // namespace

std::vector<std::string> spoken_names(std::string_view name, std::string_view matter_type) {
  const auto* const digits = std::ranges::find_if(name, is_digit);
  if (digits == name.end()) return {};
  const auto* const end = std::find_if_not(digits, name.end(), is_digit);
  const auto* const first = std::find_if(digits, end, [](char c) { return c != '0'; });
  const std::string number(first == end ? digits : first, end);
  std::vector<std::string> out = {std::string(name)};
  for (const std::string_view word : {trimmed(std::string_view(name.begin(), digits)), trimmed(matter_type)}) {
    if (word.empty()) continue;
    for (const char* between : {" ", " number "}) {
      std::string phrase = std::string(word) + between + number;
      if (std::ranges::find(out, phrase) == out.end()) out.push_back(std::move(phrase));
    }
  }
  return out;
}

std::string spoken_query(std::string_view name, std::string_view matter_type) {
  std::string query;
  for (const std::string& phrase : spoken_names(name, matter_type)) {
    std::string plain = phrase;
    std::erase(plain, '"');
    if (query.find('"' + plain + '"') != std::string::npos) continue;
    query += (query.empty() ? "\"" : " OR \"") + plain + "\"";
  }
  return query;
}

}  // namespace dais::archive
