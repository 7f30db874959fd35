// SPDX-License-Identifier: Apache-2.0
// Numbers as people say them → as they are written: "twenty one fifty nine" and "two thousand one hundred fifty nine"
// are 2159, "one point two million" is 1200000, "third" is 3rd. English in full (pairs, digit by digit, halves,
// ordinals); cardinal numbers of Spanish, French and German. Knows no context: "one" is 1 wherever it is said. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dais::text {

/// What a word can be in a number.
enum class NumberKind : std::uint8_t {
  kNone,
  kZero,
  kOh,  ///< a zero within a number, else an exclamation
  kDigit,  ///< 1 to 9
  kTeen,  ///< 10 to 19, or any other below 100 that nothing can follow
  kTens,  ///< 20, 30 … 90
  kHundreds,  ///< "doscientos": 200
  kHundred,  ///< multiplies what stands before it
  kScale,  ///< a thousand, a million …
  kWhole,  ///< a number in one word: "zweitausendelf"
  kWritten,  ///< digits; `value` holds them where they are whole, `fraction` what stands after a point
  kAnd,
  kPoint,
  kArticle,
  kHalf
};

struct NumberWord {
  NumberKind kind = NumberKind::kNone;
  bool is_ordinal = false;
  std::uint64_t value = 0;
  std::uint64_t fraction = 0;
  std::uint8_t fraction_digits = 0;
};

/// What stands between two words of a text.
enum class Gap : std::uint8_t { kNothing, kSpaces, kHyphen, kOther };
Gap gap_between(std::string_view text, std::size_t end, std::size_t begin);

struct SaidNumber {
  std::size_t first = 0;  ///< words
  std::size_t count = 0;
  std::string written;  ///< "2159", "1.2", "3rd"
};

class NumberReader {
 public:
  /// `language` is libstemmer's name; of one it knows nothing of, only digits are numbers.
  explicit NumberReader(std::string_view language);

  /// REQUIRES: `folded` is folded.
  [[nodiscard]] NumberWord look(std::string_view folded) const;

  /// The numbers of a row of words without a gap of kOther in it, rising by their first word, longer ones first. What
  /// is written in digits already is none of them. Those that are parts of a longer one ("twenty one" of 2159) are
  /// given as well.
  [[nodiscard]] std::vector<SaidNumber> read(const std::vector<NumberWord>& words) const;

 private:
  enum class Language : std::uint8_t { kOther, kEnglish, kSpanish, kFrench, kGerman };
  struct Element;
  [[nodiscard]] Element element(const std::vector<NumberWord>& words, std::size_t at) const;
  [[nodiscard]] bool joins(const std::vector<NumberWord>& words, std::size_t at, const Element& so_far) const;

  static void add_half(const std::vector<NumberWord>& words, Element& number);
  [[nodiscard]] bool is_one_number(const std::vector<Element>& row) const;
  void end_row(std::vector<Element>& row, std::vector<SaidNumber>& numbers) const;

  Language language_;
};

}  // namespace dais::text
