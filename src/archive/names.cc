// SPDX-License-Identifier: Apache-2.0
#include "archive/names.h"

#include "text/fold.h"

namespace dais::archive {

std::string single_spaced(std::string_view name) {
  std::string out;
  for (const char c : name) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string fold_name(std::string_view name) { return single_spaced(text::fold(name)); }

std::string sort_key_of_person(std::string_view name) {
  std::string folded = fold_name(name);
  const std::size_t last = folded.rfind(' ');
  return last == std::string::npos ? folded : folded.substr(last + 1) + " " + folded;
}

}  // namespace dais::archive
