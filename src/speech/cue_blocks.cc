// SPDX-License-Identifier: Apache-2.0
#include "speech/cue_blocks.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "speech/timestamp.h"

namespace dais::speech {
namespace {

constexpr std::string_view kArrow = "-->";

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\f\v");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\f\v") - first + 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_counter(std::string_view line) {
  line = trim(line);
  return !line.empty() && line.size() < 10 && std::all_of(line.begin(), line.end(), is_digit);
}

struct TimingLine {
  std::string_view start;
  std::string_view end;
};

/// The two sides of an arrow, without the cue settings. Text with an arrow in it ("from 3 --> 4") is not a timing line.
std::optional<TimingLine> split_timing(std::string_view line) {
  const std::size_t arrow = line.find(kArrow);
  if (arrow == std::string_view::npos) return std::nullopt;
  TimingLine timing;
  timing.start = trim(line.substr(0, arrow));
  timing.end = trim(line.substr(arrow + kArrow.size()));
  // Settings follow after a blank; "00:00:01, 500" has one inside the time.
  std::size_t blank = timing.end.find_first_of(" \t");
  if (blank != std::string_view::npos && blank > 0 && timing.end[blank - 1] == ',')
    blank = timing.end.find_first_of(" \t", blank + 1);
  timing.end = timing.end.substr(0, blank);
  const auto looks_like_time = [](std::string_view side) {
    return !side.empty() && (is_digit(side[0]) || side[0] == '-') && side.find(':') != std::string_view::npos;
  };
  const bool one_word = !timing.start.empty() && timing.start.find_first_of(" \t") == std::string_view::npos;
  if (looks_like_time(timing.start) || (one_word && looks_like_time(timing.end))) return timing;
  return std::nullopt;
}

std::string shown(std::string_view side) { return "\"" + std::string(side.substr(0, 40)) + "\""; }

class BlockReader {
 public:
  explicit BlockReader(Warnings& warnings) : warnings_(warnings) {}

  void line(std::string_view text, std::size_t number) {
    if (!begun_ && text.starts_with("WEBVTT")) {
      begun_ = true;
      file_.is_webvtt = true;
      state_ = State::kHeader;
      return;
    }
    begun_ = begun_ || !trim(text).empty();
    if (const auto timing = split_timing(text)) return begin_cue(*timing, number);
    if (text.empty()) return blank_line();
    switch (state_) {
      case State::kHeader:
        if (text.starts_with("Language:")) file_.language = trim(text.substr(9));
        return;
      case State::kComment:
        return;
      case State::kCue:
        return add_payload(text);
      case State::kBetween:
        return between_cues(text, number);
    }
  }

  CueFile finish() {
    settle_between(0);
    std::erase_if(file_.cues, [](const Cue& cue) { return trim(cue.payload).empty(); });
    return std::move(file_);
  }

 private:
  enum class State { kHeader, kComment, kCue, kBetween };

  void blank_line() {
    // A blank line ends a block; lines between cues may still turn out to be an identifier.
    if (state_ == State::kBetween) {
      settle_between(0);
    }
    state_ = State::kBetween;
  }

  void between_cues(std::string_view text, std::size_t number) {
    const bool starts_block = between_.empty();
    const auto is_keyword = [&](std::string_view word) {
      return text.starts_with(word) && (text.size() == word.size() || text[word.size()] == ' ' ||
                                        text[word.size()] == '\t' || text[word.size()] == ':');
    };
    const bool comment =
        is_keyword("NOTE") || is_keyword("STYLE") || is_keyword("REGION") || text.starts_with("X-TIMESTAMP-MAP");
    if (starts_block && file_.is_webvtt && comment) {
      state_ = State::kComment;
      return;
    }
    between_.emplace_back(text, number);
  }

  /// Lines that follow a blank line and precede no times are text of the cue before (SubRip with blank lines inside),
  /// but for `identifiers` at their end.
  void settle_between(std::size_t identifiers) {
    const std::size_t text_lines = between_.size() - std::min(identifiers, between_.size());
    for (std::size_t i = 0; i < text_lines; ++i) {
      const auto& [text, number] = between_[i];
      if (is_counter(text) || trim(text).empty() || last_cue_was_refused_) continue;
      if (file_.cues.empty()) {
        warnings_.at_line(number, "text before the first cue is left out: " + shown(text));
      } else {
        append(file_.cues.back(), text);
      }
    }
    between_.clear();
  }

  void begin_cue(const TimingLine& timing, std::size_t number) {
    // Without a blank line between two cues, the counter of the second has gone into the text of the first.
    if (state_ == State::kCue && !last_cue_was_refused_) drop_trailing_counter();
    settle_between(1);
    state_ = State::kCue;
    const auto start = parse_timestamp(timing.start);
    const auto end = parse_timestamp(timing.end);
    last_cue_was_refused_ = !start || *start > kLongestRecording;
    if (!start) return warnings_.at_line(number, shown(timing.start) + " is not a time; the cue is left out");
    if (last_cue_was_refused_)
      return warnings_.at_line(number, shown(timing.start) + " is longer than any recording; the cue is left out");
    Cue cue;
    cue.start = *start;
    cue.end = end.value_or(*start);
    cue.line = number;
    if (!end) {
      warnings_.at_line(number, shown(timing.end) + " is not a time; the cue's end is guessed");
    } else if (*end > kLongestRecording) {
      cue.end = *start;
      warnings_.at_line(number, shown(timing.end) + " is longer than any recording; the cue's end is guessed");
    } else if (*end < *start) {
      cue.end = *start;
      warnings_.at_line(number, "the cue ends (" + std::string(timing.end) + ") before it starts (" +
                                    std::string(timing.start) + "); its end is guessed");
    }
    file_.cues.push_back(std::move(cue));
  }

  void add_payload(std::string_view text) {
    if (!last_cue_was_refused_) append(file_.cues.back(), text);
  }

  static void append(Cue& cue, std::string_view text) {
    if (!cue.payload.empty()) cue.payload.push_back('\n');
    cue.payload.append(text);
  }

  void drop_trailing_counter() {
    std::string& payload = file_.cues.back().payload;
    const std::size_t last_line = payload.rfind('\n');
    if (last_line != std::string::npos && is_counter(std::string_view(payload).substr(last_line + 1)))
      payload.resize(last_line);
  }

  Warnings& warnings_;
  CueFile file_;
  State state_ = State::kBetween;
  std::vector<std::pair<std::string_view, std::size_t>> between_;
  bool last_cue_was_refused_ = false;
  bool begun_ = false;  ///< something other than blanks has been read
};

}  // namespace

CueFile read_cue_blocks(std::string_view text, Warnings& warnings) {
  BlockReader reader(warnings);
  for_each_line(text, [&reader](std::string_view line, std::size_t number) { reader.line(line, number); });
  return reader.finish();
}

bool has_cue_times(std::string_view text) {
  bool found = false;
  for (std::size_t arrow = text.find(kArrow); arrow != std::string_view::npos && !found;
       arrow = text.find(kArrow, arrow + 1)) {
    const std::size_t before = text.find_last_of("\r\n", arrow);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    found = split_timing(text.substr(begin, text.find_first_of("\r\n", arrow) - begin)).has_value();
  }
  return found;
}

}  // namespace dais::speech
