// SPDX-License-Identifier: Apache-2.0
// WebVTT, SubRip and plain text. A cue holds at most two lines' worth of a sentence; WebVTT keeps each word's time.
#include <algorithm>
#include <vector>

#include "speech/captions.h"
#include "speech/timestamp.h"
#include "text/encoding.h"
#include "text/escape.h"

namespace dais::speech {
namespace {

constexpr std::size_t kCueCharacters = 84;                  // two lines of 42, the broadcasters' measure
constexpr domain::Milliseconds kParagraph = 60'000;  // a turn that goes on gets a new paragraph, and a place, a minute

/// Words [first, last) of a sentence.
struct Part {
  std::size_t first = 0;
  std::size_t last = 0;
  domain::Milliseconds start = 0;
  domain::Milliseconds end = 0;
};

std::vector<Part> cut_into_cues(const domain::Sentence& sentence) {
  std::vector<Part> parts;
  std::size_t length = 0;
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    const std::size_t word = text::count_characters(sentence.words[i].text) + 1;
    if (parts.empty() || length + word > kCueCharacters) {
      if (!parts.empty()) parts.back().end = std::max(parts.back().start, sentence.words[i].start);
      parts.push_back({i, i, sentence.words[i].start, 0});
      length = 0;
    }
    parts.back().last = i + 1;
    length += word;
  }
  if (!parts.empty()) {
    parts.front().start = sentence.start;
    parts.back().end = std::max(sentence.end, parts.back().start);
  }
  return parts;
}

/// Words without blanks or line ends, which would end a cue.
std::string one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(out.begin(), out.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return out;
}

std::string escape(std::string_view text) { return text::escaped(one_line(text), text::Quotes::kAsTheyAre); }

void append_times(domain::Milliseconds start, domain::Milliseconds end, FractionMark mark, std::string& out) {
  out += format_timestamp(start, mark) + " --> " + format_timestamp(end, mark) + "\n";
}

/// Calls `write(sentence, part, is_first)` for each cue; a sentence without words is one cue of its text.
template <typename Write>
void for_each_cue(const domain::Transcript& transcript, Write write) {
  for (const domain::Sentence& sentence : transcript.sentences) {
    std::vector<Part> parts = cut_into_cues(sentence);
    if (parts.empty()) parts.push_back({0, 0, sentence.start, sentence.end});
    for (std::size_t i = 0; i < parts.size(); ++i) write(sentence, parts[i], i == 0);
  }
}

/// SubRip has no escapes, but its readers know HTML's; a bare arrow would begin a cue.
std::string without_arrows(std::string text) {
  for (std::size_t at = text.find("-->"); at != std::string::npos; at = text.find("-->", at))
    text.replace(at, 3, "--&gt;");
  return text;
}

std::string plain_words(const domain::Sentence& sentence, const Part& part) {
  if (part.last == part.first) return one_line(sentence.text);
  std::string out;
  for (std::size_t i = part.first; i < part.last; ++i)
    out += (i > part.first ? " " : "") + one_line(sentence.words[i].text);
  return out;
}

std::string timed_words(const domain::Sentence& sentence, const Part& part) {
  if (part.last == part.first) return escape(sentence.text);
  std::string out;
  for (std::size_t i = part.first; i < part.last; ++i) {
    const domain::Word& word = sentence.words[i];
    if (i > part.first) out += " <" + format_timestamp(word.start, FractionMark::kDot) + ">";
    out += escape(word.text);
  }
  return out;
}

}  // namespace

std::string write_vtt(const domain::Transcript& transcript) {
  std::string out = "WEBVTT\n";
  if (!transcript.language.empty()) out += "Language: " + one_line(transcript.language) + "\n";
  std::string speaker;
  for_each_cue(transcript, [&](const domain::Sentence& sentence, const Part& part, bool first) {
    out += "\n";
    append_times(part.start, part.end, FractionMark::kDot, out);
    if (!sentence.speaker.empty()) out += "<v " + escape(sentence.speaker) + ">";
    // The name says it already, unless the same person begins anew or nobody is named.
    const bool changed = sentence.speaker != speaker;
    if (first &&
        ((sentence.turn_start && !(changed && !sentence.speaker.empty())) || (changed && sentence.speaker.empty())))
      out += "&gt;&gt; ";
    out += timed_words(sentence, part) + "\n";
    speaker = sentence.speaker;
  });
  return out;
}

std::string write_srt(const domain::Transcript& transcript) {
  std::string out;
  std::string speaker;
  std::size_t number = 0;
  for_each_cue(transcript, [&](const domain::Sentence& sentence, const Part& part, bool first) {
    out += std::to_string(++number) + "\n";
    append_times(part.start, part.end, FractionMark::kComma, out);
    if (first && (sentence.turn_start || sentence.speaker != speaker)) {
      out += sentence.speaker.empty() ? ">> " : ">> " + without_arrows(one_line(sentence.speaker)) + ": ";
    }
    out += without_arrows(plain_words(sentence, part)) + "\n\n";
    speaker = sentence.speaker;
  });
  return out;
}

std::string write_txt(const domain::Transcript& transcript) {
  std::string out;
  std::string speaker;
  domain::Milliseconds paragraph = 0;
  for (const domain::Sentence& sentence : transcript.sentences) {
    const bool changed = sentence.turn_start || sentence.speaker != speaker;
    if (out.empty() || changed || sentence.start - paragraph >= kParagraph) {
      if (!out.empty()) out += "\n\n";
      // People count hours from the first: "[0:01:02]" keeps the column straight.
      const std::string clock = format_timestamp(sentence.start, FractionMark::kDot);
      out += "[" + clock.substr(clock[0] == '0' ? 1 : 0, clock.find('.') - (clock[0] == '0' ? 1 : 0)) + "] ";
      if (!sentence.speaker.empty() && (changed || out.size() < 20)) out += one_line(sentence.speaker) + ": ";
      paragraph = sentence.start;
    } else {
      out += " ";
    }
    out += one_line(sentence.text);
    speaker = sentence.speaker;
  }
  return out.empty() ? out : out + "\n";
}

}  // namespace dais::speech
