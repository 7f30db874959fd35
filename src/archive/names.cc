// SPDX-License-Identifier: Apache-2.0
#include "archive/names.h"

#include <algorithm>
#include <array>

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

namespace {

bool is_suffix(std::string_view word) {
  constexpr std::array<std::string_view, 8> kSuffixes = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "esq."};
  return std::ranges::find(kSuffixes, word) != kSuffixes.end();
}

bool is_particle(std::string_view word) {
  constexpr std::array<std::string_view, 17> kParticles = {"de",  "la",  "las", "los", "del", "della",
                                                           "di",  "da",  "dos", "van", "von", "der",
                                                           "den", "ter", "du",  "le",  "st."};
  return std::ranges::find(kParticles, word) != kParticles.end();
}

/// The word that ends before `end`.
std::string_view word_before(std::string_view text, std::size_t end) {
  const std::size_t blank = text.substr(0, end).rfind(' ');
  return blank == std::string_view::npos ? text.substr(0, end) : text.substr(blank + 1, end - blank - 1);
}

}  // namespace

std::string sort_key_of_person(std::string_view name) {
  std::string folded = fold_name(name);
  std::size_t end = folded.size();
  for (std::string_view last = word_before(folded, end); last.size() < end && is_suffix(last);
       last = word_before(folded, end)) {
    end -= last.size() + 1;
    if (end > 0 && folded[end - 1] == ',') --end;
  }
  std::size_t begin = end - word_before(folded, end).size();
  while (begin > 0) {
    const std::string_view before = word_before(folded, begin - 1);
    if (!is_particle(before) || before.size() + 1 >= begin) break;
    begin -= before.size() + 1;
  }
  return begin == 0 ? folded : folded.substr(begin, end - begin) + " " + folded;
}

}  // namespace dais::archive
