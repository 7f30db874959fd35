// SPDX-License-Identifier: Apache-2.0
// What holds for every transcript and every caption file, whatever is in it.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>

#include "speech/captions.h"
#include "speech/timestamp.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;
using domain::Sentence;
using domain::Transcript;
using domain::Word;

rc::Gen<std::string> any_word() {
  return rc::gen::map(
      rc::gen::tuple(
          rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::elementOf(std::string("abcdeXYZ&<'/5")))),
          rc::gen::elementOf(std::vector<std::string>{"", "", "", ".", ",", "?", "\u00E9", "\U0001F6B2"})),
      [](const auto& parts) { return std::get<0>(parts) + std::get<1>(parts); });
}

/// Words one after another with pauses, in sentences of named, unnamed and unchanged speakers.
Transcript any_transcript() {
  Transcript transcript;
  Milliseconds now = *rc::gen::inRange<Milliseconds>(0, 10'000'000);
  const std::size_t sentences = *rc::gen::inRange<std::size_t>(1, 12);
  for (std::size_t s = 0; s < sentences; ++s) {
    Sentence sentence;
    sentence.speaker = *rc::gen::elementOf(std::vector<std::string>{"", "Ann", "Bob <B> & Co"});
    sentence.turn_start = *rc::gen::arbitrary<bool>();
    const auto words = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::string>>(any_word()));
    sentence.start = now;
    for (const std::string& text : words) {
      const Milliseconds length = *rc::gen::inRange<Milliseconds>(1, 3000);
      sentence.words.push_back({now, now + length, text});
      sentence.text += (sentence.text.empty() ? "" : " ") + text;
      now += length;
    }
    sentence.end = now;
    now += *rc::gen::inRange<Milliseconds>(0, 3000);
    transcript.sentences.push_back(std::move(sentence));
  }
  return transcript;
}

std::vector<Word> words_of(const Transcript& transcript) {
  std::vector<Word> words;
  for (const Sentence& sentence : transcript.sentences)
    words.insert(words.end(), sentence.words.begin(), sentence.words.end());
  return words;
}

RC_GTEST_PROP(CaptionProperties, WebVttKeepsWordsAndTheirTimesAndSpeakers, ()) {
  const Transcript before = any_transcript();
  const auto after = read_captions(write_vtt(before), "a.vtt");
  RC_ASSERT(after.has_value());
  RC_ASSERT(after->warnings.empty());
  const std::vector<Word> want = words_of(before);
  const std::vector<Word> got = words_of(after->transcript);
  RC_ASSERT(want.size() == got.size());
  for (std::size_t i = 0; i < want.size(); ++i) {
    RC_ASSERT(want[i].text == got[i].text);
    RC_ASSERT(std::abs(want[i].start - got[i].start) <= 1);
  }
  RC_ASSERT(before.sentences.front().speaker == after->transcript.sentences.front().speaker);
  RC_ASSERT(before.sentences.back().speaker == after->transcript.sentences.back().speaker);
}

RC_GTEST_PROP(CaptionProperties, WritingAgainWhatWasReadIsTheSame, ()) {
  const auto once = read_captions(write_vtt(any_transcript()), "a.vtt");
  RC_ASSERT(once.has_value());
  const auto twice = read_captions(write_vtt(once->transcript), "a.vtt");
  RC_ASSERT(twice.has_value());
  RC_ASSERT(write_txt(once->transcript) == write_txt(twice->transcript));
}

