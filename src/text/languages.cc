// SPDX-License-Identifier: Apache-2.0
#include "text/languages.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dais::text {

std::string stemmer_of(std::string_view language_tag) {
  if (language_tag.empty()) {
    return "english";
  }
  // ISO 639-1 and 639-2 codes of the algorithms of libstemmer 2.2.
  static constexpr auto kStemmers = std::to_array<std::pair<std::string_view, std::string_view>>(
      {{"ar", "arabic"},     {"ara", "arabic"},     {"hy", "armenian"},    {"hye", "armenian"},   {"eu", "basque"},
       {"eus", "basque"},    {"ca", "catalan"},     {"cat", "catalan"},    {"da", "danish"},      {"dan", "danish"},
       {"nl", "dutch"},      {"nld", "dutch"},      {"en", "english"},     {"eng", "english"},    {"fi", "finnish"},
       {"fin", "finnish"},   {"fr", "french"},      {"fra", "french"},     {"de", "german"},      {"deu", "german"},
       {"el", "greek"},      {"ell", "greek"},      {"hi", "hindi"},       {"hin", "hindi"},      {"hu", "hungarian"},
       {"hun", "hungarian"}, {"id", "indonesian"},  {"ind", "indonesian"}, {"ga", "irish"},       {"gle", "irish"},
       {"it", "italian"},    {"ita", "italian"},    {"lt", "lithuanian"},  {"lit", "lithuanian"}, {"ne", "nepali"},
       {"nep", "nepali"},    {"no", "norwegian"},   {"nb", "norwegian"},   {"nn", "norwegian"},   {"nor", "norwegian"},
       {"pt", "portuguese"}, {"por", "portuguese"}, {"ro", "romanian"},    {"ron", "romanian"},   {"ru", "russian"},
       {"rus", "russian"},   {"sr", "serbian"},     {"srp", "serbian"},    {"es", "spanish"},     {"spa", "spanish"},
       {"sv", "swedish"},    {"swe", "swedish"},    {"ta", "tamil"},       {"tam", "tamil"},      {"tr", "turkish"},
       {"tur", "turkish"},   {"yi", "yiddish"},     {"yid", "yiddish"}});
  std::string primary(language_tag.substr(0, language_tag.find_first_of("-_")));
  std::ranges::transform(primary, primary.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  const auto found = std::ranges::find(kStemmers, primary, &std::pair<std::string_view, std::string_view>::first);
  return std::string(found == kStemmers.end() ? kNoStemmer : found->second);
}

}  // namespace dais::text
