// SPDX-License-Identifier: Apache-2.0
#include "site/marking.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/words.h"

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

Marker::Marker(const std::vector<std::string>& terms) {
  for (const std::string& term : terms) {
    Phrase phrase;
    for (const text::FoldedWord& word : text::folded_words(term)) phrase.push_back(stemmer_.stem(word.folded));
    if (!phrase.empty()) phrases_.push_back(std::move(phrase));
  }
}

std::size_t Marker::longest_match(const std::vector<std::string>& stems, std::size_t at) const {
  std::size_t longest = 0;
  for (const Phrase& phrase : phrases_) {
    if (phrase.size() <= longest || phrase.size() > stems.size() - at) continue;
    if (std::equal(phrase.begin(), phrase.end(), stems.begin() + static_cast<std::ptrdiff_t>(at)))
      longest = phrase.size();
  }
  return longest;
}

std::vector<Part> Marker::split(std::string_view text) {
  std::vector<Part> parts;
  const std::vector<text::FoldedWord> words = text::folded_words(text);
  std::vector<std::string> stems;
  stems.reserve(words.size());
  for (const text::FoldedWord& word : words) stems.push_back(stemmer_.stem(word.folded));
  std::size_t done = 0;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t length = longest_match(stems, at);
    if (length == 0) {
      ++at;
      continue;
    }
    const std::size_t end = words[at + length - 1].end;
    append(parts, std::string(text.substr(done, words[at].begin - done)), Emphasis::kNone);
    append(parts, std::string(text.substr(words[at].begin, end - words[at].begin)), Emphasis::kMarked);
    done = end;
    at += length;
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
