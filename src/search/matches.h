// SPDX-License-Identifier: Apache-2.0
// Which passages answer a query, before any ranking: the part that must be right rather than clever.
//   A passage is out when it holds an excluded word or phrase, or lacks every alternative of a required group (a
//   phrase, what OR joins). Else plain words decide: any of them will do, said there or in the name of who speaks
//   there; of two or three plain words that are no question, all are asked for where kEnoughWithAll passages have them
//   all. A query of filters and exclusions only is answered by every passage that passes.
// Passages are bits of their block, so that a word of the corpus is looked at once for a block, not for a passage.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "search/hits_by_block.h"
#include "search/scope.h"
#include "search/unit_hits.h"

namespace dais::search {

inline constexpr std::size_t kEnoughWithAll = 10;
inline constexpr std::size_t kMostWordsForAll = 3;

/// What was found of one unit of the query.
struct UnitMatch {
  const Unit* unit = nullptr;
  bool required = false;
  std::size_t group = 0;
  HitsByBlock said;
  HitsByBlock named;        ///< sentences, where the speaker's name has the word
  bool is_of_name = false;  ///< one of the words of a whole name in the query; `named` then holds its bearers alone
};

struct Matches {
  std::vector<UnitMatch> units;         ///< in the order of the query
  std::vector<std::uint16_t> passages;  ///< by block: those that answer
  std::vector<std::uint32_t> in_session;  ///< how many of them
  std::vector<std::uint16_t> has_all;   ///< of these, those with every plain word of a short query
  bool all_words = false;               ///< all plain words were asked for
  std::uint64_t total = 0;              ///< passages that answer

  [[nodiscard]] std::uint16_t in(std::uint32_t block) const {
    return passages.empty() ? std::uint16_t{0} : passages[block];
  }
};

Result<Matches> find_matches(const Corpus& corpus, const Scope& scope, const ParsedQuery& query);

}  // namespace dais::search
