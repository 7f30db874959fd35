// SPDX-License-Identifier: Apache-2.0
// Pieces of a typed query without operators → the units looked for. An object belongs to one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "search/query_parse.h"
#include "text/index_words.h"
#include "text/words.h"

namespace dais::search {

/// A word as typed; its place counts from the beginning of the query.
struct TypedWord {
  text::FoldedWord word;
  bool is_prefix = false;  ///< "snow*"
};

/// A unit and the words, of those given, that it was made of.
struct UnitOfWords {
  Unit unit;
  std::size_t first = 0;
  std::size_t count = 1;
};

/// Makes of words what text::IndexWords makes of them, so that they meet: "seven" is also looked for as 7, "twenty one
/// fifty nine" as these words or as 2159, "part-time" as these two or as "parttime", a run of characters without spaces
/// as they stand, or by pairs where it is long.
class UnitMaker {
 public:
  /// `languages` as parse_query has them; none is English. `text`: all that was typed; it must outlive this.
  UnitMaker(const std::vector<std::string>& languages, std::string_view text);

  /// The words of a piece of the text.
  [[nodiscard]] std::vector<TypedWord> words_of(std::string_view piece) const;

  /// Of words side by side, each in one unit or (pairs of characters) more.
  std::vector<UnitOfWords> plain(const std::vector<TypedWord>& words);
  /// Of one piece that stands for one thing, as beside OR or after a minus: the words of "kosten/baten" in a row.
  /// Empty where there is no word in it.
  std::vector<Unit> piece(const std::vector<TypedWord>& words);
  /// Exactly these words in a row. Empty where there is none.
  static std::vector<Unit> quoted(const std::vector<TypedWord>& words);

 private:
  struct Term {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string stem;
    bool is_added = false;
  };
  void add_terms(text::IndexWords& analysis);
  Unit word(const TypedWord& typed);
  void add_joined(const std::vector<TypedWord>& words, std::vector<UnitOfWords>& units);
  std::size_t take_characters(const std::vector<TypedWord>& words, std::size_t at, std::vector<UnitOfWords>& units);
  std::size_t take_added(const std::vector<TypedWord>& words, std::size_t at, std::vector<UnitOfWords>& units);

  std::string_view text_;
  std::vector<std::unique_ptr<text::IndexWords>> analyses_;
  std::vector<Term>
      terms_;  ///< of all languages, by where they begin, what is said before what is added, the longest first
};

/// Of the same kind with the same words, stems and parts, wherever they were typed.
bool same_unit(const Unit& a, const Unit& b);
/// How many words, phrases and prefixes it is made of.
std::size_t leaves_of(const Unit& unit);
/// The whole of several: the one itself, or one of kind kAny or kAll, whose own parts of that kind are taken in.
/// REQUIRES: units is not empty.
Unit joined_units(UnitKind kind, std::vector<Unit> units);
/// Each of `left` near each of `right`; where one side is empty, the other. At most kMostUnits words in all.
std::vector<Unit> near_units(const std::vector<Unit>& left, const std::vector<Unit>& right, std::uint32_t within);

}  // namespace dais::search
