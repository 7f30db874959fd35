// SPDX-License-Identifier: Apache-2.0
#include "text/numbers.h"

#include <algorithm>
#include <array>
#include <optional>
#include <unordered_map>

namespace dais::text {
namespace {

using enum NumberKind;
using Words = std::unordered_map<std::string_view, NumberWord>;

constexpr std::uint64_t kMostFractionDigits = 6;
constexpr std::uint64_t kMillion = 1'000'000;

struct Listed {
  NumberKind kind;
  std::uint64_t first;  ///< value of the first word
  std::uint64_t step;
  bool is_ordinal;
  std::vector<std::string_view> words;
};

Words table(const std::vector<Listed>& lists) {
  Words words;
  for (const Listed& list : lists) {
    std::uint64_t value = list.first;
    for (const std::string_view word : list.words) {
      words.emplace(word, NumberWord{.kind = list.kind, .is_ordinal = list.is_ordinal, .value = value});
      value += list.step;
    }
  }
  return words;
}

const Words& english() {
  static const Words words = table(
      {{kZero, 0, 0, false, {"zero"}},
       {kOh, 0, 0, false, {"oh"}},
       {kDigit, 1, 1, false, {"one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}},
       {kTeen,
        10,
        1,
        false,
        {"ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"}},
       {kTens, 20, 10, false, {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"}},
       {kTens, 40, 0, false, {"fourty"}},
       {kHundred, 100, 0, false, {"hundred"}},
       {kScale, 1'000, 0, false, {"thousand"}},
       {kScale, kMillion, 0, false, {"million"}},
       {kScale, 1'000 * kMillion, 0, false, {"billion"}},
       {kScale, kMillion * kMillion, 0, false, {"trillion"}},
       {kDigit, 1, 1, true, {"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"}},
       {kTeen,
        10,
        1,
        true,
        {"tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
         "eighteenth", "nineteenth"}},
       {kTens,
        20,
        10,
        true,
        {"twentieth", "thirtieth", "fortieth", "fiftieth", "sixtieth", "seventieth", "eightieth", "ninetieth"}},
       {kHundred, 100, 0, true, {"hundredth"}},
       {kScale, 1'000, 0, true, {"thousandth"}},
       {kAnd, 0, 0, false, {"and"}},
       {kPoint, 0, 0, false, {"point"}},
       {kArticle, 0, 0, false, {"a"}},
       {kHalf, 0, 0, false, {"half"}}});
  return words;
}

const Words& spanish() {
  static const Words words =
      table({{kZero, 0, 0, false, {"cero"}},
             {kDigit, 1, 1, false, {"uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"}},
             {kDigit, 1, 0, false, {"un", "una"}},
             {kTeen, 10, 1, false, {"diez",        "once",       "doce",        "trece",      "catorce",
                                    "quince",      "dieciseis",  "diecisiete",  "dieciocho",  "diecinueve",
                                    "veinte",      "veintiuno",  "veintidos",   "veintitres", "veinticuatro",
                                    "veinticinco", "veintiseis", "veintisiete", "veintiocho", "veintinueve"}},
             {kTeen, 21, 0, false, {"veintiun", "veintiuna"}},
             {kTens, 30, 10, false, {"treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"}},
             {kHundreds,
              100,
              100,
              false,
              {"ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos",
               "ochocientos", "novecientos"}},
             {kHundreds,
              100,
              100,
              false,
              {"cien", "doscientas", "trescientas", "cuatrocientas", "quinientas", "seiscientas", "setecientas",
               "ochocientas", "novecientas"}},
             {kScale, 1'000, 0, false, {"mil"}},
             {kScale, kMillion, 0, false, {"millon", "millones"}},
             {kAnd, 0, 0, false, {"y"}},
             {kPoint, 0, 0, false, {"coma", "punto"}}});
  return words;
}

const Words& french() {
  static const Words words =
      table({{kZero, 0, 0, false, {"zero"}},
             {kDigit, 1, 1, false, {"un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"}},
             {kDigit, 1, 0, false, {"une"}},
             {kTeen, 10, 1, false, {"dix", "onze", "douze", "treize", "quatorze", "quinze", "seize"}},
             {kTens, 20, 10, false, {"vingt", "trente", "quarante", "cinquante", "soixante", "septante"}},
             {kTens, 20, 0, false, {"vingts"}},
             {kTens, 80, 0, false, {"huitante"}},
             {kTens, 90, 0, false, {"nonante"}},
             {kHundred, 100, 0, false, {"cent", "cents"}},
             {kScale, 1'000, 0, false, {"mille"}},
             {kScale, kMillion, 0, false, {"million", "millions"}},
             {kScale, 1'000 * kMillion, 0, false, {"milliard", "milliards"}},
             {kAnd, 0, 0, false, {"et"}},
             {kPoint, 0, 0, false, {"virgule"}}});
  return words;
}

const Words& german() {
  static const Words words = table({{kScale, kMillion, 0, false, {"million", "millionen"}},
                                    {kScale, 1'000 * kMillion, 0, false, {"milliarde", "milliarden"}},
                                    {kPoint, 0, 0, false, {"komma"}}});
  return words;
}

/// German writes a number below a million in one word; without umlauts, as folding leaves it.
class GermanNumber {
 public:
  static std::optional<std::uint64_t> value(std::string_view word) {
    const std::size_t thousand = word.find("tausend");
    if (thousand == std::string_view::npos) return below_thousand(word);
    const auto many = thousand == 0 ? std::optional<std::uint64_t>(1) : below_thousand(word.substr(0, thousand));
    const auto rest = below_thousand(without_and(word.substr(thousand + 7)), 0);
    if (!many || !rest) return std::nullopt;
    return *many * 1'000 + *rest;
  }

 private:
  using Found = std::optional<std::uint64_t>;

  static std::string_view without_and(std::string_view word) { return word.starts_with("und") ? word.substr(3) : word; }

  static Found below_thousand(std::string_view word, Found empty = std::nullopt) {
    if (word.empty()) return empty;
    const std::size_t hundred = word.find("hundert");
    if (hundred == std::string_view::npos) return below_hundred(word);
    const Found many = hundred == 0 ? Found(1) : below_hundred(word.substr(0, hundred));
    const std::string_view after = without_and(word.substr(hundred + 7));
    const Found rest = after.empty() ? Found(0) : below_hundred(after);
    if (!many || !rest || *many > 19) return std::nullopt;
    return *many * 100 + *rest;
  }

  static Found below_hundred(std::string_view word) {
    static constexpr std::array<std::string_view, 20> kSmall = {
        "null", "eins", "zwei",  "drei",     "vier",     "funf",     "sechs",    "sieben",   "acht",     "neun",
        "zehn", "elf",  "zwolf", "dreizehn", "vierzehn", "funfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"};
    static constexpr std::array<std::string_view, 8> kTensWords = {"zwanzig", "dreissig", "vierzig", "funfzig",
                                                                   "sechzig", "siebzig",  "achtzig", "neunzig"};
    if (const auto found = std::ranges::find(kSmall, word); found != kSmall.end()) {
      return static_cast<std::uint64_t>(found - kSmall.begin());
    }
    if (word == "ein") return 1;
    if (word == "zwo") return 2;
    for (std::size_t i = 0; i < kTensWords.size(); ++i) {
      if (!word.ends_with(kTensWords[i])) continue;
      const std::uint64_t tens = 20 + 10 * i;
      std::string_view before = word.substr(0, word.size() - kTensWords[i].size());
      if (before.empty()) return tens;
      if (!before.ends_with("und")) return std::nullopt;
      before.remove_suffix(3);
      const auto digit = std::ranges::find(kSmall, before == "ein" ? "eins" : before);
      const auto value = static_cast<std::uint64_t>(digit - kSmall.begin());
      return value > 0 && value < 10 ? Found(tens + value) : std::nullopt;
    }
    return std::nullopt;
  }
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "2159", "1.2".
NumberWord written_number(std::string_view word) {
  NumberWord number{.kind = kWritten};
  std::size_t at = 0;
  for (; at < word.size() && is_digit(word[at]) && at < 15; ++at) {
    number.value = number.value * 10 + static_cast<std::uint64_t>(word[at] - '0');
  }
  if (at < word.size() && word[at] == '.') {
    for (++at; at < word.size() && is_digit(word[at]) && number.fraction_digits < kMostFractionDigits; ++at) {
      number.fraction = number.fraction * 10 + static_cast<std::uint64_t>(word[at] - '0');
      ++number.fraction_digits;
    }
  }
  return at == word.size() ? number : NumberWord{};
}

std::string ordinal(std::uint64_t value) {
  const std::uint64_t tens = value % 100;
  const std::string digits = std::to_string(value);
  if (tens >= 11 && tens <= 13) return digits + "th";
  constexpr std::array<std::string_view, 4> kEndings = {"th", "st", "nd", "rd"};
  return digits + std::string(value % 10 < kEndings.size() ? kEndings[value % 10] : kEndings[0]);
}

std::uint64_t power_of_ten(unsigned digits) {
  std::uint64_t power = 1;
  for (; digits > 0; --digits) power *= 10;
  return power;
}

}  // namespace

Gap gap_between(std::string_view text, std::size_t end, std::size_t begin) {
  const std::string_view gap = text.substr(end, begin - end);
  if (gap.empty()) return Gap::kNothing;
  if (gap == "-" || gap == "\u2010" || gap == "\u2011") return Gap::kHyphen;
  return std::ranges::all_of(gap, [](char c) { return c == ' ' || c == '\t'; }) ? Gap::kSpaces : Gap::kOther;
}

NumberReader::NumberReader(std::string_view language) : language_(Language::kOther) {
  if (language == "english") language_ = Language::kEnglish;
  if (language == "spanish") language_ = Language::kSpanish;
  if (language == "french") language_ = Language::kFrench;
  if (language == "german") language_ = Language::kGerman;
}

NumberWord NumberReader::look(std::string_view folded) const {
  if (!folded.empty() && is_digit(folded.front())) return written_number(folded);
  const auto in = [&](const Words& words) {
    const auto found = words.find(folded);
    return found == words.end() ? NumberWord{} : found->second;
  };
  switch (language_) {
    case Language::kEnglish:
      return in(english());
    case Language::kSpanish:
      return in(spanish());
    case Language::kFrench:
      return in(french());
    case Language::kGerman:
      // "ein" is nearly always the article.
      if (const auto value = GermanNumber::value(folded); value && folded != "ein") {
        return {.kind = kWhole, .value = *value};
      }
      return in(german());
    default:
      return {};
  }
}

/// One number said without a break: "two thousand one hundred fifty nine".
struct NumberReader::Element {
  std::size_t first = 0;
  std::size_t end = 0;
  std::uint64_t total = 0;
  std::uint64_t current = 0;             ///< below a thousand, not in `total` yet
  std::uint64_t room = 1'000;            ///< what is added next must be below it
  std::uint64_t scale = UINT64_MAX;      ///< the last one
  std::uint64_t fraction = 0;
  std::uint8_t fraction_digits = 0;
  bool is_written = false;  ///< nothing but digits
  bool is_oh = false;
  bool is_ordinal = false;
  bool is_simple = true;  ///< below a hundred, said without "hundred"

  [[nodiscard]] std::uint64_t value() const { return total + current; }
  [[nodiscard]] std::string written() const {
    if (is_ordinal) return ordinal(value());
    std::string text = std::to_string(value());
    if (fraction_digits > 0) {
      const std::string digits = std::to_string(fraction);
      text += "." + std::string(fraction_digits - digits.size(), '0') + digits;
    }
    return text;
  }
  /// "1.2" and "million".
  void multiply(std::uint64_t by) {
    const std::uint64_t parts = power_of_ten(fraction_digits);
    total += current * by + fraction * by / parts;
    current = 0;
    fraction = fraction_digits = 0;
    scale = by;
    room = std::min<std::uint64_t>(by, 1'000);
    is_simple = is_written = false;
  }
};

/// Whether "and" at `at` goes on with the number.
bool NumberReader::joins(const std::vector<NumberWord>& words, std::size_t at, const Element& so_far) const {
  if (at + 1 >= words.size() || so_far.is_written) return false;
  const NumberWord& next = words[at + 1];
  const bool small = next.kind == kDigit || next.kind == kTeen || next.kind == kTens;
  if (!small || next.value >= so_far.room) return false;
  const bool after_tens = so_far.room == 10 || so_far.room == 20;
  return language_ == Language::kEnglish ? so_far.room >= 100 && !so_far.is_simple : after_tens;
}

namespace {

/// "quatre" "vingt" is 80.
bool is_eighty(const NumberWord& before, const NumberWord& word) {
  return before.kind == kDigit && before.value == 4 && word.kind == kTens && word.value == 20;
}

/// A digit after the point.
bool is_decimal(const NumberWord& word) {
  const bool kind = word.kind == kDigit || word.kind == kZero || word.kind == kOh || word.kind == kWhole;
  return kind && word.value < 10 && !word.is_ordinal;
}

bool is_small(NumberKind kind) { return kind == kDigit || kind == kTeen || kind == kTens || kind == kHundreds; }

std::uint64_t room_after(const NumberWord& word, bool is_french) {
  if (is_french && word.value == 60) return 20;
  if (word.kind == kTens || (is_french && word.value == 10)) return 10;
  return word.kind == kHundreds ? 100 : 0;
}

}  // namespace

NumberReader::Element NumberReader::element(const std::vector<NumberWord>& words, std::size_t at) const {
  Element number{.first = at, .end = at};
  std::optional<Element> before_current;  // "one thousand" of "one thousand two thousand"
  const bool is_french = language_ == Language::kFrench;
  for (std::size_t i = at; i < words.size() && !number.is_ordinal;) {
    const NumberWord& word = words[i];
    const bool begins = i == at;
    if (is_french && !begins && is_eighty(words[i - 1], word) && number.current % 100 == 4) {
      number.current += 76;
      number.room = 20;
    } else if (is_small(word.kind) && word.value < number.room) {
      number.current += word.value;
      number.room = room_after(word, is_french);
      number.is_simple = number.is_simple && word.kind != kHundreds;
    } else if (begins && word.kind == kArticle && i + 1 < words.size() &&
               (words[i + 1].kind == kHundred || words[i + 1].kind == kScale)) {
      number.current = 1;
    } else if (word.kind == kHundred && (is_french && number.current == 0 && number.room >= 1'000)) {
      number.current = 100;
      number.room = 100;
      number.is_simple = false;
    } else if (word.kind == kHundred && number.current > 0 && number.current < 100) {
      number.current = number.current * 100;
      number.room = 100;
      number.is_simple = number.is_written = false;
    } else if (word.kind == kScale && word.value < number.scale && number.current < kMillion &&
               (number.current > 0 || number.fraction > 0 ||
                (word.value == 1'000 && language_ != Language::kEnglish && number.room >= 1'000))) {
      if (number.current == 0 && number.fraction == 0) number.current = 1;
      number.multiply(word.value);
      before_current = number;
      before_current->end = i + 1;
    } else if (word.kind == kAnd && !begins && joins(words, i, number)) {
      ++i;
      continue;
    } else if (word.kind == kWhole && !begins && number.current == 0 && word.value < number.scale) {
      number.current = word.value;
      number.room = 0;
    } else if (begins && (word.kind == kWhole || word.kind == kWritten)) {
      number.current = word.value;
      number.fraction = word.fraction;
      number.fraction_digits = word.fraction_digits;
      number.is_written = word.kind == kWritten;
      number.is_simple = false;
      number.room = 0;
    } else if (word.kind == kPoint && !begins && !number.is_written && number.fraction_digits == 0) {
      std::size_t end = i + 1;
      for (; end < words.size() && is_decimal(words[end]) && number.fraction_digits < kMostFractionDigits; ++end) {
        number.fraction = number.fraction * 10 + words[end].value;
        ++number.fraction_digits;
      }
      if (end == i + 1) break;
      number.room = 0;
      number.is_simple = false;
      i = end - 1;
    } else {
      const bool too_late = (word.kind == kScale || word.kind == kHundred) && number.current > 0 && before_current;
      if (too_late) return *before_current;
      break;
    }
    number.is_ordinal = word.is_ordinal;
    number.end = ++i;
  }
  return number;
}

/// "and a half", "and a half million" after a number; "half a million".
void NumberReader::add_half(const std::vector<NumberWord>& words, Element& number) {
  std::size_t at = number.end;
  const auto is = [&](std::size_t i, NumberKind kind) { return i < words.size() && words[i].kind == kind; };
  if (number.end == number.first) {
    if (!is(at, kHalf)) return;
    at += is(at + 1, kArticle) ? 2 : 1;
    if (!is(at, kScale)) return;
    number.total = words[at].value / 2;
    number.end = at + 1;
  } else if (number.fraction_digits == 0 && number.total == 0 && !number.is_ordinal && is(at, kAnd) &&
             is(at + 1, kArticle) && is(at + 2, kHalf)) {
    number.fraction = 5;
    number.fraction_digits = 1;
    number.end = at + 3;
    if (is(number.end, kScale) && number.current < kMillion) number.multiply(words[number.end++].value);
  } else {
    return;
  }
  number.is_simple = number.is_written = false;
}

namespace {

/// Digit by digit: "three one one". Two are as likely a list.
constexpr std::size_t kFewestDigits = 3;
constexpr std::size_t kMostDigits = 15;

}  // namespace

/// Pairs ("twenty one" "fifty nine") and single digits stand for one number.
bool NumberReader::is_one_number(const std::vector<Element>& row) const {
  const auto plain = [](const Element& element) { return element.is_simple && !element.is_ordinal; };
  if (language_ != Language::kEnglish || !std::ranges::all_of(row, plain)) return false;
  const bool pair = row.size() == 2 && row[1].value() >= 10;
  const bool with_oh = row.size() == 3 && row[1].value() == 0 && row[2].value() < 10;
  const bool by_digits = row.size() >= kFewestDigits && row.size() <= kMostDigits &&
                         std::ranges::all_of(row, [](const Element& element) { return element.value() < 10; });
  return row.front().value() > 0 && (pair || with_oh || by_digits);
}

void NumberReader::end_row(std::vector<Element>& row, std::vector<SaidNumber>& numbers) const {
  if (row.size() > 1 && is_one_number(row)) {
    std::string written;
    for (const Element& element : row) written += std::to_string(element.value());
    numbers.push_back({row.front().first, row.back().end - row.front().first, std::move(written)});
  }
  for (const Element& element : row) {
    if (!element.is_written && !element.is_oh) {
      numbers.push_back({element.first, element.end - element.first, element.written()});
    }
  }
  row.clear();
}

std::vector<SaidNumber> NumberReader::read(const std::vector<NumberWord>& words) const {
  std::vector<SaidNumber> numbers;
  std::vector<Element> row;  // elements that follow one another
  for (std::size_t at = 0; at < words.size();) {
    const NumberKind kind = words[at].kind;
    Element found{.first = at, .end = at + 1, .is_oh = kind == kOh};
    if (kind != kZero && (kind != kOh || row.empty())) {
      found = element(words, at);
      add_half(words, found);
    }
    if (found.end == at) {
      end_row(row, numbers);
      ++at;
    } else {
      row.push_back(found);
      at = found.end;
    }
  }
  end_row(row, numbers);
  std::ranges::stable_sort(numbers, [](const SaidNumber& a, const SaidNumber& b) {
    return a.first != b.first ? a.first < b.first : a.count > b.count;
  });
  return numbers;
}

}  // namespace dais::text
