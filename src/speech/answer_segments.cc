// SPDX-License-Identifier: Apache-2.0
#include "speech/answer_segments.h"

#include <algorithm>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "speech/pieces.h"
#include "text/fold.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

/// The letters and digits of a text, folded, as code points.
std::vector<UChar32> letters_of(std::string_view text) {
  const std::string folded = text::fold(text);
  std::vector<UChar32> letters;
  const auto length = static_cast<std::int32_t>(folded.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(folded.data(), i, length, c);
    if (c > 0 &&
        (u_isalnum(c) != 0 || u_charType(c) == U_NON_SPACING_MARK || u_charType(c) == U_COMBINING_SPACING_MARK))
      letters.push_back(c);
  }
  return letters;
}

double letter_count(std::string_view text) {
  return 1 + static_cast<double>(std::count_if(
                 text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

Milliseconds clamped(Milliseconds time, Milliseconds low, Milliseconds high) {
  return std::clamp(time, low, std::max(low, high));
}

/// Segments [first, last) share [from, to) by the length of their texts.
void share_out(std::vector<Segment>& segments, std::size_t first, std::size_t last, Milliseconds from, Milliseconds to,
               const ListenedTo& audio) {
  std::vector<double> weights;
  for (std::size_t i = first; i < last; ++i) weights.push_back(letter_count(segments[i].text));
  const auto parts = spread(audio.levels, from, std::max(from, to), weights);
  for (std::size_t i = first; i < last; ++i) {
    segments[i].start = parts[i - first].from;
    segments[i].end = parts[i - first].to;
  }
}

/// The words [first, last) share [from, to).
void share_out(std::vector<RawWord>& words, std::size_t first, std::size_t last, Milliseconds from, Milliseconds to,
               const ListenedTo& audio) {
  std::vector<double> weights;
  for (std::size_t i = first; i < last; ++i) weights.push_back(letter_count(words[i].text));
  const auto parts = spread(audio.levels, from, std::max(from, to), weights);
  for (std::size_t i = first; i < last; ++i) {
    words[i].start = parts[i - first].from;
    words[i].end = parts[i - first].to;
  }
}

}  // namespace

std::vector<std::string> tokens_of(std::string_view text) {
  std::vector<std::string> tokens;
  for (std::size_t at = text.find_first_not_of(" \t\r\n\f\v"); at != std::string_view::npos;) {
    const std::size_t end = text.find_first_of(" \t\r\n\f\v", at);
    tokens.emplace_back(text.substr(at, end == std::string_view::npos ? end : end - at));
    at = end == std::string_view::npos ? end : text.find_first_not_of(" \t\r\n\f\v", end);
  }
  return tokens;
}

std::string joined_text(const std::vector<RawWord>& raw) {
  const bool blanks_mean_words =
      std::any_of(raw.begin(), raw.end(), [](const RawWord& word) { return word.text.starts_with(' '); });
  std::string text;
  for (const RawWord& word : raw) {
    if (!blanks_mean_words && !text.empty()) text.push_back(' ');
    text += word.text;
  }
  return text;
}

bool time_by_letters(const std::vector<RawWord>& raw, std::span<RawWord* const> tokens) {
  std::vector<UChar32> spelled;
  std::vector<std::size_t> owner;  // of each letter of `raw`
  for (std::size_t i = 0; i < raw.size(); ++i) {
    for (const UChar32 letter : letters_of(raw[i].text)) {
      spelled.push_back(letter);
      owner.push_back(i);
    }
  }
  struct Range {
    std::size_t first;
    std::size_t last;
  };
  std::vector<Range> ranges;
  std::size_t at = 0;
  for (const RawWord* token : tokens) {
    const std::size_t begun = at;
    for (const UChar32 letter : letters_of(token->text)) {
      if (at >= spelled.size() || spelled[at] != letter) return false;
      ++at;
    }
    ranges.push_back({begun, at});
  }
  if (at != spelled.size()) return false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (ranges[i].first == ranges[i].last) continue;  // A dash has no letters; its neighbours will place it.
    const RawWord& first = raw[owner[ranges[i].first]];
    const RawWord& last = raw[owner[ranges[i].last - 1]];
    tokens[i]->start = first.start;
    tokens[i]->end = last.end;
    tokens[i]->confidence = first.confidence;
    for (std::size_t o = owner[ranges[i].first] + 1; o <= owner[ranges[i].last - 1]; ++o) {
      // A word is as sure as its least sure part.
      if (tokens[i]->confidence && raw[o].confidence)
        tokens[i]->confidence = std::min(*tokens[i]->confidence, *raw[o].confidence);
    }
  }
  return true;
}

void settle_segments(std::vector<Segment>& segments, const ListenedTo& audio) {
  for (Segment& segment : segments) {
    // Words know better than a segment without times, and a pair of placeholders is no time.
    if (segment.start && segment.end && *segment.end <= *segment.start) segment.end.reset();
    if (segment.start && segment.end) continue;
    MaybeTime first;
    MaybeTime last;
    for (const RawWord& word : segment.words) {
      if (word.start && !first) first = word.start;
      if (word.end) last = word.end;
    }
    if (!segment.start) segment.start = first;
    if (!segment.end && segment.start && last && *last > *segment.start) segment.end = last;
  }
  Milliseconds before = 0;
  for (std::size_t i = 0; i < segments.size();) {
    if (segments[i].start) {
      Segment& segment = segments[i];
      segment.start = clamped(*segment.start, before, audio.length);
      const MaybeTime next = i + 1 < segments.size() ? segments[i + 1].start : MaybeTime(audio.length);
      if (!segment.end) segment.end = std::max(*segment.start, next.value_or(*segment.start + 2'000));
      segment.end = clamped(*segment.end, *segment.start, audio.length);
      before = *segment.start;
      ++i;
      continue;
    }
    std::size_t last = i;
    while (last < segments.size() && !segments[last].start) ++last;
    const Milliseconds from = i == 0 ? 0 : *segments[i - 1].end;
    const Milliseconds to = last == segments.size() ? audio.length : clamped(*segments[last].start, from, audio.length);
    share_out(segments, i, last, from, to, audio);
    before = *segments[last - 1].start;
    i = last;
  }
}

void settle_words(Segment& segment, const ListenedTo& audio) {
  std::vector<RawWord>& words = segment.words;
  Milliseconds before = 0;
  for (RawWord& word : words) {
    if (word.start) word.start = before = clamped(*word.start, before, audio.length);
    if (word.start && word.end) word.end = clamped(*word.end, *word.start, audio.length);
  }
  for (std::size_t i = 0; i < words.size();) {
    const std::size_t begun = i;
    // A run without starts, or one in which many words stand at one moment, shares the time it has.
    ++i;
    if (!words[begun].start) {
      while (i < words.size() && !words[i].start) ++i;
    } else {
      while (i < words.size() && words[i].start == words[begun].start) ++i;
    }
    const bool has_time = words[begun].start && words[begun].end && *words[begun].end > *words[begun].start;
    if (i == begun + 1 && has_time) continue;
    const Milliseconds from = words[begun].start.value_or(begun == 0 ? *segment.start : *words[begun - 1].end);
    Milliseconds to = *segment.end;
    if (i < words.size()) {
      to = words[i].start.value_or(from);
    } else if (words[i - 1].end && *words[i - 1].end > from) {
      to = *words[i - 1].end;
    }
    // A single word without an end: as long as people take for it, not until the next one minutes later.
    if (i == begun + 1 && words[begun].start)
      to = std::min(to, from + static_cast<Milliseconds>(80 * letter_count(words[begun].text)));
    share_out(words, begun, i, from, clamped(to, from, audio.length), audio);
  }
}

}  // namespace dais::speech
