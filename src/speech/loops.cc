// SPDX-License-Identifier: Apache-2.0
// Whisper and its kin fall into loops over music and silence: one passage many times, until the window ends.
#include <algorithm>
#include <cmath>

#include <zlib.h>

#include "speech/answer_segments.h"
#include "text/fold.h"

namespace dais::speech {
namespace {

/// A roll call says "Aye." as often as the council has members; three words and more are not said four times running.
constexpr std::size_t kTimesOfPhrase = 4;
constexpr std::size_t kTimesOfWord = 12;
constexpr std::size_t kPhraseWords = 3;
constexpr std::size_t kLongestPeriod = 4;  ///< segments that come again together
constexpr std::size_t kLongestPhrase = 16;  ///< words that come again together within a segment
// The model's authors take more than this for a loop, and these two together for silence
// (github.com/openai/whisper, transcribe.py: compression_ratio_threshold, no_speech_threshold, logprob_threshold).
constexpr double kLoopRatio = 2.4;
constexpr double kNoSpeech = 0.6;
constexpr double kUnsure = -1.0;

std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text::fold(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) out.push_back(c);
  }
  return out;
}

double compression_ratio(const std::string& text) {
  uLongf packed = compressBound(text.size());
  std::string room(packed, '\0');
  if (compress(reinterpret_cast<Bytef*>(room.data()), &packed, reinterpret_cast<const Bytef*>(text.data()),
               text.size()) != Z_OK) {
    return 1;
  }
  return static_cast<double>(text.size()) / static_cast<double>(packed);
}

std::size_t times_allowed(std::size_t words) { return words >= kPhraseWords ? kTimesOfPhrase : kTimesOfWord; }

/// How often the `period` elements at `at` stand there in a row, the first time included.
template <typename List>
std::size_t times_in_a_row(const List& list, std::size_t at, std::size_t period) {
  std::size_t same = 0;
  while (at + period + same < list.size() && list[at + same] == list[at + period + same]) ++same;
  return same / period + 1;
}

void drop_repeated_segments(std::vector<Segment>& segments, std::vector<Repair>& repairs) {
  std::vector<std::string> texts;
  texts.reserve(segments.size());
  for (const Segment& segment : segments) texts.push_back(plain(segment.text));
  for (std::size_t i = 0; i < segments.size(); ++i) {
    std::size_t words = 0;
    for (std::size_t period = 1; period <= kLongestPeriod && i + period <= segments.size(); ++period) {
      words += segments[i + period - 1].words.size();
      const std::size_t times = times_in_a_row(texts, i, period);
      if (times < times_allowed(words)) continue;
      repairs.push_back({segments[i].start.value_or(0), "\"" + segments[i].text + "\" came " + std::to_string(times) +
                                                            " times in a row and is kept once"});
      const auto first = static_cast<std::ptrdiff_t>(i + period);
      const auto last = static_cast<std::ptrdiff_t>(i + period * times);
      segments.erase(segments.begin() + first, segments.begin() + last);
      texts.erase(texts.begin() + first, texts.begin() + last);
      break;
    }
  }
}

void drop_repeated_words(Segment& segment, std::vector<Repair>& repairs) {
  if (segment.words.size() < 2 * kTimesOfPhrase || compression_ratio(segment.text) <= kLoopRatio) return;
  std::vector<std::string> texts;
  texts.reserve(segment.words.size());
  for (const RawWord& word : segment.words) texts.push_back(plain(word.text));
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (std::size_t period = 1; period <= kLongestPhrase && i + period <= texts.size(); ++period) {
      const std::size_t times = times_in_a_row(texts, i, period);
      if (times < times_allowed(period)) continue;
      std::string phrase;
      for (std::size_t k = i; k < i + period; ++k) phrase += (k == i ? "" : " ") + segment.words[k].text;
      repairs.push_back({segment.words[i].start.value_or(segment.start.value_or(0)),
                         "\"" + phrase + "\" came " + std::to_string(times) + " times in a row and is kept once"});
      const auto first = static_cast<std::ptrdiff_t>(i + period);
      const auto last = static_cast<std::ptrdiff_t>(i + period * times);
      segment.words.erase(segment.words.begin() + first, segment.words.begin() + last);
      texts.erase(texts.begin() + first, texts.begin() + last);
      break;
    }
  }
}

}  // namespace

void drop_loops(std::vector<Segment>& segments, std::vector<Repair>& repairs) {
  std::erase_if(segments, [&repairs](const Segment& segment) {
    const bool silent = segment.no_speech.value_or(0) > kNoSpeech && segment.mean_logprob.value_or(0) < kUnsure;
    if (silent) {
      repairs.push_back({segment.start.value_or(0),
                         "left out, since the recogniser itself takes it for silence: \"" + segment.text + "\""});
    }
    return silent;
  });
  drop_repeated_segments(segments, repairs);
  for (Segment& segment : segments) drop_repeated_words(segment, repairs);
}

}  // namespace dais::speech
