// SPDX-License-Identifier: Apache-2.0
// How meetings are led, as words: what a chair says when an item begins or ends, how numbers and streets are said. One
// table a language; a language without one is aligned by the titles' own words alone. General meeting language only:
// no name, no place. All words folded (text/fold.h).
#pragma once

#include <span>
#include <string_view>

namespace dais::alignment {

struct Spelling {
  std::string_view said;
  std::string_view canonical;
};

struct Phrases {
  std::string_view stemmer;                      ///< libstemmer's name of the language
  std::span<const std::string_view> openings;    ///< an item begins: "next item", "moving on to"
  std::span<const std::string_view> closings;    ///< an item ends: "all in favor", "the motion carries"
  std::span<const std::string_view> thanks;      ///< courtesies between items: "thank you for being here"
  std::span<const std::string_view> item_words;  ///< come before an item's number: "item", "items"
  std::span<const std::string_view> number_words;  ///< may stand between: "number", "no"
  std::span<const std::string_view> joiners;       ///< between numbers: "and", "through"
  std::span<const Spelling> units;                 ///< "seven" → "7", "seventh" → "7th"
  std::span<const Spelling> tens;                  ///< "twenty" → "20": joined with a unit that follows
  std::span<const Spelling> spellings;             ///< one way to write what is written in several: "avenue" → "ave"
};

/// The table of a BCP 47 language; an empty or unknown primary tag gives English or a table without words.
const Phrases& phrases_of(std::string_view language);

}  // namespace dais::alignment
