// SPDX-License-Identifier: Apache-2.0
// How a name sounds in English, as a short key: words that captions spell differently but that sound alike have the
// same one ("Bhradley", "Bradly" and "Bradley": PRTL). For names, which captions misspell most; not for what is quoted.
// The rules are those that Lawrence Philips published as Metaphone ("Hanging on the Metaphone", Computer Language
// 7(12), December 1990), made coarser: b and p, d and t, g and k, v and f, z and s are one sound each, th is t, an h
// after a consonant and a w or y after a vowel are silent, and every vowel that begins a word is the same. Pure.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dais::text {

/// Keys are of A (a vowel, only first), F H J K L M N P R S T W X (sh) Y. Empty where there is anything but Latin
/// letters in the word. REQUIRES: `word` is folded.
std::string sound_key(std::string_view word);

/// Sounds that a key has at least, for words that have it to be taken for one another. Fewer are those of too many:
/// of three, "Bates" has those of "beads" and "bits".
inline constexpr std::size_t kSoundsThatTell = 3;

/// The same key, of at least two sounds: of one, too much sounds alike.
bool sounds_alike(std::string_view a, std::string_view b);

}  // namespace dais::text
