// SPDX-License-Identifier: Apache-2.0
// Where in the corpus a word or a phrase is said.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "search/corpus.h"
#include "search/query_parse.h"
#include "search/scope.h"

namespace dais::search {

struct Place {
  std::uint32_t session = 0;   ///< of Corpus::sessions
  std::uint32_t passage = 0;   ///< counted over the corpus
  std::uint32_t sentence = 0;  ///< of the session
  std::uint32_t word = 0;      ///< of the session
  std::uint32_t cell = 0;      ///< counted over the corpus
};

/// Rising by session and word; those out of scope are left out. What one began and another ended, nobody said.
/// kStorage names the segment that is damaged.
Result<std::vector<Place>> find_places(const Unit& unit, const Corpus& corpus, const Scope& scope);

}  // namespace dais::search
