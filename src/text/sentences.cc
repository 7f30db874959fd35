// SPDX-License-Identifier: Apache-2.0
#include "text/sentences.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <string>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

namespace dais::text {
namespace {

// Lower case, without the last full stop, sorted. Only those that are followed by a name or another abbreviation more
// often than they end a sentence.
constexpr std::array kAbbreviations = std::to_array<std::string_view>(
    {"adj", "approx", "apr",  "apt",  "assn", "asst", "atty", "aug",  "ave",  "bldg", "blvd", "brig", "bros",
     "c.b", "capt",   "cf",   "cllr", "cmdr", "cmte", "col",  "comm", "cong", "cpl",  "dec",  "dept", "dir",
     "div", "dr",     "e.g",  "esq",  "est",  "ex",   "feb",  "fig",  "fr",   "ft",   "gen",  "gov",  "hon",
     "hwy", "i.e",    "insp", "int",  "jan",  "jr",   "jul",  "jun",  "lt",   "ltd",  "maj",  "mar",  "messrs",
     "mme", "mr",     "mrs",  "ms",   "mt",   "mx",   "nov",  "oct",  "ord",  "ph",   "pres", "prof", "reg",
     "rep", "res",    "reso", "rev",  "sen",  "sep",  "sept", "sgt",  "sr",   "st",   "ste",  "supt", "treas",
     "twp", "u.k",    "u.n",  "u.s",  "v",    "viz",  "vs"});
static_assert(std::is_sorted(kAbbreviations.begin(), kAbbreviations.end()));

// These are abbreviations only before a number: "No." is an answer, "Art." a name.
constexpr std::array kBeforeNumbers =
    std::to_array<std::string_view>({"art", "ch", "cl", "ln", "no", "nos", "p", "para", "pp", "sec", "sect", "vol"});

template <typename List>
bool is_one_of(const List& list, std::string_view word) {
  return std::binary_search(list.begin(), list.end(), word);
}

bool is_ascii_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

std::string_view without_opening_marks(std::string_view word) {
  const std::size_t at = word.find_first_not_of("\"'([{");
  return at == std::string_view::npos ? std::string_view() : word.substr(at);
}

/// ICU saw the end of a sentence after `word`; is it one?
bool is_abbreviation(std::string_view word, std::string_view next) {
  word = without_opening_marks(word);
  next = without_opening_marks(next);
  if (word.size() < 2 || word.size() > 10 || word.back() != '.') return false;
  std::string folded(word.substr(0, word.size() - 1));
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  // An initial: "Kevin C. Riley". "I." is more often the end of "so am I."
  if (folded.size() == 1) return is_ascii_letter(folded[0]) && folded[0] != 'i';
  if (is_one_of(kAbbreviations, folded)) return true;
  const bool number_follows =
      !next.empty() && (std::isdigit(static_cast<unsigned char>(next[0])) != 0 || next[0] == '#');
  return number_follows && is_one_of(kBeforeNumbers, folded);
}

/// Opening an iterator costs more than cutting a page, so each thread keeps one.
icu::BreakIterator* iterator_of_thread() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createSentenceInstance(icu::Locale::getEnglish(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return iterator.get();
}

/// Byte offsets in `text` where ICU begins a sentence. Where ICU's data is missing there are none.
std::vector<std::size_t> icu_boundaries(const std::string& text) {
  std::vector<std::size_t> boundaries;
  icu::BreakIterator* iterator = iterator_of_thread();
  UErrorCode status = U_ZERO_ERROR;
  UText source = UTEXT_INITIALIZER;
  utext_openUTF8(&source, text.data(), static_cast<std::int64_t>(text.size()), &status);
  if (iterator == nullptr || U_FAILURE(status)) return boundaries;
  iterator->setText(&source, status);
  if (U_SUCCESS(status)) {
    for (auto at = iterator->next(); at != icu::BreakIterator::DONE; at = iterator->next()) {
      boundaries.push_back(static_cast<std::size_t>(at));
    }
  }
  utext_close(&source);
  return boundaries;
}

}  // namespace

std::vector<std::size_t> sentence_starts(const std::vector<std::string_view>& words) {
  std::vector<std::size_t> starts;
  if (words.empty()) return starts;
  starts.push_back(0);
  std::string text;
  std::vector<std::size_t> offsets;
  offsets.reserve(words.size());
  for (const std::string_view word : words) {
    if (!text.empty()) text.push_back(' ');
    offsets.push_back(text.size());
    text.append(word);
  }
  for (const std::size_t boundary : icu_boundaries(text)) {
    const auto found = std::lower_bound(offsets.begin(), offsets.end(), boundary);
    if (found == offsets.end() || *found != boundary || found == offsets.begin())
      continue;  // inside a word, or the end
    const auto index = static_cast<std::size_t>(found - offsets.begin());
    if (!is_abbreviation(words[index - 1], words[index])) starts.push_back(index);
  }
  return starts;
}

bool ends_sentence(std::string_view word) {
  using namespace std::string_view_literals;
  static constexpr std::array kClosing = {"\""sv, "'"sv, ")"sv, "]"sv, "\u201D"sv, "\u2019"sv, "\u00BB"sv};
  static constexpr std::array kTerminal = {"."sv,      "?"sv,      "!"sv,      "\u2026"sv,
                                           "\u3002"sv, "\uFF01"sv, "\uFF1F"sv, "\u061F"sv};
  const auto ends_with_any = [&word](const auto& marks) {
    return std::find_if(marks.begin(), marks.end(), [&](std::string_view mark) { return word.ends_with(mark); });
  };
  for (auto mark = ends_with_any(kClosing); mark != kClosing.end(); mark = ends_with_any(kClosing)) {
    word.remove_suffix(mark->size());
  }
  return ends_with_any(kTerminal) != kTerminal.end();
}

}  // namespace dais::text
