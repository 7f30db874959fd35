// SPDX-License-Identifier: Apache-2.0
// Which passages answer a query, before any ranking: the part that must be right rather than clever.
//   A passage is out when it holds an excluded word or phrase, or lacks every alternative of a required group (a
//   phrase, what OR joins). Else plain words decide: any of them will do, said there or in the name of who speaks
//   there; of two or three plain words that are no question, all are asked for where kEnoughWithAll passages have them
//   all. A query of filters and exclusions only is answered by every passage that passes.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.h"
#include "search/places.h"

namespace dais::search {

inline constexpr std::size_t kEnoughWithAll = 10;
inline constexpr std::size_t kMostWordsForAll = 3;

/// What was found of one unit of the query.
struct UnitPlaces {
  const Unit* unit = nullptr;
  bool required = false;
  std::size_t group = 0;
  std::vector<Place> said;
  std::vector<Place> named;  ///< a place a sentence, where the speaker's name has the word
  bool is_of_name = false;   ///< one of the words of a whole name in the query; `named` then holds its bearers alone
};

struct Matches {
  std::vector<UnitPlaces> units;        ///< in the order of the query
  std::vector<std::uint32_t> passages;  ///< counted over the corpus, rising
  std::vector<std::uint64_t> units_in;  ///< parallel to `passages`: bit i: units[i] is there
  bool all_words = false;               ///< all plain words were asked for
};

Result<Matches> find_matches(const Corpus& corpus, const Scope& scope, const ParsedQuery& query);

}  // namespace dais::search
