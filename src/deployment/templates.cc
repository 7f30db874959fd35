// SPDX-License-Identifier: Apache-2.0
#include "deployment/templates.h"

#include <algorithm>
#include <vector>

#include "base/invariant.h"

namespace dais::deployment {
namespace {

bool is_name(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; });
}

const std::string& word(const Words& words, std::string_view name) {
  const auto found = words.find(name);
  invariant(found != words.end(), "every name of a template has its word");
  return found->second;
}

std::string filled_line(std::string_view line, const Words& words) {
  std::string out;
  while (true) {
    const std::size_t from = line.find('@');
    const std::size_t to = from == std::string_view::npos ? from : line.find('@', from + 1);
    if (to == std::string_view::npos) return out.append(line);
    const std::string_view name = line.substr(from + 1, to - from - 1);
    if (is_name(name)) {
      out.append(line.substr(0, from)).append(word(words, name));
      line.remove_prefix(to + 1);
    } else {
      out.append(line.substr(0, to));
      line.remove_prefix(to);
    }
  }
}

}  // namespace

std::string filled(std::string_view text, const Words& words) {
  std::string out;
  std::vector<bool> shown;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    if (line.starts_with("%if ")) {
      shown.push_back(!word(words, line.substr(4, line.size() - 5)).empty());
    } else if (line == "%else\n") {
      shown.back() = !shown.back();
    } else if (line == "%end\n") {
      shown.pop_back();
    } else if (std::ranges::find(shown, false) == shown.end()) {
      out += filled_line(line, words);
    }
  }
  return out;
}

}  // namespace dais::deployment
