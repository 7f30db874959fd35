// SPDX-License-Identifier: Apache-2.0
// Which pieces of a text are what was looked for. The pieces go through the template engine like any other text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "search/marking.h"
#include "site/render.h"

namespace dais::site {

enum class Emphasis { kNone, kMarked };

struct Part {
  std::string text;
  Emphasis emphasis = Emphasis::kNone;
};

/// A snippet of the index, which is escaped HTML with <mark>: its text, taken apart. Any other tag stays visible text.
std::vector<Part> parts_of_snippet(std::string_view snippet_html);

/// Finds what was looked for in sentences, as the index does. Belongs to one thread.
class Marker {
 public:
  /// `terms`: as SearchView::terms has them.
  explicit Marker(const std::vector<std::string>& terms);
  /// The text in pieces; one unmarked piece where nothing is found.
  std::vector<Part> split(std::string_view text);
  [[nodiscard]] bool looks_for_nothing() const { return marker_.looks_for_nothing(); }

 private:
  search::Marker marker_;
};

/// Sections PART with MARKED or UNMARKED.
void add_parts(Dict& into, const std::vector<Part>& parts);

}  // namespace dais::site
