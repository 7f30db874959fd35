// SPDX-License-Identifier: Apache-2.0
#include "text/words.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "text/fold.h"

namespace dais::text {
namespace {

enum class Kind { kOther, kLetter, kDigit, kMark, kAlone, kApostrophe };

Kind kind_of_ascii(char c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
    return Kind::kLetter;
  }
  if (c >= '0' && c <= '9') {
    return Kind::kDigit;
  }
  return c == '\'' ? Kind::kApostrophe : Kind::kOther;
}

/// Scripts written without spaces between words, and the mark that makes a vowel of katakana long.
bool stands_alone(UChar32 c) {
  if (c == 0x30FC || c == 0xFF70) {
    return true;
  }
  UErrorCode code = U_ZERO_ERROR;
  switch (uscript_getScript(c, &code)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

Kind kind_of(UChar32 c) {
  if (c == 0x2019 || c == 0x02BC || c == 0xFF07) {
    return Kind::kApostrophe;
  }
  const auto type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_COMBINING_SPACING_MARK || type == U_ENCLOSING_MARK || c == 0x200C ||
      c == 0x200D || c == 0x00AD) {
    return Kind::kMark;
  }
  if (u_isdigit(c)) {
    return Kind::kDigit;
  }
  if (u_isalpha(c)) {
    return stands_alone(c) ? Kind::kAlone : Kind::kLetter;
  }
  return Kind::kOther;
}

class WordScanner {
 public:
  WordScanner(std::string_view text, std::vector<FoldedWord>& words) : text_(text), words_(words) {}

  void scan() {
    while (at_ < text_.size()) {
      const auto [kind, next] = look(at_);
      if (kind == Kind::kLetter || kind == Kind::kDigit) {
        word();
      } else if (kind == Kind::kAlone) {
        add(at_, after_marks(next), true);
      } else {
        at_ = next;
      }
    }
    words_.resize(count_);
  }

 private:
  struct Seen {
    Kind kind;
    std::size_t next;
  };

  [[nodiscard]] Seen look(std::size_t at) const {
    if (static_cast<unsigned char>(text_[at]) < 0x80) {
      return {kind_of_ascii(text_[at]), at + 1};
    }
    auto i = static_cast<int64_t>(at);
    UChar32 c = 0;
    U8_NEXT(text_.data(), i, static_cast<int64_t>(text_.size()), c);
    return {c < 0 ? Kind::kOther : kind_of(c), static_cast<std::size_t>(i)};
  }

  [[nodiscard]] std::size_t after_marks(std::size_t at) const {
    while (at < text_.size()) {
      const auto [kind, next] = look(at);
      if (kind != Kind::kMark) {
        break;
      }
      at = next;
    }
    return at;
  }

  [[nodiscard]] bool digit_at(std::size_t at) const {
    return at < text_.size() && kind_of_ascii(text_[at]) == Kind::kDigit;
  }

  /// A comma, point or colon between two digits belongs to the number.
  [[nodiscard]] bool joins_digits(std::size_t at) const {
    const char c = text_[at];
    return (c == '.' || c == ',' || c == ':') && at > 0 && digit_at(at - 1) && digit_at(at + 1);
  }

  void word() {
    const std::size_t begin = at_;
    std::size_t end = at_;
    while (end < text_.size()) {
      const auto [kind, next] = look(end);
      const bool inside = kind == Kind::kLetter || kind == Kind::kDigit || kind == Kind::kMark || joins_digits(end);
      if (!inside && !(kind == Kind::kApostrophe && next < text_.size() && look(next).kind == Kind::kLetter)) {
        break;
      }
      end = next;
    }
    add(begin, end, false);
  }

  /// The next of words_, empty.
  FoldedWord& begin_word(std::size_t begin, std::size_t end) {
    at_ = end;
    if (count_ == words_.size()) {
      words_.emplace_back();
    }
    FoldedWord& word = words_[count_];
    word.begin = begin;
    word.end = end;
    word.folded.clear();
    return word;
  }

  void add(std::size_t begin, std::size_t end, bool alone) {
    FoldedWord& word = begin_word(begin, end);
    word.stands_alone = alone;
    if (!fold_ascii(text_.substr(begin, end - begin), word.folded)) {
      fold_any(text_.substr(begin, end - begin), word.folded);
    }
    count_ += word.folded.empty() ? 0 : 1;
  }

  /// Apostrophes and the commas of thousands go.
  static bool fold_ascii(std::string_view raw, std::string& folded) {
    for (const char c : raw) {
      if (static_cast<unsigned char>(c) >= 0x80) {
        return false;
      }
      if (c != '\'' && c != ',' && folded.size() < kLongestWord) {
        folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
      }
    }
    return true;
  }

  /// Also apostrophes that folding made of others, and invisible joiners.
  static void fold_any(std::string_view raw, std::string& folded) {
    folded = fold(raw);
    for (const std::string_view gone : {"'", ",", "\u2019", "\u02bc", "\u200c", "\u200d"}) {
      for (auto found = folded.find(gone); found != std::string::npos; found = folded.find(gone, found)) {
        folded.erase(found, gone.size());
      }
    }
    if (folded.size() > kLongestWord) {
      auto cut = static_cast<int32_t>(kLongestWord);
      U8_SET_CP_START(reinterpret_cast<const uint8_t*>(folded.data()), 0, cut);
      folded.resize(static_cast<std::size_t>(cut));
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<FoldedWord>& words_;
  std::size_t count_ = 0;
};

}  // namespace

std::vector<FoldedWord> folded_words(std::string_view text) {
  std::vector<FoldedWord> words;
  fold_words(text, words);
  return words;
}

void fold_words(std::string_view text, std::vector<FoldedWord>& words) { WordScanner(text, words).scan(); }

}  // namespace dais::text
