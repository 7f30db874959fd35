// SPDX-License-Identifier: Apache-2.0
// What lies between a caption file and a transcript: cues, as every format gives them, and the tokens of their text.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/transcript.h"

namespace dais::speech {

/// Names of speakers, each once, in the order of their first word. Number 0 is nobody in particular.
class Speakers {
 public:
  static constexpr std::size_t kUnnamed = 0;
  std::size_t number_of(std::string_view name);
  [[nodiscard]] bool knows(std::string_view name) const;
  [[nodiscard]] const std::string& name(std::size_t number) const { return names_[number]; }

 private:
  std::vector<std::string> names_ = {""};
  std::unordered_map<std::string, std::size_t> numbers_ = {{"", kUnnamed}};
};

enum class Mark {
  kNone,
  kTurn,      ///< ">>": somebody else, unnamed or with the label that follows
  kVoice,     ///< a label beside the text (`<v Name>`, a "speaker" field)
  kVoiceEnd,  ///< `</v>`: the label ends here
};

struct Token {
  std::string text;
  std::optional<domain::Milliseconds> at;  ///< `<00:00:01.000>` stood before it
  Mark mark = Mark::kNone;
  std::size_t voice = Speakers::kUnnamed;  ///< who the label beside the text names, where one does
  bool line_start = false;
};

struct Cue {
  domain::Milliseconds start = 0;
  domain::Milliseconds end = 0;
  std::size_t line = 0;   ///< of its times, from 1; 0: the source has no lines
  std::string payload;    ///< lines joined by \n
  std::vector<Token> tokens;
  std::size_t fresh = 0;  ///< tokens before this one only repeat the cue before (roll-up)
};

}  // namespace dais::speech
