// SPDX-License-Identifier: Apache-2.0
#include "text/fold.h"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include "base/invariant.h"

namespace dais::text {
namespace {

struct Normalizers {
  const icu::Normalizer2* casefold;
  const icu::Normalizer2* decompose;
  const icu::Normalizer2* compose;
};

const Normalizers& normalizers() {
  static const Normalizers all = [] {
    UErrorCode code = U_ZERO_ERROR;
    const Normalizers made{icu::Normalizer2::getNFKCCasefoldInstance(code), icu::Normalizer2::getNFDInstance(code),
                           icu::Normalizer2::getNFCInstance(code)};
    invariant(U_SUCCESS(code), "ICU's normalisation data is there");
    return made;
  }();
  return all;
}

/// Marks that belong to no script of their own are accents; the vowel signs of Devanagari or Thai are letters to
/// their readers and carry their script.
bool is_accent(UChar32 c) {
  // The marks that make が of か: other sounds, other words.
  const bool is_kana_mark = c == 0x3099 || c == 0x309A;
  if (u_charType(c) != U_NON_SPACING_MARK || is_kana_mark) {
    return false;
  }
  UErrorCode code = U_ZERO_ERROR;
  return uscript_getScript(c, &code) == USCRIPT_INHERITED;
}

std::u16string_view plain_letters(UChar32 c) {
  switch (c) {
    case 0x00E6:
      return u"ae";
    case 0x0153:
      return u"oe";
    case 0x00F8:
      return u"o";
    case 0x0142:
      return u"l";
    case 0x0111:
      return u"d";
    case 0x0131:
      return u"i";
    default:
      return {};
  }
}

icu::UnicodeString fold_once(const icu::UnicodeString& text) {
  UErrorCode code = U_ZERO_ERROR;
  const icu::UnicodeString taken_apart =
      normalizers().decompose->normalize(normalizers().casefold->normalize(text, code), code);
  icu::UnicodeString plain;
  for (int32_t i = 0; i < taken_apart.length(); i = taken_apart.moveIndex32(i, 1)) {
    const UChar32 c = taken_apart.char32At(i);
    const std::u16string_view letters = plain_letters(c);
    if (!letters.empty()) {
      plain.append(letters.data(), static_cast<int32_t>(letters.size()));
    } else if (!is_accent(c)) {
      plain.append(c);
    }
  }
  return normalizers().compose->normalize(plain, code);
}

}  // namespace

std::string fold(std::string_view text) {
  std::string folded;
  if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    folded.resize(text.size());
    std::ranges::transform(text, folded.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return folded;
  }
  const auto length = static_cast<int32_t>(std::min<std::size_t>(text.size(), 1U << 28U));
  fold_once(fold_once(icu::UnicodeString::fromUTF8({text.data(), length}))).toUTF8String(folded);
  return folded;
}

}  // namespace dais::text
