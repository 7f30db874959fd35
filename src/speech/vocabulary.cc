// SPDX-License-Identifier: Apache-2.0
#include "speech/vocabulary.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <unordered_set>

namespace dais::speech {
namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> words;
  for (std::size_t at = text.find_first_not_of(" \t\r\n"); at != std::string::npos;) {
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(" \t\r\n", end);
  }
  return words;
}

bool starts_with_capital(const std::string& word) {
  const auto first = static_cast<unsigned char>(word.empty() ? '\0' : word.front());
  return std::isupper(first) != 0 || first >= 0x80;
}

/// Names and rare words of a title, in their order: words with a capital that no list of ordinary words has, and what
/// stands with a capital beside such a one ("Nicollet Avenue").
std::vector<std::string> names_in(const std::string& title, const Lexicon& lexicon) {
  std::vector<std::string> names;
  std::vector<std::string> run;
  bool rare = false;
  const auto finish = [&] {
    std::string name;
    for (const std::string& word : run) name += (name.empty() ? "" : " ") + word;
    if (rare && run.size() <= 4) names.push_back(std::move(name));
    run.clear();
    rare = false;
  };
  for (const std::string& token : words_of(title)) {
    const CoreWord core = core_of(token);
    const std::string word = token.substr(core.begin, core.end - core.begin);
    if (core.folded.size() < 2 || !starts_with_capital(word)) {
      finish();
      continue;
    }
    run.push_back(word);
    rare = rare || (!lexicon.is_ordinary(core.folded) && core.folded.find_first_of("0123456789") == std::string::npos);
    if (core.end < token.size()) finish();
  }
  finish();
  return names;
}

/// Collects entries until their words are used up, each once.
class Prompt {
 public:
  explicit Prompt(int most_words) : left_(most_words) {}

  void add(const std::vector<std::string>& entries, int share) {
    int room = std::min(share, left_);
    for (const std::string& entry : entries) {
      const auto words = static_cast<int>(words_of(entry).size());
      if (words == 0 || words > room || !known_.insert(small_letters(entry)).second) continue;
      room -= words;
      left_ -= words;
      text_ += (text_.empty() ? "" : ", ") + entry;
    }
  }
  [[nodiscard]] int left() const { return left_; }
  [[nodiscard]] std::string text() const { return text_.empty() ? "" : text_ + "."; }

 private:
  int left_;
  std::string text_;
  std::unordered_set<std::string> known_;
};

}  // namespace

std::string prompt_of(const KnownNames& names, const Lexicon& lexicon, int most_words) {
  std::vector<std::string> rare;
  for (const std::string& title : names.titles) {
    for (std::string& name : names_in(title, lexicon)) rare.push_back(std::move(name));
  }
  Prompt prompt(most_words);
  prompt.add(names.bodies, most_words / 5);
  prompt.add(names.persons, most_words * 2 / 5);
  prompt.add(names.numbers, most_words / 5);
  prompt.add(rare, prompt.left());
  // What one list leaves, the others may have.
  prompt.add(names.persons, prompt.left());
  prompt.add(names.numbers, prompt.left());
  return prompt.text();
}

}  // namespace dais::speech
