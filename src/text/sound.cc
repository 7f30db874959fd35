// SPDX-License-Identifier: Apache-2.0
#include "text/sound.h"

#include <algorithm>
#include <array>

namespace dais::text {
namespace {

bool is_one_of(char c, std::string_view letters) { return letters.find(c) != std::string_view::npos; }
bool is_vowel(char c) { return c != '\0' && is_one_of(c, "aeiou"); }
/// Before which c and g are soft.
bool is_front(char c) { return c != '\0' && is_one_of(c, "eiy"); }

/// No letter twice; empty where there is anything but letters: "form1099" sounds like no word.
std::string letters_of(std::string_view word) {
  std::string letters;
  for (const char c : word) {
    if (c < 'a' || c > 'z') return "";
    if (letters.empty() || letters.back() != c) letters.push_back(c);
  }
  return letters;
}

class SoundScanner {
 public:
  explicit SoundScanner(std::string letters) : letters_(std::move(letters)) {}

  std::string key() {
    begin();
    while (at_ < letters_.size()) {
      const std::size_t before = at_;
      letter(letters_[at_]);
      at_ = std::max(at_, before + 1);
    }
    return std::move(key_);
  }

 private:
  /// The letter so many on; NUL beyond the ends.
  [[nodiscard]] char look(std::ptrdiff_t on) const {
    const auto place = static_cast<std::ptrdiff_t>(at_) + on;
    return place >= 0 && place < static_cast<std::ptrdiff_t>(letters_.size())
               ? letters_[static_cast<std::size_t>(place)]
               : '\0';
  }
  [[nodiscard]] bool goes_on(std::string_view with) const {
    return std::string_view(letters_).substr(at_).starts_with(with);
  }

  /// Letters that are silent where a word begins.
  void begin() {
    for (const std::string_view silent : {"kn", "gn", "pn", "wr", "ps"}) {
      if (goes_on(silent)) {
        at_ = 1;
        return;
      }
    }
    if (goes_on("x")) {
      add('S');
    } else if (is_vowel(look(0)) || (look(0) == 'y' && !is_vowel(look(1)))) {
      key_ = "A";
      at_ = 1;
    }
  }

  void add(char sound, std::size_t letters = 1) {
    if (key_.empty() || key_.back() != sound) key_.push_back(sound);
    at_ += letters;
  }

  void letter(char c) {
    if (c == 'c') return letter_c();
    if (c == 'g') return letter_g();
    if (c == 's' || c == 't' || c == 'd') return letter_std(c);
    switch (c) {
      case 'b':
        if (look(-1) == 'm' && look(1) == '\0') return;
        return add('P');
      case 'h':
        if (is_vowel(look(1)) && (at_ == 0 || is_vowel(look(-1)))) add('H');
        return;
      case 'p':
        return look(1) == 'h' ? add('F', 2) : add('P');
      case 'w':
      case 'y':
        if (!is_vowel(look(-1)) && (is_vowel(look(1)) || (c == 'w' && goes_on("wh")))) add(c == 'w' ? 'W' : 'Y');
        return;
      case 'x':
        add('K', 0);
        return add('S');
      case 'a':
      case 'e':
      case 'i':
      case 'o':
      case 'u':
        return;
      default:
        return add(plain_sound(c));
    }
  }

  static char plain_sound(char c) {
    switch (c) {
      case 'q':
        return 'K';
      case 'v':
        return 'F';
      case 'z':
        return 'S';
      default:
        return static_cast<char>(c - 'a' + 'A');
    }
  }

  void letter_c() {
    if (goes_on("ch")) {
      const bool hard = look(-1) == 's' || is_one_of(look(2), "rlnm");
      return add(hard && look(2) != '\0' ? 'K' : 'X', 2);
    }
    if (goes_on("cia")) return add('X', 2);
    if (goes_on("ck")) return add('K', 2);
    if (is_front(look(1))) return look(-1) == 's' ? void() : add('S');
    add('K');
  }

  void letter_g() {
    if (goes_on("gh")) {
      at_ += 2;
      if (is_vowel(look(0)) && (at_ == 2 || !is_vowel(look(-3)))) add('K', 0);
      return;
    }
    if (goes_on("gn") && (look(2) == '\0' || look(2) == 'e')) return;
    add(is_front(look(1)) ? 'J' : 'K');
  }

  void letter_std(char c) {
    const bool before_a_or_o = look(1) == 'i' && (look(2) == 'a' || look(2) == 'o');
    if (c == 's') {
      if (goes_on("sch")) return add('X', is_vowel(look(3)) || look(3) == '\0' ? 3 : 2);
      if (goes_on("sh")) return add('X', 2);
      return add(before_a_or_o ? 'X' : 'S');
    }
    if (c == 't') {
      if (goes_on("tch")) return;
      if (goes_on("th")) return add('T', 2);
      return add(before_a_or_o ? 'X' : 'T');
    }
    if (goes_on("dg") && is_front(look(2))) return add('J', 2);
    add('T');
  }

  std::string letters_;
  std::size_t at_ = 0;
  std::string key_;
};

}  // namespace

std::string sound_key(std::string_view word) { return SoundScanner(letters_of(word)).key(); }

bool sounds_alike(std::string_view a, std::string_view b) {
  const std::string key = sound_key(a);
  return key.size() > 1 && key == sound_key(b);
}

}  // namespace dais::text
