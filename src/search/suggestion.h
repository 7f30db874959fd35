// SPDX-License-Identifier: Apache-2.0
// Queries that may find more than one that found little: a word as the index spells it, or less asked for. The caller
// tries them in order and offers the first that keeps its promise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/matches.h"
#include "search/query_parse.h"

namespace dais::search {

/// Insertions, deletions, substitutions and swaps of neighbours between two words of Unicode characters; `most` + 1
/// where it is more than `most`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t most);

Result<std::vector<std::string>> suggestions(const Corpus& corpus, const ParsedQuery& parsed, const Matches& matches);

}  // namespace dais::search
