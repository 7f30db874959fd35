// SPDX-License-Identifier: Apache-2.0
// "MAYOR READ:" in a caption's text: who speaks next, where it clearly is a label and not part of what is said.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "speech/cue.h"

namespace dais::speech {

/// What has been seen of a file, so that an unmarked "Davis:" is believed the second time.
class LabelFinder {
 public:
  explicit LabelFinder(const Speakers& speakers) : speakers_(speakers) {}

  /// Words that make up a label at the front of `words`, colon included; 0: none. After ">>" nearly anything short is
  /// one.
  [[nodiscard]] static std::size_t after_turn_mark(std::span<const Token* const> words);

  /// The same at the start of a line without a mark, after the end of a sentence: an office ("CLERK:"), a name that was
  /// a label before, one in capitals before mixed case, or one that labels several lines of the file.
  [[nodiscard]] std::size_t at_line_start(std::span<const Token* const> words) const;
  /// To be called for each line start before the first question, so that repetition counts.
  void count_candidate(std::span<const Token* const> words);

 private:
  const Speakers& speakers_;
  std::unordered_map<std::string, int> candidates_;
};

/// The label's words as a name: "AURIN CHOWDHURY, CHAIR:" → "AURIN CHOWDHURY, CHAIR".
std::string label_text(std::span<const Token* const> words, std::size_t count);

/// Label candidates look no further ahead than this.
inline constexpr std::size_t kLongestLabel = 6;

}  // namespace dais::speech
