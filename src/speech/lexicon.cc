// SPDX-License-Identifier: Apache-2.0
#include "speech/lexicon.h"

#include <algorithm>
#include <array>
#include <span>

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace dais::speech {
namespace {

constexpr std::size_t kLongestName = 12;  ///< words; what is longer is a sentence

// Sorted. Before a name they are written with a capital, alone they are not.
constexpr std::array kTitles = std::to_array<std::string_view>({"alderman",
                                                                "alderperson",
                                                                "alderwoman",
                                                                "attorney",
                                                                "auditor",
                                                                "captain",
                                                                "chair",
                                                                "chairman",
                                                                "chairperson",
                                                                "chairwoman",
                                                                "chief",
                                                                "clerk",
                                                                "commissioner",
                                                                "congressman",
                                                                "congresswoman",
                                                                "council",
                                                                "councillor",
                                                                "councilman",
                                                                "councilmember",
                                                                "councilor",
                                                                "councilperson",
                                                                "councilwoman",
                                                                "deputy",
                                                                "director",
                                                                "doctor",
                                                                "dr",
                                                                "governor",
                                                                "judge",
                                                                "lieutenant",
                                                                "madam",
                                                                "madame",
                                                                "mayor",
                                                                "member",
                                                                "miss",
                                                                "mister",
                                                                "mr",
                                                                "mrs",
                                                                "ms",
                                                                "officer",
                                                                "pastor",
                                                                "president",
                                                                "professor",
                                                                "representative",
                                                                "reverend",
                                                                "secretary",
                                                                "senator",
                                                                "sergeant",
                                                                "supervisor",
                                                                "treasurer",
                                                                "trustee",
                                                                "vice"});
static_assert(std::is_sorted(kTitles.begin(), kTitles.end()));

constexpr std::array kHonorifics =
    std::to_array<std::string_view>({"dr", "madam", "madame", "mister", "mr", "mrs", "ms"});

// After a name: "Hennepin Avenue", "Hennepin County".
constexpr std::array kPlaces =
    std::to_array<std::string_view>({"avenue", "boulevard", "county", "highway", "parkway", "road", "street"});

template <typename Visit>
void for_each_token(std::string_view text, Visit&& visit) {
  for (std::size_t at = text.find_first_not_of(" \t\r\n\f\v"); at != std::string_view::npos;) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n\f\v", at), text.size());
    visit(text.substr(at, end - at));
    at = text.find_first_not_of(" \t\r\n\f\v", end);
  }
}

bool ends_sentence(std::string_view token) {
  const char last = token.empty() ? '.' : token.back();
  return last == '.' || last == '?' || last == '!' || last == ':' || last == ';';
}

std::string utf8_of(const icu::UnicodeString& text) {
  std::string out;
  text.toUTF8String(out);
  return out;
}

bool is_letter_or_digit(UChar32 c) { return u_isalnum(c) != 0; }

}  // namespace

std::string small_letters(std::string_view text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!ascii)
    return utf8_of(icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())})
                       .toLower(icu::Locale::getRoot()));
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

CoreWord core_of(std::string_view token) {
  CoreWord core;
  const auto length = static_cast<std::int32_t>(token.size());
  bool found = false;
  for (std::int32_t i = 0; i < length;) {
    const std::int32_t begun = i;
    UChar32 c = 0;
    U8_NEXT(token.data(), i, length, c);
    if (c < 0 || !is_letter_or_digit(c)) continue;
    if (!found) core.begin = static_cast<std::size_t>(begun);
    found = true;
    core.end = static_cast<std::size_t>(i);
  }
  if (!found) core.end = core.begin;
  for (const std::string_view tail : {"'s", "'S", "\u2019s", "\u2019S"}) {
    const std::string_view word = token.substr(core.begin, core.end - core.begin);
    if (word.size() > tail.size() && word.ends_with(tail)) core.end -= tail.size();
  }
  core.folded = small_letters(token.substr(core.begin, core.end - core.begin));
  return core;
}

Lexicon::Lexicon(std::string_view language) : english_(language.empty() || language.starts_with("en")) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Locale locale = icu::Locale::createFromName(std::string(language.empty() ? "en" : language).c_str());
  const icu::DateFormatSymbols symbols(locale, status);
  if (U_FAILURE(status)) return;
  std::int32_t count = 0;
  const icu::UnicodeString* days = symbols.getWeekdays(count);
  // Weekdays are numbered from 1.
  for (const icu::UnicodeString& name : std::span(days, static_cast<std::size_t>(count)).subspan(1)) {
    const std::string day = utf8_of(name);
    if (small_letters(day) != day) listed_.emplace(small_letters(day), day);
  }
  const icu::UnicodeString* months = symbols.getMonths(count);
  for (const icu::UnicodeString& name : std::span(months, static_cast<std::size_t>(count))) {
    const std::string month = utf8_of(name);
    if (small_letters(month) == month) continue;
    months_.insert(small_letters(month));
    // Two of them are verbs as well; before a number they are months.
    if (!english_ || (month != "March" && month != "May")) listed_.emplace(small_letters(month), month);
  }
}

void Lexicon::add_word_list(std::string_view lines) {
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view word = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (word.ends_with('\r')) word.remove_suffix(1);
    if (word.size() < 2 || word.size() > 64 || word.find_first_of("' \t") != std::string_view::npos) continue;
    std::string folded = small_letters(word);
    if (folded == word) {
      small_.insert(std::move(folded));
    } else {
      listed_.emplace(std::move(folded), word);
    }
  }
}

