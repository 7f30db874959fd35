// SPDX-License-Identifier: Apache-2.0
// Original text with what was looked for marked: HTML-escaped, <mark> around words (by stem, and as the index adds
// them: 2159 marks "twenty one fifty nine"), beginnings and phrases (as said). Pure but for the stemmer it owns; an
// object belongs to one thread.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "text/index_words.h"

namespace dais::search {

struct MarkedRange {
  std::size_t begin = 0;  ///< bytes
  std::size_t end = 0;
};

class Marker {
 public:
  /// `terms` as in Answer::terms: a term of one word is found by its stem, one that ends with a star by how words
  /// begin, one of several words as said. `languages` as parse_query has them; the first is the text's.
  explicit Marker(const std::vector<std::string>& terms, const std::vector<std::string>& languages = {"english"});

  [[nodiscard]] bool looks_for_nothing() const { return stems_.empty() && prefixes_.empty() && phrases_.empty(); }

  /// Rising, not overlapping.
  std::vector<MarkedRange> find(std::string_view text);

  /// All of `text`.
  std::string mark(std::string_view text);

  /// At most about `longest` bytes around where most is marked, cut at words, with "…" where something is left out.
  std::string snippet(std::string_view text, std::size_t longest = 260);

 private:
  void add_phrases(std::vector<MarkedRange>& marks) const;

  std::set<std::string, std::less<>> stems_;
  std::vector<std::string> prefixes_;
  std::vector<std::vector<std::string>> phrases_;
  text::IndexWords& analysis_;  ///< of this thread
  std::vector<text::IndexWord> words_;  ///< of the text, without what is added
};

}  // namespace dais::search
