// SPDX-License-Identifier: Apache-2.0
// Original text with what was looked for marked: HTML-escaped, <mark> around words (by stem) and phrases (as said).
// Pure but for the stemmer it owns.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "text/stem.h"

namespace dais::search {

struct MarkedRange {
  std::size_t begin = 0;  ///< bytes
  std::size_t end = 0;
};

class Marker {
 public:
  /// `terms` as in Answer::terms: a term of one word is found by its stem, one of several words as said.
  explicit Marker(const std::vector<std::string>& terms);

  /// Rising, not overlapping.
  std::vector<MarkedRange> find(std::string_view text);

  /// All of `text`.
  std::string mark(std::string_view text);

  /// At most about `longest` bytes around where most is marked, cut at words, with "…" where something is left out.
  std::string snippet(std::string_view text, std::size_t longest = 260);

 private:
  std::vector<std::string> stems_;
  std::vector<std::vector<std::string>> phrases_;
  text::Stemmer stemmer_;
};

}  // namespace dais::search
