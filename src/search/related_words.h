// SPDX-License-Identifier: Apache-2.0
// What goes with what, learned from the archive itself when it is asked: words that are said in the passages of a query
// far oftener than elsewhere (Dunning's log-likelihood ratio, Computational Linguistics 19:1, 1993), and the words of a
// passage that tell it from others, as a query for more like it. Bounded: a few hundred passages are read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "search/index_view.h"

namespace dais::search {

struct RelatedWord {
  std::string word;  ///< folded, in its likeliest form
  std::uint32_t passages = 0;  ///< of those read, that have it
  double strength = 0;  ///< the log-likelihood ratio
};

/// Passages of a query that are read: those with most of its words, spread evenly.
inline constexpr std::size_t kMostPassagesRead = 300;
/// Words of fewer passages, or of less strength (chance does as much in one of a thousand), are not told.
inline constexpr std::uint32_t kLeastPassages = 3;
inline constexpr double kLeastStrength = 10.83;

/// Strongest first; neither words of the query nor those that every passage has. Empty for a query without words.
Result<std::vector<RelatedWord>> related_words(const IndexView& index, std::string_view query, std::size_t most = 8);

/// The passage that has the second of the session, and its words by how much they tell: often here, seldom elsewhere,
/// but somewhere. At most `most`, folded. `range` has no sentence where nothing is said.
struct TellingWords {
  SentenceRange range;
  std::vector<std::string> words;
};
Result<TellingWords> telling_words(const IndexView& index, std::uint32_t session, double seconds,
                                   std::size_t most = 12);

/// 2 Σ observed × ln(observed / expected) of the table (here, elsewhere) × (this word, others); 0 where it is said no
/// oftener here.
double log_likelihood_ratio(double times_here, double words_here, double times_elsewhere, double words_elsewhere);

}  // namespace dais::search
