// SPDX-License-Identifier: Apache-2.0
// CDP's Transcript JSON: its key order, nulls, seconds as floats and ISO dates (transcript_model.py of cdp-backend).
#include <array>
#include <charconv>
#include <cmath>
#include <string>

#include "json/json.h"
#include "speech/captions.h"
#include "speech/cdp_json.h"

namespace dais::speech {
namespace {

/// As Python writes a float: shortest form, never without a point.
std::string python_float(double value) {
  if (!std::isfinite(value)) return "null";
  std::array<char, 40> buffer{};
  const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  std::string text(buffer.data(), end);
  if (text.find_first_of(".e") == std::string::npos) text += ".0";
  return text;
}

std::string seconds(domain::Milliseconds time) { return python_float(static_cast<double>(time) / 1000); }

std::string quoted(std::string_view text) { return boost::json::serialize(boost::json::string(text)); }

/// "+00:00", not "Z": the Pythons that read CDP's files know no Z.
std::string iso_date(Instant instant) {
  std::string text = format_utc(instant);
  if (text.ends_with('Z')) text.replace(text.size() - 1, 1, "+00:00");
  return text;
}

void write_words(const domain::Sentence& sentence, std::string& out) {
  out += "[";
  for (std::size_t i = 0; i < sentence.words.size(); ++i) {
    const domain::Word& word = sentence.words[i];
    out += (i == 0 ? "{\"index\": " : ", {\"index\": ") + std::to_string(i);
    out += ", \"start_time\": " + seconds(word.start) + ", \"end_time\": " + seconds(word.end);
    out += ", \"text\": " + quoted(cdp_word(word.text)) + ", \"annotations\": null}";
  }
  out += "]";
}

bool has_turns(const domain::Transcript& transcript) {
  for (const domain::Sentence& sentence : transcript.sentences) {
    if (sentence.turn_start || !sentence.speaker.empty()) return true;
  }
  return false;
}

}  // namespace

double usual_confidence(domain::TranscriptKind kind) {
  switch (kind) {
    case domain::TranscriptKind::kHuman:
      return 1;
    case domain::TranscriptKind::kCaptions:
      return 0.97;
    case domain::TranscriptKind::kMachine:
      return 0.6;
    case domain::TranscriptKind::kDraft:
      return 0.2;
  }
  return 0;
}

std::string write_cdp_json(const domain::Transcript& transcript) {
  const double whole = transcript.confidence > 0 ? transcript.confidence : usual_confidence(transcript.kind);
  std::string out = "{\"generator\": " + quoted(transcript.generator) + ", \"confidence\": " + python_float(whole);
  out += ", \"session_datetime\": null, \"created_datetime\": ";
  out += transcript.created ? quoted(iso_date(*transcript.created)) : "null";
  out += ", \"sentences\": [";
  const bool turns = has_turns(transcript);
  long long speaker = 0;
  for (std::size_t i = 0; i < transcript.sentences.size(); ++i) {
    const domain::Sentence& sentence = transcript.sentences[i];
    if (i > 0 && (sentence.turn_start || sentence.speaker != transcript.sentences[i - 1].speaker)) ++speaker;
    out += (i == 0 ? "{\"index\": " : ", {\"index\": ") + std::to_string(i);
    out += ", \"confidence\": " + python_float(sentence.confidence.value_or(whole));
    out +=
        ", \"start_time\": " + seconds(sentence.start) + ", \"end_time\": " + seconds(sentence.end) + ", \"words\": ";
    write_words(sentence, out);
    out +=
        ", \"text\": " + quoted(sentence.text) + ", \"speaker_index\": " + (turns ? std::to_string(speaker) : "null");
    out += ", \"speaker_name\": " + (sentence.speaker.empty() ? "null" : quoted(sentence.speaker)) +
           ", \"annotations\": null}";
  }
  return out + "], \"annotations\": null}";
}

}  // namespace dais::speech
