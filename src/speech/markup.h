// SPDX-License-Identifier: Apache-2.0
// The text of a cue → tokens: tags, entities, SubRip's {\an8}, word timestamps, and where somebody else begins to
// speak.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "speech/cue.h"

namespace dais::speech {

enum class Markup { kTags, kPlain };  ///< kPlain: JSON and tables, where < is a letter like others

/// Reads cues one after another; a mark at the end of a cue holds for the first word of the next.
class TokenReader {
 public:
  explicit TokenReader(Speakers& speakers) : speakers_(speakers) {}

  std::vector<Token> read(std::string_view payload, Markup markup);
  /// The words that follow are `name`'s, as a field beside the text says; "" ends a label.
  void set_voice(std::string_view name);

 private:
  void take_tags(std::string_view payload);
  std::size_t take_tag(std::string_view payload, std::size_t at);
  bool apply_tag(std::string_view tag);
  void take_character(std::string_view bytes);
  void finish_token();
  void push_word(std::string_view word);
  void begin_line();
  void begin_turn();

  Speakers& speakers_;
  std::vector<Token> out_;
  std::string word_;
  std::optional<domain::Milliseconds> next_at_;  ///< a timestamp that waits for its word
  std::optional<domain::Milliseconds> word_at_;
  Mark pending_ = Mark::kNone;
  std::size_t voice_ = Speakers::kUnnamed;
  bool line_start_ = true;
  bool dash_turns_ = false;
};

}  // namespace dais::speech
