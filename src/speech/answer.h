// SPDX-License-Identifier: Apache-2.0
// Answers of recognisers → words with times. Read are, by their shape and not by who says to have made them: the
// verbose_json of OpenAI's transcription API as its own server, whisper.cpp's, vLLM, LocalAI and Speaches write it
// (words at top level or in segments, whole words or the model's tokens, times as numbers, as text, null or -1.0, or
// none),
// {"text": …} alone, whisper-cli's full JSON (-ojf), WebVTT and SubRip. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "speech/heard.h"

namespace dais::speech {

/// The audio that was listened to: its loudness, as measure_levels() gives it, places words that come without times.
struct ListenedTo {
  domain::Milliseconds length = 0;
  std::span<const float> levels;
};

/// kBadInput says what the answer is instead: a web page, an error's text, JSON without a transcript. An answer in
/// which nobody speaks has no words. All times are within the audio.
Result<Heard> read_answer(std::string_view answer, const ListenedTo& audio);

/// "en", "english" and "en-US" → "en", "en", "en-US"; empty for what is no language.
std::string language_code(std::string_view name);

}  // namespace dais::speech
