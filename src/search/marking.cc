// SPDX-License-Identifier: Apache-2.0
#include "search/marking.h"

#include <algorithm>

#include <unicode/utf8.h>

#include "search/indexed_words.h"
#include "search/query_units.h"
#include "text/escape.h"
#include "text/words.h"

namespace dais::search {
namespace {

std::string to_html(std::string_view text, std::size_t begin, std::size_t end, const std::vector<MarkedRange>& marks) {
  std::string html;
  for (const MarkedRange& mark : marks) {
    if (mark.begin < begin || mark.end > end) {
      continue;
    }
    text::append_escaped(html, text.substr(begin, mark.begin - begin), text::Quotes::kEscaped);
    html += "<mark>";
    text::append_escaped(html, text.substr(mark.begin, mark.end - mark.begin), text::Quotes::kEscaped);
    html += "</mark>";
    begin = mark.end;
  }
  text::append_escaped(html, text.substr(begin, end - begin), text::Quotes::kEscaped);
  return html;
}

/// The words of [first, last) fit into `longest` bytes and cover the most marks; the middle one where several do.
std::pair<std::size_t, std::size_t> densest(const std::vector<text::IndexWord>& words,
                                            const std::vector<MarkedRange>& marks, std::size_t longest) {
  const auto marked_within = [&](std::size_t begin, std::size_t end) {
    return std::ranges::count_if(marks, [&](const MarkedRange& m) { return m.begin >= begin && m.end <= end; });
  };
  std::pair<std::size_t, std::size_t> best{0, 0};
  std::ptrdiff_t most = -1;
  std::size_t last = 0;
  for (std::size_t first = 0; first < words.size(); ++first) {
    while (last < words.size() && words[last].end - words[first].begin <= longest) {
      ++last;
    }
    const std::size_t end = std::max(last, first + 1);
    const auto here = marked_within(words[first].begin, words[end - 1].end);
    if (here > most) {
      most = here;
      best = {first, end};
    }
    if (last == words.size()) {
      break;
    }
  }
  return best;
}

bool touches(const MarkedRange& a, const MarkedRange& b) { return a.begin < b.end && b.begin < a.end; }

}  // namespace

Marker::Marker(const std::vector<std::string>& terms, const std::vector<std::string>& languages)
    : analysis_(analysis_of(languages.empty() ? "english" : languages.front())) {
  for (const std::string& term : terms) {
    UnitMaker maker(languages, term);
    const std::vector<TypedWord> words = maker.words_of(term);
    if (words.size() > 1) {
      phrases_.push_back(UnitMaker::quoted(words).front().words);
    } else if (words.size() == 1) {
      const Unit unit = maker.plain(words).front().unit;
      if (unit.kind == UnitKind::kPrefix) prefixes_.push_back(unit.words.front());
      stems_.insert(unit.stems.begin(), unit.stems.end());
    }
  }
}

void Marker::add_phrases(std::vector<MarkedRange>& marks) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    for (const auto& phrase : phrases_) {
      const bool here =
          i + phrase.size() <= words_.size() &&
          std::equal(phrase.begin(), phrase.end(), words_.begin() + static_cast<std::ptrdiff_t>(i),
                     [](const std::string& said, const text::IndexWord& word) { return said == word.folded; });
      if (here) marks.push_back({words_[i].begin, words_[i + phrase.size() - 1].end});
    }
  }
}

std::vector<MarkedRange> Marker::find(std::string_view text) {
  std::vector<MarkedRange> marks;
  words_.clear();
  for (const text::IndexWord& word : analysis_.of(text)) {
    const bool is_added = word.folded.front() == text::kAddedForm;
    const bool begins = !is_added && std::ranges::any_of(prefixes_, [&](const std::string& prefix) {
      return word.folded.starts_with(prefix);
    });
    if (begins || stems_.contains(word.stem)) marks.push_back({word.begin, word.end});
    if (!is_added) words_.push_back(word);
  }
  add_phrases(marks);
  std::ranges::sort(marks, {}, &MarkedRange::begin);
  std::vector<MarkedRange> joined;
  for (const MarkedRange& mark : marks) {
    if (!joined.empty() && touches(joined.back(), mark)) {
      joined.back().end = std::max(joined.back().end, mark.end);
    } else {
      joined.push_back(mark);
    }
  }
  return joined;
}

std::string Marker::mark(std::string_view text) { return to_html(text, 0, text.size(), find(text)); }

std::string Marker::snippet(std::string_view text, std::size_t longest) {
  const std::vector<MarkedRange> marks = find(text);
  if (text.size() <= longest) {
    return to_html(text, 0, text.size(), marks);
  }
  if (words_.empty()) {
    auto cut = static_cast<int32_t>(longest);
    U8_SET_CP_START(reinterpret_cast<const uint8_t*>(text.data()), 0, cut);
    return to_html(text, 0, static_cast<std::size_t>(cut), {}) + "…";
  }
  const auto [first, last] = densest(words_, marks, longest);
  const std::size_t begin = first == 0 ? 0 : words_[first].begin;
  const std::size_t end = last == words_.size() ? text.size() : words_[last - 1].end;
  return (first == 0 ? "" : "… ") + to_html(text, begin, end, marks) + (last == words_.size() ? "" : " …");
}

}  // namespace dais::search
