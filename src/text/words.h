// SPDX-License-Identifier: Apache-2.0
// Words of a text with their places, folded, as the search index and its queries count them:
//   "part-time" is two words, so that "part time" finds it; "council's" and "don't" lose the apostrophe and stay one;
//   "14:30" and "3.5" are one word, "50,000" is 50000; scripts written without spaces give a word a character.
// Pure; any bytes are valid.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dais::text {

struct FoldedWord {
  std::size_t begin = 0;  ///< bytes of the original text
  std::size_t end = 0;
  std::string folded;         ///< never empty, at most kLongestWord bytes
  bool stands_alone = false;  ///< a character of a script written without spaces
};

inline constexpr std::size_t kLongestWord = 64;

std::vector<FoldedWord> folded_words(std::string_view text);
/// The same in place of what `words` held, whose memory is used again.
void fold_words(std::string_view text, std::vector<FoldedWord>& words);

}  // namespace dais::text
