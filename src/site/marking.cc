// SPDX-License-Identifier: Apache-2.0
#include "site/marking.h"

#include <algorithm>
#include <array>
#include <utility>

namespace dais::site {
namespace {

constexpr std::string_view kOpen = "<mark>";
constexpr std::string_view kClose = "</mark>";

std::string unescaped(std::string_view html) {
  constexpr auto kEntities = std::to_array<std::pair<std::string_view, char>>({{"&amp;", '&'},
                                                                               {"&lt;", '<'},
                                                                               {"&gt;", '>'},
                                                                               {"&quot;", '"'},
                                                                               {"&#39;", '\''},
                                                                               {"&apos;", '\''},
                                                                               {"&#x27;", '\''}});
  std::string out;
  while (!html.empty()) {
    const auto found =
        std::ranges::find_if(kEntities, [&](const auto& entity) { return html.starts_with(entity.first); });
    if (found != kEntities.end()) {
      out += found->second;
      html.remove_prefix(found->first.size());
    } else {
      out += html.front();
      html.remove_prefix(1);
    }
  }
  return out;
}

void append(std::vector<Part>& parts, std::string text, Emphasis emphasis) {
  if (!text.empty()) parts.push_back({std::move(text), emphasis});
}

}  // namespace

std::vector<Part> parts_of_snippet(std::string_view snippet_html) {
  std::vector<Part> parts;
  while (!snippet_html.empty()) {
    const std::size_t open = snippet_html.find(kOpen);
    append(parts, unescaped(snippet_html.substr(0, open)), Emphasis::kNone);
    if (open == std::string_view::npos) break;
    snippet_html.remove_prefix(open + kOpen.size());
    const std::size_t close = snippet_html.find(kClose);
    append(parts, unescaped(snippet_html.substr(0, close)), Emphasis::kMarked);
    if (close == std::string_view::npos) break;
    snippet_html.remove_prefix(close + kClose.size());
  }
  return parts;
}

Marker::Marker(const std::vector<std::string>& terms) : marker_(terms) {}

std::vector<Part> Marker::split(std::string_view text) {
  std::vector<Part> parts;
  std::size_t done = 0;
  for (const search::MarkedRange& mark : marker_.find(text)) {
    append(parts, std::string(text.substr(done, mark.begin - done)), Emphasis::kNone);
    append(parts, std::string(text.substr(mark.begin, mark.end - mark.begin)), Emphasis::kMarked);
    done = mark.end;
  }
  append(parts, std::string(text.substr(done)), Emphasis::kNone);
  return parts;
}

void add_parts(Dict& into, const std::vector<Part>& parts) {
  for (const Part& part : parts) {
    Dict& section = add_section(into, "PART");
    set(add_section(section, part.emphasis == Emphasis::kMarked ? "MARKED" : "UNMARKED"), "TEXT", part.text);
  }
}

}  // namespace dais::site
