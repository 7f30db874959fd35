// SPDX-License-Identifier: Apache-2.0
// WebVTT (w3.org/TR/webvtt1) and SubRip as they occur: one reader for both, because files in the wild mix their habits
// (commas in WebVTT, no counters in SubRip, no blank line between cues, blank lines within a cue's text).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "speech/cue.h"
#include "speech/warnings.h"

namespace dais::speech {

struct CueFile {
  std::vector<Cue> cues;  ///< in the order of the file; those without text are left out silently
  std::string language;   ///< of WebVTT's header, where it says one
  bool is_webvtt = false;
};

/// Cues whose times cannot be read, or lie beyond any recording, are left out with a warning; an end before its start
/// becomes its start, with a warning: who gives words their times then guesses a duration.
CueFile read_cue_blocks(std::string_view text, Warnings& warnings);

/// True where some line is "TIME --> TIME".
bool has_cue_times(std::string_view text);

/// Calls `take(line, number)` for each line of `text`; \n, \r\n and \r end lines, numbers start from 1.
template <typename Take>
void for_each_line(std::string_view text, Take take) {
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = text.find_first_of("\r\n");
    take(text.substr(0, end), ++number);
    if (end == std::string_view::npos) return;
    const bool two = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
    text.remove_prefix(end + (two ? 2 : 1));
  }
}

}  // namespace dais::speech
