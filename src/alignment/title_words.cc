// SPDX-License-Identifier: Apache-2.0
#include "alignment/title_words.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <unordered_map>

#include "text/query_words.h"
#include "text/words.h"

namespace dais::alignment {
namespace {

constexpr std::size_t kMostTitleWords = 40;
constexpr double kMisheard = 0.7;  // what a word counts that is said with one other letter

struct Read {
  std::vector<std::string> canonical;
  std::vector<std::string> written;  // parallel
};

Read read_words(std::string_view text, const Phrases& phrases) {
  std::vector<std::string> folded;
  std::vector<std::string_view> raw;
  for (text::FoldedWord& word : text::folded_words(text)) {
    if (text::is_stop_word(word.folded)) continue;
    raw.push_back(text.substr(word.begin, word.end - word.begin));
    folded.push_back(std::move(word.folded));
  }
  CanonicalWords words = canonical_words(folded, std::vector<double>(folded.size()), phrases);
  Read read{std::move(words.words), {}};
  for (const std::size_t at : words.written) read.written.emplace_back(raw[at]);
  return read;
}

/// The same word in many titles of one agenda ("license", "committee") tells the items apart less.
std::unordered_map<std::string, double> titles_with_each_word(const std::vector<Read>& titles) {
  std::unordered_map<std::string, double> in_titles;
  for (const Read& title : titles) {
    std::vector<std::string> words = title.canonical;
    std::ranges::sort(words);
    words.erase(std::unique(words.begin(), words.end()), words.end());
    for (const std::string& word : words) in_titles[word] += 1;
  }
  return in_titles;
}

constexpr std::uint32_t kNeighbours = 3;

void mark_pairs(std::vector<Mention>& mentions) {
  for (std::size_t second = 0; second < mentions.size(); ++second) {
    for (std::size_t first = second; first-- > 0;) {
      if (mentions[second].place - mentions[first].place > kNeighbours) break;
      mentions[second].follows |= mentions[first].word + 1 == mentions[second].word;
    }
  }
}

void add_mentions(TitleWords& title, std::uint32_t word, Term term, const Spoken& spoken) {
  for (const std::uint32_t place : spoken.places_of(term)) {
    title.mentions.push_back({spoken.seconds_of(place), place, word});
  }
}

void add_word(TitleWords& title, const std::string& canonical, const std::string& written, double titles_with_it,
              const Spoken& spoken) {
  const auto index = static_cast<std::uint32_t>(title.words.size());
  const auto term = spoken.find_term(canonical);
  double rarity = term ? spoken.rarity(*term) : spoken.rarity_of_unsaid();
  if (term) add_mentions(title, index, *term, spoken);
  const std::vector<Term> near = spoken.find_near_terms(canonical);
  for (const Term other : near) add_mentions(title, index, other, spoken);
  if (!term && !near.empty()) {
    rarity = kMisheard * spoken.rarity(*std::ranges::min_element(near, {}, [&](Term t) { return spoken.rarity(t); }));
  }
  const double weight = std::max(0.0, rarity) / std::sqrt(titles_with_it);
  title.words.push_back({canonical, written, weight});
  title.weight += weight;
}

/// "3.A" → "3a", "07" → "7"; empty where it has no digit: "IV" is said in too many ways.
std::string said_number(std::string_view number) {
  std::string said;
  for (const char c : number) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_letter = std::isalpha(static_cast<unsigned char>(c)) != 0;
    if (is_digit && !(said.empty() && c == '0')) said += c;
    if (is_letter && !said.empty()) said += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return said;
}

bool is_digits(std::string_view word) {
  return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// "Int 0001-2022" is said as "Int 1", "introduction number one": the longest of its numbers near its kind's word.
std::vector<double> said_file_number(const Item& item, const Spoken& spoken) {
  std::vector<double> said;
  std::string digits;
  std::vector<std::string> kinds = read_words(item.matter_type, spoken.phrases()).canonical;
  for (const text::FoldedWord& word : text::folded_words(item.matter_name)) {
    if (!digits.empty()) break;
    if (is_digits(word.folded)) {
      const auto first = word.folded.find_first_not_of('0');
      digits = first == std::string::npos ? word.folded : word.folded.substr(first);
    } else {
      kinds.push_back(canonical_words({word.folded}, {0}, spoken.phrases()).words.front());
    }
  }
  if (digits.empty()) return said;
  constexpr std::uint32_t kApart = 3;  // "resolution number 387", "resolution file 387"
  const auto number = spoken.find_term(digits);
  if (!number) return said;
  for (const std::uint32_t place : spoken.places_of(*number)) {
    const bool named = digits.size() > 3 || std::ranges::any_of(kinds, [&](const std::string& kind) {
                         const auto term = spoken.find_term(kind);
                         if (!term) return false;
                         const std::vector<std::uint32_t>& places = spoken.places_of(*term);
                         const auto after = std::ranges::lower_bound(places, place);
                         return after != places.begin() && place - *std::prev(after) <= kApart;
                       });
    if (named) said.push_back(spoken.seconds_of(place));
  }
  return said;
}

}  // namespace

std::vector<TitleWords> read_titles(std::span<const Item> items, const Spoken& spoken) {
  std::vector<Read> read;
  for (const Item& item : items) read.push_back(read_words(item.title, spoken.phrases()));
  const auto in_titles = titles_with_each_word(read);
  std::vector<TitleWords> titles(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    TitleWords& title = titles[i];
    for (std::size_t w = 0; w < read[i].canonical.size(); ++w) {
      const std::string& word = read[i].canonical[w];
      if (title.words.size() == kMostTitleWords) break;
      const bool known = std::ranges::any_of(title.words, [&](const TitleWord& had) { return had.canonical == word; });
      if (!known) add_word(title, word, read[i].written[w], in_titles.at(word), spoken);
    }
    std::ranges::stable_sort(title.mentions, {}, &Mention::place);
    mark_pairs(title.mentions);
    title.number = said_number(items[i].number);
    title.file_number_said = said_file_number(items[i], spoken);
  }
  return titles;
}

}  // namespace dais::alignment
