// SPDX-License-Identifier: Apache-2.0
#include "speech/quality.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include "base/time.h"

namespace dais::speech {
namespace {

constexpr double kShortRecording = 300;   ///< seconds: of a shorter one nothing can be told
constexpr double kLeastWordsPerMinute = 8;  ///< a meeting with hours of recess still has 30
constexpr std::size_t kStubWords = 20;
constexpr double kLateShare = 0.5;        ///< of the recording, before the first word
constexpr double kLateSeconds = 1'800;
constexpr double kEarlyShare = 0.4;       ///< of the recording, up to the last word
constexpr double kEarlySeconds = 600;
constexpr double kBeyondShare = 1.05;
constexpr double kBeyondSeconds = 120;
constexpr double kSameShare = 0.6;
constexpr double kRepeatedShare = 0.5;
constexpr std::size_t kEnoughSentences = 8;

struct Extent {
  double first = 0;
  double last = 0;
  std::size_t words = 0;
};

std::size_t words_in(const domain::Sentence& sentence) {
  if (!sentence.words.empty()) return sentence.words.size();
  return static_cast<std::size_t>(std::count(sentence.text.begin(), sentence.text.end(), ' ')) + 1;
}

Extent extent_of(const domain::Transcript& transcript) {
  Extent extent;
  extent.first = static_cast<double>(transcript.sentences.front().start) / 1000;
  for (const domain::Sentence& sentence : transcript.sentences) {
    extent.first = std::min(extent.first, static_cast<double>(sentence.start) / 1000);
    extent.last = std::max(extent.last, static_cast<double>(sentence.end) / 1000);
    extent.words += words_in(sentence);
  }
  return extent;
}

Verdict bad(std::string reason) { return {false, std::move(reason)}; }

Verdict judge_against(const Extent& extent, double recording) {
  const std::string whole = format_clock(recording);
  if (extent.last > recording * kBeyondShare + kBeyondSeconds) {
    return bad("they go on until " + format_clock(extent.last) + " and the recording ends at " + whole +
               ": they are another recording's");
  }
  if (recording < kShortRecording) return {};
  if (extent.first > kLateSeconds && extent.first > recording * kLateShare)
    return bad("they begin at " + format_clock(extent.first) + " of " + whole + " only");
  if (extent.last < recording * kEarlyShare && recording - extent.last > kEarlySeconds)
    return bad("they end at " + format_clock(extent.last) + " of " + whole + " already");
  if (static_cast<double>(extent.words) < kLeastWordsPerMinute * recording / 60)
    return bad("only " + std::to_string(extent.words) + " words in " + whole);
  return {};
}

/// "[Music]" a hundred times, or each line twice.
Verdict judge_variety(const domain::Transcript& transcript) {
  const auto& sentences = transcript.sentences;
  if (sentences.size() < kEnoughSentences) return {};
  std::map<std::string_view, std::size_t> times;
  std::size_t repeated = 0;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    ++times[sentences[i].text];
    if (i > 0 && sentences[i].text == sentences[i - 1].text) ++repeated;
  }
  const auto most =
      std::max_element(times.begin(), times.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  const auto all = static_cast<double>(sentences.size());
  if (static_cast<double>(most->second) > kSameShare * all) {
    return bad("\"" + std::string(most->first.substr(0, 60)) + "\" is " + std::to_string(most->second) + " of their " +
               std::to_string(sentences.size()) + " sentences");
  }
  if (static_cast<double>(repeated) >= kRepeatedShare * (all - 1))
    return bad("most of their sentences stand there twice");
  return {};
}

/// Whether letters are those that `language` is written with: captions of the interpreter's channel are not wanted.
Verdict judge_script(const domain::Transcript& transcript, std::string_view language) {
  UErrorCode status = U_ZERO_ERROR;
  UScriptCode scripts[8];
  const int count = uscript_getCode(std::string(language).c_str(), scripts, 8, &status);
  if (U_FAILURE(status) || count <= 0) return {};
  std::size_t letters = 0;
  std::size_t fitting = 0;
  for (const domain::Sentence& sentence : transcript.sentences) {
    const auto length = static_cast<std::int32_t>(sentence.text.size());
    for (std::int32_t i = 0; i < length;) {
      UChar32 c = 0;
      U8_NEXT(sentence.text.data(), i, length, c);
      if (c < 0 || u_isalpha(c) == 0) continue;
      ++letters;
      UErrorCode ignored = U_ZERO_ERROR;
      const UScriptCode script = uscript_getScript(c, &ignored);
      if (std::find(scripts, scripts + count, script) != scripts + count) ++fitting;
    }
  }
  if (letters < 100 || fitting * 2 >= letters) return {};
  return bad("most of their letters are none that \"" + std::string(language) + "\" is written with");
}

}  // namespace

Verdict judge_captions(const domain::Transcript& transcript, std::optional<double> recording_seconds,
                       std::string_view language) {
  if (transcript.sentences.empty()) return bad("there is nothing in them");
  const Extent extent = extent_of(transcript);
  const bool known = recording_seconds && std::isfinite(*recording_seconds) && *recording_seconds > 0;
  if (extent.words < kStubWords && (!known || *recording_seconds >= kShortRecording))
    return bad("only " + std::to_string(extent.words) + " words in all");
  if (known) {
    if (Verdict verdict = judge_against(extent, *recording_seconds); !verdict.good) return verdict;
  }
  if (Verdict verdict = judge_variety(transcript); !verdict.good) return verdict;
  return language.empty() ? Verdict{} : judge_script(transcript, language);
}

}  // namespace dais::speech
