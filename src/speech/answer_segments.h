// SPDX-License-Identifier: Apache-2.0
// The middle of reading an answer: segments with what is known of their times and words, before and after the gaps are
// filled. For answer.cc and its neighbours.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "speech/answer.h"

namespace dais::speech {

using MaybeTime = std::optional<domain::Milliseconds>;

/// A word, or a part of one, as the answer lists it.
struct RawWord {
  MaybeTime start;
  MaybeTime end;
  std::string text;
  std::optional<double> confidence;
};

struct Segment {
  MaybeTime start;
  MaybeTime end;
  std::string text;
  std::string speaker;
  std::vector<RawWord> raw;    ///< as listed within it
  std::vector<RawWord> words;  ///< one a token of the text
  std::optional<double> mean_logprob;
  std::optional<double> no_speech;
};

/// White-space separated tokens of `text`.
std::vector<std::string> tokens_of(std::string_view text);

/// Texts of `raw` put together: where some begin with a blank, those that don't go on with the word before.
std::string joined_text(const std::vector<RawWord>& raw);

/// Times for `tokens` from `raw`, where both spell the same letters in the same order, however they are cut; false
/// where they don't, and nothing is changed then.
bool time_by_letters(const std::vector<RawWord>& raw, std::span<RawWord* const> tokens);

/// Segments get times where they have none, from their neighbours; all within the audio, never decreasing.
void settle_segments(std::vector<Segment>& segments, const ListenedTo& audio);

/// Words get the times that are missing, spread over the speech of their segment; zero and backward ones are mended.
void settle_words(Segment& segment, const ListenedTo& audio);

/// Takes out what a model writes when it has lost its way: a passage over and over, text where nobody speaks.
void drop_loops(std::vector<Segment>& segments, std::vector<Repair>& repairs);

}  // namespace dais::speech
