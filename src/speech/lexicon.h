// SPDX-License-Identifier: Apache-2.0
// How words are written: what a list of words, the names of an archive and ordinary text of it say about capitals.
// Knows one language; capitals of English ("I", "Mr.", "Council Member Lee") where that is the language.
// After it is filled it may be used from several threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace dais::speech {

class Lexicon {
 public:
  /// `language`: BCP 47. Knows the days and months of it at once.
  explicit Lexicon(std::string_view language = "en");

  /// One word a line; a word that stands there with a capital only is a name. What has "'s" at its end is passed over.
  void add_word_list(std::string_view lines);
  /// A name as it is written: of a person, a body, a street. All its words, in their order, keep their letters.
  void add_name(std::string_view name);
  /// Of a person: the words of the name stand for it alone too, where they mean nothing else.
  void add_person(std::string_view name);
  /// Text with ordinary capitals: a title of a matter, an agenda item. Headings in Title Case or all in capitals tell
  /// less, and are found out.
  void add_text(std::string_view text);

  /// A word's letters as they should be, or "" where nothing is known. `word`: folded, without punctuation.
  [[nodiscard]] std::string_view form_of(const std::string& word) const;
  /// That it is written small and known so.
  [[nodiscard]] bool is_ordinary(const std::string& word) const;
  /// A word of a person's name, ordinary or not: "young" in "Council Member Young".
  [[nodiscard]] std::string_view person_form_of(const std::string& word) const;
  [[nodiscard]] bool is_title(const std::string& word) const;  ///< "mayor", "mr"
  [[nodiscard]] bool is_honorific(const std::string& word) const;  ///< "mr", "madam": a name or a title follows
  [[nodiscard]] bool is_part_of_places(const std::string& word) const;  ///< "avenue", "county"
  [[nodiscard]] bool is_months_name(const std::string& word) const;
  [[nodiscard]] bool is_english() const { return english_; }
  [[nodiscard]] bool has_word_list() const { return !small_.empty(); }

  /// The longest name of two words and more that begins at `words[at]`: its forms; empty where there is none.
  [[nodiscard]] const std::vector<std::string>& name_at(const std::vector<std::string>& words, std::size_t at) const;

 private:
  struct Seen {
    std::uint32_t small = 0;
    std::unordered_map<std::string, std::uint32_t> forms;  ///< with capitals
  };
  [[nodiscard]] std::string_view learned_form(const std::string& word) const;

  bool english_;
  std::unordered_set<std::string> small_;  ///< of the word list
  std::unordered_map<std::string, std::string> listed_;  ///< of the word list, with a capital only
  std::unordered_map<std::string, Seen> seen_;  ///< of ordinary text
  std::unordered_map<std::string, std::string> person_words_;
  std::unordered_map<std::string, std::vector<std::vector<std::string>>> names_;  ///< by the folded first word
  std::unordered_set<std::string> months_;
};

/// The word without what stands around it and, in English, without "'s" and the like, folded to small letters.
struct CoreWord {
  std::size_t begin = 0;  ///< bytes of the token
  std::size_t end = 0;
  std::string folded;
};
CoreWord core_of(std::string_view token);
/// Only the case is folded: "É" → "é".
std::string small_letters(std::string_view text);

}  // namespace dais::speech
