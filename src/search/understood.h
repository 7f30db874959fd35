// SPDX-License-Identifier: Apache-2.0
// What was searched, as a sentence for the page: "passages where anyone said “bike” and “lanes”, in Council".
#pragma once

#include <string>

#include "search/corpus.h"
#include "search/matches.h"
#include "search/query_parse.h"

namespace dais::search {

std::string understood(const Corpus& corpus, const Query& query, const ParsedQuery& parsed, const Matches& matches);

}  // namespace dais::search
