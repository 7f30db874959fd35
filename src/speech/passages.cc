// SPDX-License-Identifier: Apache-2.0
#include "speech/passages.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "speech/assemble.h"
#include "speech/cue.h"
#include "speech/markup.h"
#include "speech/timestamp.h"
#include "text/encoding.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

// Speech is 5 to 25 characters a second, 0.005 to 0.025 a millisecond; far from both lies the border.
constexpr double kBorderPace = 0.35;

bool is_usable(double time, double scale) {
  return std::isfinite(time) && time >= 0 && time * scale <= static_cast<double>(kLongestRecording);
}

/// Drops times that are none; names them.
void check_times(std::vector<Passage>& passages, double scale, Warnings& warnings) {
  std::size_t untimed = 0;
  std::string first_untimed;
  for (Passage& passage : passages) {
    for (std::optional<double>* time : {&passage.start, &passage.end}) {
      if (!*time || is_usable(**time, scale)) continue;
      warnings.add(passage.place + ": " + std::to_string(**time) +
                   " is no time in a recording; it is taken from its neighbours");
      time->reset();
    }
    if (passage.start && passage.end && *passage.end < *passage.start) {
      warnings.add(passage.place + ": ends before it starts; its end is guessed");
      passage.end.reset();
    }
    if (!passage.start && untimed++ == 0) first_untimed = passage.place;
  }
  if (untimed > 0) {
    warnings.add(first_untimed + ": no start time; it is placed between its neighbours" +
                 (untimed > 1 ? ", and so are " + std::to_string(untimed - 1) + " more" : ""));
  }
}

Milliseconds to_ms(double time, double scale) { return std::llround(time * scale); }

/// Shares [from, to) among passages [first, last) by their length.
void share_gap(std::vector<Cue>& cues, std::size_t first, std::size_t last, Milliseconds from, Milliseconds to) {
  std::int64_t total = 0;
  for (std::size_t i = first; i < last; ++i) total += static_cast<std::int64_t>(cues[i].payload.size()) + 1;
  std::int64_t passed = 0;
  for (std::size_t i = first; i < last; ++i) {
    cues[i].start = from + std::max<Milliseconds>(0, to - from) * passed / total;
    passed += static_cast<std::int64_t>(cues[i].payload.size()) + 1;
    cues[i].end = from + std::max<Milliseconds>(0, to - from) * passed / total;
  }
}

std::vector<Cue> place_passages(const std::vector<Passage>& passages, double scale) {
  std::vector<Cue> cues(passages.size());
  for (std::size_t i = 0; i < passages.size(); ++i) {
    cues[i].payload = passages[i].text;
    if (!passages[i].start) continue;
    cues[i].start = to_ms(*passages[i].start, scale);
    cues[i].end = passages[i].end ? to_ms(*passages[i].end, scale) : cues[i].start;
  }
  for (std::size_t i = 0; i < passages.size();) {
    std::size_t last = i;
    while (last < passages.size() && !passages[last].start) ++last;
    const Milliseconds from = i == 0 ? 0 : cues[i - 1].end;
    if (last > i) share_gap(cues, i, last, from, last < passages.size() ? cues[last].start : from);
    i = last + 1;
  }
  return cues;
}

void read_tokens(std::vector<Cue>& cues, const std::vector<Passage>& passages, Speakers& speakers) {
  TokenReader reader(speakers);
  for (std::size_t i = 0; i < cues.size(); ++i) {
    const Passage& passage = passages[i];
    reader.set_voice(passage.speaker);
    cues[i].tokens = reader.read(passage.text, Markup::kPlain);
    if (cues[i].tokens.empty()) continue;
    Mark& mark = cues[i].tokens.front().mark;
    if (passage.turn_start) mark = Mark::kTurn;
    if (mark == Mark::kNone) mark = Mark::kVoiceEnd;  // nobody's, whoever speaks before it once all are in order
  }
}

}  // namespace

Unit find_unit(const std::vector<Passage>& passages) {
  double characters = 0;
  double duration = 0;
  for (std::size_t i = 0; i < passages.size(); ++i) {
    const Passage& passage = passages[i];
    if (!passage.start) continue;
    std::optional<double> end = passage.end;
    if (!end && i + 1 < passages.size()) end = passages[i + 1].start;
    if (!end || *end <= *passage.start) continue;
    characters += static_cast<double>(text::count_characters(passage.text));
    duration += *end - *passage.start;
  }
  if (!(duration > 0) || characters < 1) return Unit::kSeconds;
  return characters / duration < kBorderPace ? Unit::kMilliseconds : Unit::kSeconds;
}

std::vector<domain::Sentence> read_passages(std::vector<Passage> passages, Unit unit, Warnings& warnings) {
  std::erase_if(passages, [](const Passage& p) { return p.text.find_first_not_of(" \t\r\n") == std::string::npos; });
  if (unit == Unit::kUnknown) unit = find_unit(passages);
  const double scale = unit == Unit::kMilliseconds ? 1 : 1000;
  check_times(passages, scale, warnings);
  const auto timed = [](const Passage& p) { return p.start.has_value(); };
  if (std::none_of(passages.begin(), passages.end(), timed)) return {};
  std::vector<Cue> cues = place_passages(passages, scale);
  // Sorting must carry the speaker along, so the tokens are read first: each passage names its own speaker.
  Speakers speakers;
  read_tokens(cues, passages, speakers);
  order_cues(cues, warnings);
  return assemble_sentences(std::move(cues), speakers, Labels::kBesideText);
}

}  // namespace dais::speech
