// SPDX-License-Identifier: Apache-2.0
// Pieces of a typed query without operators → the units looked for. An object belongs to one thread.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "search/query_parse.h"
#include "text/stem.h"
#include "text/words.h"

namespace dais::search {

/// A word as typed; its place counts from the beginning of the query.
struct TypedWord {
  text::FoldedWord word;
  bool is_prefix = false;  ///< "snow*"
};

class UnitMaker {
 public:
  /// As parse_query has them; none is English.
  explicit UnitMaker(const std::vector<std::string>& languages);

  /// The words of a piece that begins `offset` bytes into the query.
  static std::vector<TypedWord> words_of(std::string_view piece, std::size_t offset);

  /// Of words side by side: a unit each.
  std::vector<Unit> plain(const std::vector<TypedWord>& words);
  /// Of one piece that stands for one thing, as beside OR or after a minus: the words of "kosten/baten" in a row.
  /// Empty where there is no word in it.
  std::vector<Unit> piece(const std::vector<TypedWord>& words);
  /// Exactly these words in a row. Empty where there is none.
  static std::vector<Unit> quoted(const std::vector<TypedWord>& words);

 private:
  Unit word(const TypedWord& typed);

  std::vector<text::Stemmer> stemmers_;
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