/// Cues in any order, overlapping, ending before they start. Each word is said once in the file, so that none is taken
/// for a roll-up's repetition.
std::string any_file(std::size_t& count, std::vector<Milliseconds>& starts) {
  std::string file = "WEBVTT\n";
  const std::size_t cues = *rc::gen::inRange<std::size_t>(1, 20);
  for (std::size_t c = 0; c < cues; ++c) {
    const Milliseconds start = *rc::gen::inRange<Milliseconds>(0, 100'000);
    const Milliseconds end = std::max<Milliseconds>(0, start + *rc::gen::inRange<Milliseconds>(-2000, 90'000));
    file +=
        "\n" + format_timestamp(start, FractionMark::kDot) + " --> " + format_timestamp(end, FractionMark::kDot) + "\n";
    if (*rc::gen::arbitrary<bool>())
      file += *rc::gen::elementOf(std::vector<std::string>{"&gt;&gt; ", "<v Ann>", "<v Bob>", "<i>"});
    const std::size_t words = *rc::gen::inRange<std::size_t>(1, 70);
    for (std::size_t w = 0; w < words; ++w) {
      file += "w" + std::to_string(count++) +
              *rc::gen::elementOf(std::vector<std::string>{" ", " ", " ", "\n", ". ", ".\n"});
    }
    starts.push_back(start);
    file += "\n";
  }
  return file;
}

RC_GTEST_PROP(CaptionProperties, SentenceStartsNeverDecreaseAndNoWordIsLost, ()) {
  std::size_t count = 0;
  std::vector<Milliseconds> starts;
  const auto read = read_captions(any_file(count, starts), "a.vtt");
  RC_ASSERT(read.has_value());
  Milliseconds before = 0;
  std::vector<int> seen(count, 0);
  for (const Sentence& sentence : read->transcript.sentences) {
    RC_ASSERT(sentence.start >= before);
    RC_ASSERT(sentence.end >= sentence.start);
    RC_ASSERT(sentence.words.front().start == sentence.start);
    RC_ASSERT(sentence.words.size() <= 60U);
    before = sentence.start;
    std::string text;
    for (const Word& word : sentence.words) {
      RC_ASSERT(word.start >= sentence.start && word.end <= sentence.end);
      ++seen.at(static_cast<std::size_t>(std::atoi(word.text.c_str() + 1)));
      text += (text.empty() ? "" : " ") + word.text;
    }
    RC_ASSERT(text == sentence.text);
  }
  for (const int times : seen) RC_ASSERT(times == 1);
}

RC_GTEST_PROP(CaptionProperties, ACueThatBeginsASentenceGivesItItsStart, ()) {
  std::string file = "WEBVTT\n";
  std::vector<Milliseconds> starts;
  Milliseconds now = 0;
  const std::size_t cues = *rc::gen::inRange<std::size_t>(1, 20);
  for (std::size_t c = 0; c < cues; ++c) {
    now += *rc::gen::inRange<Milliseconds>(1, 20'000);
    starts.push_back(now);
    const Milliseconds end = now + *rc::gen::inRange<Milliseconds>(1, 60'000);
    file += "\n" + format_timestamp(now, FractionMark::kDot) + " --> " + format_timestamp(end, FractionMark::kDot) +
            "\nItem " + std::to_string(c) + " is here.\n";
  }
  const auto read = read_captions(file, "a.vtt");
  RC_ASSERT(read.has_value());
  RC_ASSERT(read->transcript.sentences.size() == cues);
  for (std::size_t c = 0; c < cues; ++c) RC_ASSERT(read->transcript.sentences[c].start == starts[c]);
}

RC_GTEST_PROP(CaptionProperties, AnyBytesAreReadOrRefused, (const std::string& bytes)) {
  for (const std::string& content :
       {bytes, "WEBVTT\n\n00:01.000 --> 00:02.000\n" + bytes, "[{\"start\": 1, \"text\": \"" + bytes + "\"}]"}) {
    const auto read = read_captions(content, "a");
    const bool said = read.has_value() ? !read->transcript.sentences.empty() : !read.error().message.empty();
    RC_ASSERT(said);
  }
}

RC_GTEST_PROP(CaptionProperties, TimestampsComeBackAsTheyWere, ()) {
  const Milliseconds time = *rc::gen::inRange<Milliseconds>(0, kLongestRecording);
  RC_ASSERT(parse_timestamp(format_timestamp(time, FractionMark::kComma)) == time);
}

}  // namespace
}  // namespace dais::speech