void Lexicon::add_name(std::string_view name) {
  std::vector<std::string> forms;
  bool has_small = false;
  for_each_token(name, [&](std::string_view token) {
    const CoreWord core = core_of(token);
    if (core.folded.empty()) return;
    forms.emplace_back(token.substr(core.begin, core.end - core.begin));
    has_small = has_small ||
                forms.back() != utf8_of(icu::UnicodeString::fromUTF8(forms.back()).toUpper(icu::Locale::getRoot()));
  });
  // A name all in capitals says nothing of how it is written.
  if (forms.size() < 2 || forms.size() > kLongestName || !has_small) return;
  auto& known = names_[small_letters(forms.front())];
  if (std::find(known.begin(), known.end(), forms) == known.end()) known.push_back(std::move(forms));
}

void Lexicon::add_person(std::string_view name) {
  add_name(name);
  for_each_token(name, [&](std::string_view token) {
    const CoreWord core = core_of(token);
    const std::string form(token.substr(core.begin, core.end - core.begin));
    const bool capital_and_small = form.size() > 1 && form != core.folded &&
                                   form != utf8_of(icu::UnicodeString::fromUTF8(form).toUpper(icu::Locale::getRoot()));
    if (capital_and_small) person_words_.emplace(core.folded, form);
  });
}

void Lexicon::add_text(std::string_view text) {
  struct Place {
    std::string form;
    std::string folded;
    bool first;
  };
  std::vector<Place> places;
  bool first = true;
  std::size_t small = 0;
  std::size_t large = 0;  // long words only: a heading leaves "of" and "the" small
  for_each_token(text, [&](std::string_view token) {
    CoreWord core = core_of(token);
    std::string form(token.substr(core.begin, core.end - core.begin));
    const bool digits = form.find_first_of("0123456789") != std::string::npos;
    if (!form.empty() && !digits) {
      if (!first && form.size() > 4) ++(form == core.folded ? small : large);
      places.push_back({std::move(form), std::move(core.folded), first});
    }
    first = ends_sentence(token);
  });
  const bool heading = large * 2 > small + large;
  for (Place& place : places) {
    if (place.form == place.folded) {
      ++seen_[place.folded].small;
    } else if (!heading && !place.first) {
      ++seen_[place.folded].forms[place.form];
    } else if (!heading || small > 0) {
      // Even there a word of capitals among words that are not is an abbreviation.
      const std::string upper = utf8_of(icu::UnicodeString::fromUTF8(place.form).toUpper(icu::Locale::getRoot()));
      if (place.form == upper && place.form.size() > 1) ++seen_[place.folded].forms[place.form];
    }
  }
}

std::string_view Lexicon::learned_form(const std::string& word) const {
  const auto found = seen_.find(word);
  if (found == seen_.end() || found->second.forms.empty()) return {};
  const auto best = std::max_element(
      found->second.forms.begin(), found->second.forms.end(),
      [](const auto& a, const auto& b) { return a.second != b.second ? a.second < b.second : a.first > b.first; });
  // An ordinary word that begins names ("Public Works") is ordinary still, unless it hardly ever is.
  const std::uint32_t against = found->second.small + (small_.contains(word) ? 2 : 0);
  constexpr std::uint32_t kEnough = 2;
  return best->second >= kEnough && best->second > 3 * against ? std::string_view(best->first) : std::string_view();
}

std::string_view Lexicon::form_of(const std::string& word) const {
  if (const std::string_view learned = learned_form(word); !learned.empty()) return learned;
  if (small_.contains(word)) return word;
  const auto person = person_words_.find(word);
  const auto seen = seen_.find(word);
  // Without a list of words there is no telling whether Young or Brown means something else.
  if (has_word_list() && person != person_words_.end() && (seen == seen_.end() || seen->second.small == 0))
    return person->second;
  if (const auto listed = listed_.find(word); listed != listed_.end()) return listed->second;
  if (seen != seen_.end() && seen->second.small > 0) return word;
  return {};
}

bool Lexicon::is_ordinary(const std::string& word) const {
  if (small_.contains(word)) return true;
  const auto seen = seen_.find(word);
  return seen != seen_.end() && seen->second.small > 0;
}

std::string_view Lexicon::person_form_of(const std::string& word) const {
  const auto found = person_words_.find(word);
  return found == person_words_.end() ? std::string_view() : std::string_view(found->second);
}

bool Lexicon::is_title(const std::string& word) const {
  return english_ && std::binary_search(kTitles.begin(), kTitles.end(), std::string_view(word));
}

bool Lexicon::is_honorific(const std::string& word) const {
  return english_ && std::find(kHonorifics.begin(), kHonorifics.end(), word) != kHonorifics.end();
}

bool Lexicon::is_part_of_places(const std::string& word) const {
  return english_ && std::find(kPlaces.begin(), kPlaces.end(), word) != kPlaces.end();
}

bool Lexicon::is_months_name(const std::string& word) const { return months_.contains(word); }

const std::vector<std::string>& Lexicon::name_at(const std::vector<std::string>& words, std::size_t at) const {
  static const std::vector<std::string> kNone;
  const auto found = names_.find(words[at]);
  if (found == names_.end()) return kNone;
  const std::vector<std::string>* longest = &kNone;
  for (const std::vector<std::string>& name : found->second) {
    if (name.size() <= longest->size() || at + name.size() > words.size()) continue;
    bool same = true;
    for (std::size_t i = 1; same && i < name.size(); ++i) same = small_letters(name[i]) == words[at + i];
    if (same) longest = &name;
  }
  return *longest;
}

}  // namespace dais::speech
