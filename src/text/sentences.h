// SPDX-License-Identifier: Apache-2.0
// Where sentences begin in a run of words: ICU's sentence rules, less the breaks after abbreviations ("Ord. No. 5",
// "Mr. Lee", "U.S. Dept."), in mixed case and in all capitals alike. Text without punctuation has no sentences to find;
// cutting it is for the caller, who knows the pauses.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace dais::text {

/// Indexes of the words that begin a sentence; the first is always 0 unless `words` is empty. Words are white-space
/// separated tokens of valid UTF-8 with their punctuation.
std::vector<std::size_t> sentence_starts(const std::vector<std::string_view>& words);

/// True where the word's last character, quotes and brackets aside, ends a sentence: . ? ! … and their kin.
bool ends_sentence(std::string_view word);

}  // namespace dais::text
