// SPDX-License-Identifier: Apache-2.0
// Which sentence of a passage a hit lands at. Words put side by side are looked for where they are said: at the
// sentence, next to the best cell, that holds most of the query. The answer to a question takes longer: where the best
// cell begins.
#pragma once

#include <cstdint>
#include <vector>

#include "search/matches.h"
#include "search/said_at.h"

namespace dais::search {

class Landing {
 public:
  Landing(const Corpus& corpus, const Scope& scope, const Matches& matches, const ParsedQuery& query);

  /// Among those that may answer; the first of several. Of the session.
  [[nodiscard]] std::uint32_t sentence(std::uint32_t session, std::uint32_t passage, std::uint32_t best_cell);

 private:
  void weigh(const CorpusSession& session, std::uint32_t block, std::uint32_t begin, std::uint32_t end);

  const Corpus& corpus_;
  const Scope& scope_;
  const Matches& matches_;
  bool asked_;
  std::vector<float> weights_;  ///< by sentence of the passage
  std::vector<std::uint32_t> places_;
  std::vector<std::uint32_t> sentences_;
};

}  // namespace dais::search
