// SPDX-License-Identifier: Apache-2.0
// How FTS5 sees words: each of text::folded_words twice at one place, as said ("=housing") for phrases and as its stem
// ("hous") for words. A query string gives the first form only, so that MATCH means a phrase.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "search/sqlite.h"

namespace dais::search {

inline constexpr char kAsSaid = '=';

/// Makes known to this connection the tokenizer "dais" and the function dais_places(table): the places, as 32-bit
/// words in the machine's order, where the first phrase of a MATCH occurs in a row.
Status register_fts(Connection& connection);

}  // namespace dais::search
