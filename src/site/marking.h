// SPDX-License-Identifier: Apache-2.0
// Which pieces of a text are what was looked for. The pieces go through the template engine like any other text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "site/render.h"
#include "text/stem.h"

namespace dais::site {

enum class Emphasis { kNone, kMarked };

struct Part {
  std::string text;
  Emphasis emphasis = Emphasis::kNone;
};

/// A snippet of the index, which is escaped HTML with <mark>: its text, taken apart. Any other tag stays visible text.
std::vector<Part> parts_of_snippet(std::string_view snippet_html);

/// Finds the words and phrases of a search in sentences, by stem as the index does. Belongs to one thread.
class Marker {
 public:
  /// `terms`: folded words, or phrases with blanks between their words (SearchView::terms).
  explicit Marker(const std::vector<std::string>& terms);
  /// The text in pieces; one unmarked piece where nothing is found.
  std::vector<Part> split(std::string_view text);
  [[nodiscard]] bool looks_for_nothing() const { return phrases_.empty(); }

 private:
  using Phrase = std::vector<std::string>;
  std::size_t longest_match(const std::vector<std::string>& stems, std::size_t at) const;
  text::Stemmer stemmer_;
  std::vector<Phrase> phrases_;
};

/// Sections PART with MARKED or UNMARKED.
void add_parts(Dict& into, const std::vector<Part>& parts);

}  // namespace dais::site
