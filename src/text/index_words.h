// SPDX-License-Identifier: Apache-2.0
// What of a text is put into the index: its words as folded_words has them, a position each, with their stems; and
// beside them, at the position where they begin, further terms that the same words can be asked for by ("added"):
//   numbers as written where they are said: 2159 of "twenty one fifty nine", 1200000 of "$1.2 million", 3rd of "third"
//   the joined form where a hyphen stands: parttime of "part-time"
//   int of "intro 2159", ord of "ordinance number 5", and their like, right before a number
//   pairs of neighbouring characters in scripts written without spaces
// Whoever asks makes the same of the query (search/query_units.h). A line feed ends what belongs together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/numbers.h"
#include "text/stem.h"
#include "text/words.h"

namespace dais::text {

/// The first byte of the form of what is added: no word begins so, and so an exact form or a beginning that is asked
/// for never meets one.
inline constexpr char kAddedForm = '\x01';

inline constexpr std::uint32_t kNotKept = UINT32_MAX;

struct IndexWord {
  std::size_t begin = 0;  ///< bytes of the text; of what is added: of all the words it stands for
  std::size_t end = 0;
  std::uint32_t position =
      0;  ///< the number of the word in the text; several may share it, the word itself comes first
  std::string_view folded;     ///< the exact form; kAddedForm and the stem where it is added
  std::string_view stem;       ///< what it is found by
  std::uint32_t known = kNotKept;  ///< its number among the words that the analysis keeps; kNotKept where it is added
};

/// For one language. An object belongs to one thread; make it once, it remembers stems.
///   IndexWords analysis(text::stemmer_of(session_language));   // BCP 47; "" is English
///   for (const IndexWord& word : analysis.of(passage)) …
class IndexWords {
 public:
  /// `stemmer`: a name of libstemmer's, see stemmer_of().
  explicit IndexWords(const std::string& stemmer);

  /// Rising by position; valid until the next call. The words that are not added are exactly folded_words(text).
  const std::vector<IndexWord>& of(std::string_view text);
  std::string stem(const std::string& folded);
  /// IndexWord::known stays a word's number from call to call, until this changes.
  [[nodiscard]] std::uint64_t generation() const { return generation_; }

 private:
  struct Known {
    std::uint32_t place = 0;
    std::string stem;
    NumberWord number;
    std::string_view short_form;  ///< "int" of "introduction"
  };
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  struct Added {
    std::size_t first = 0;
    std::size_t last = 0;
    const std::string* form = nullptr;
  };

  const Known& look(const std::string& word);
  void find_numbers(std::string_view text);
  void find_hyphens(std::string_view text);
  void find_short_forms();
  void find_pairs();
  void add(std::size_t first, std::size_t last, std::string_view term);

  Stemmer stemmer_;
  NumberReader numbers_;
  std::unordered_map<std::string, Known, Hash, std::equal_to<>> known_;
  std::uint64_t generation_ = 0;
  std::vector<FoldedWord> folded_;
  std::vector<const Known*> entries_;  ///< parallel to folded_
  bool has_number_ = false;
  bool has_short_form_ = false;
  bool has_alone_ = false;
  std::vector<NumberWord> row_;
  std::vector<Added> added_;
  std::deque<std::string> forms_;
  std::size_t forms_used_ = 0;
  std::vector<IndexWord> words_;
};

/// "int" of "intro" and "introduction", "ord" of "ordinance": how a number is cited. Empty where there is none.
std::string_view short_form_of(std::string_view folded);

/// Words [first, end) of a text that hyphens join: "part-time". At least two, at most kMostJoined; none where they are
/// all digits, or too long for a word.
inline constexpr std::size_t kMostJoined = 4;
std::size_t end_of_joined(std::string_view text, const std::vector<FoldedWord>& words, std::size_t first);

}  // namespace dais::text
