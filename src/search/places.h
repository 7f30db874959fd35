// SPDX-License-Identifier: Apache-2.0
// Where in the corpus a word or a phrase is said: what the second stage of ranking gets from FTS5.
#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "search/corpus.h"
#include "search/query_parse.h"
#include "search/scope.h"
#include "search/sqlite.h"

namespace dais::search {

struct Place {
  std::uint32_t session = 0;   ///< of Corpus::sessions
  std::uint32_t passage = 0;   ///< counted over the corpus
  std::uint32_t sentence = 0;  ///< of the session
  std::uint32_t word = 0;      ///< of the session
  std::uint32_t cell = 0;      ///< counted over the corpus
};

class PlaceFinder {
 public:
  static Result<PlaceFinder> make(Connection& connection);

  /// Rising by session and word; those out of scope are left out.
  Result<std::vector<Place>> find(const Unit& unit, const Corpus& corpus, const Scope& scope);

 private:
  Result<std::vector<Place>> find_word(const Unit& unit, const Corpus& corpus, const Scope& scope);
  Result<std::vector<Place>> find_phrase(const Unit& unit, const Corpus& corpus, const Scope& scope);

  Statement word_;
  Statement phrase_;
};

}  // namespace dais::search
