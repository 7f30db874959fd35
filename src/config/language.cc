// SPDX-License-Identifier: Apache-2.0
#include "config/language.h"

#include <unicode/locid.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "config/nearest.h"

namespace dais::config {
namespace {

std::string lower(std::string text) {
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool is_well_formed(const std::string& tag) {
  std::array<char, ULOC_FULLNAME_CAPACITY> name{};
  int32_t read = 0;
  UErrorCode status = U_ZERO_ERROR;
  uloc_forLanguageTag(tag.c_str(), name.data(), name.size(), &read, &status);
  return U_SUCCESS(status) != 0 && read == static_cast<int32_t>(tag.size());
}

/// "en" for "english" and "en": its name, in English, or its code.
bool is_called(const char* code, const std::string& word) {
  if (word == code) return true;
  icu::UnicodeString shown;
  std::string name;
  icu::Locale(code).getDisplayLanguage(icu::Locale::getEnglish(), shown).toLower().toUTF8String(name);
  return name == word;
}

std::string likely_meant(const std::string& tag) {
  std::string dashed = tag;
  std::ranges::replace(dashed, '_', '-');
  if (dashed != tag && fault_of_language(dashed).empty()) return dashed;
  const std::string word = lower(tag.substr(0, tag.find_first_of("-_ ")));
  std::vector<std::string_view> codes;
  for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
    if (is_called(*code, word)) return *code;
    codes.emplace_back(*code);
  }
  return std::string(nearest(word, codes));
}

}  // namespace

std::string fault_of_language(const std::string& tag) {
  const std::string language = lower(tag.substr(0, tag.find('-')));
  const char* const* known = uloc_getISOLanguages();
  while (*known != nullptr && language != *known) ++known;
  if (*known != nullptr && is_well_formed(tag)) return "";
  return std::string(*known == nullptr ? "is no language that is known" : "is no language tag (BCP 47)") +
         "; did you mean \"" + likely_meant(tag) + "\"?";
}

}  // namespace dais::config
