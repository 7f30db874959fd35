// SPDX-License-Identifier: Apache-2.0
#include "speech/cdp_json.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "speech/cue.h"
#include "speech/timestamp.h"
#include "text/encoding.h"
#include "text/sentences.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

std::string text_or_empty(const json::View& view) {
  auto text = view.text();
  return text && *text ? *std::move(*text) : std::string();
}

std::optional<double> number_or_none(const json::View& view) {
  const auto number = view.number();
  return number ? *number : std::nullopt;
}

/// Seconds → milliseconds; an Error that names the place for what is no time of a recording.
Result<Milliseconds> read_seconds(const json::View& view) {
  const auto seconds = view.number();
  if (!seconds) return fail(seconds.error());
  if (!*seconds) return fail(ErrorCode::kBadInput, view.path() + ": missing");
  if (**seconds < 0 || **seconds * 1000 > static_cast<double>(kLongestRecording)) {
    return fail(ErrorCode::kBadInput, view.path() + ": no time in a recording");
  }
  return std::llround(**seconds * 1000);
}

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n", at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    words.push_back(text.substr(begin, end - begin));
    at = end;
  }
  return words;
}

/// CDP's words lost their case and punctuation; where they are those of the text one by one, they get them back.
void restore_words(domain::Sentence& sentence) {
  const std::vector<std::string_view> tokens = split_words(sentence.text);
  if (tokens.size() != sentence.words.size()) return;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (sentence.words[i].text != tokens[i] && cdp_word(tokens[i]) != sentence.words[i].text) return;
  }
  for (std::size_t i = 0; i < tokens.size(); ++i) sentence.words[i].text = tokens[i];
}

void spread_words(domain::Sentence& sentence) {
  const std::vector<std::string_view> tokens = split_words(sentence.text);
  std::int64_t total = 0;
  for (const std::string_view token : tokens) total += static_cast<std::int64_t>(text::count_characters(token)) + 1;
  std::int64_t passed = 0;
  const Milliseconds length = sentence.end - sentence.start;
  for (const std::string_view token : tokens) {
    const Milliseconds start = sentence.start + length * passed / total;
    passed += static_cast<std::int64_t>(text::count_characters(token)) + 1;
    sentence.words.push_back({start, sentence.start + length * passed / total, std::string(token)});
  }
}

void read_words(const json::View& list, domain::Sentence& sentence, Warnings& warnings) {
  sentence.words.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const json::View item = list.at(i);
    auto start = read_seconds(item["start_time"]);
    const auto end = read_seconds(item["end_time"]);
    if (!start) {
      warnings.add(start.error().message + "; the word is placed after the one before it");
      start = sentence.words.empty() ? sentence.start : sentence.words.back().end;
    }
    sentence.words.push_back({*start, end && *end >= *start ? *end : *start, text_or_empty(item["text"])});
  }
}

Result<domain::Sentence> read_sentence(const json::View& item, Warnings& warnings) {
  if (!item.is_object()) return fail(ErrorCode::kBadInput, item.path() + ": not a sentence");
  domain::Sentence sentence;
  const auto start = read_seconds(item["start_time"]);
  if (!start) return fail(start.error());
  sentence.start = *start;
  const auto end = read_seconds(item["end_time"]);
  sentence.end = end ? *end : *start;
  if (sentence.end < sentence.start) {
    warnings.add(item.path() + ": ends before it starts; it is given no duration");
    sentence.end = sentence.start;
  }
  sentence.text = text_or_empty(item["text"]);
  sentence.confidence = number_or_none(item["confidence"]);
  if (!sentence.confidence) sentence.confidence = number_or_none(item["annotations"]["confidence"]);
  sentence.speaker = text_or_empty(item["speaker_name"]);
  if (sentence.speaker.empty()) sentence.speaker = text_or_empty(item["annotations"]["speaker"]["name"]);
  read_words(item["words"], sentence, warnings);
  if (sentence.text.empty()) {
    for (const domain::Word& word : sentence.words) sentence.text += (sentence.text.empty() ? "" : " ") + word.text;
  }
  if (sentence.words.empty()) {
    spread_words(sentence);
  } else {
    restore_words(sentence);
  }
  return sentence;
}

domain::TranscriptKind kind_of(std::string_view generator) {
  std::string folded(generator);
  std::transform(folded.begin(), folded.end(), folded.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const std::string_view word : {"whisper", "speech", "asr", "recogn", "vosk", "sphinx"}) {
    if (folded.find(word) != std::string::npos) return domain::TranscriptKind::kMachine;
  }
  return domain::TranscriptKind::kCaptions;
}

bool is_pipeline_form(const json::View& root) {
  const json::View first = root["sentences"].at(0);
  return root["generator"].is_string() && root["confidence"].is_number() && root["created_datetime"].is_string() &&
         first["index"].is_number() && first["text"].is_string() && first["start_time"].is_number() &&
         first["words"].is_array();
}

/// A sentence with what else of it tells one turn from the next.
struct NumberedSentence {
  domain::Sentence sentence;
  std::optional<std::string> speaker_index;
  std::size_t index = 0;
};

void put_in_order(std::vector<NumberedSentence>& sentences, Warnings& warnings) {
  const auto starts_before = [](const NumberedSentence& a, const NumberedSentence& b) {
    return std::pair(a.sentence.start, a.index) < std::pair(b.sentence.start, b.index);
  };
  const auto first = std::is_sorted_until(sentences.begin(), sentences.end(), starts_before);
  if (first == sentences.end()) return;
  warnings.add("$.sentences[" + std::to_string(first->index) +
               "]: starts before the one before it; sentences are put in the order of their starts");
  std::sort(sentences.begin(), sentences.end(), starts_before);
}

void read_sentences(const json::View& list, domain::Transcript& transcript, Warnings& warnings) {
  std::vector<NumberedSentence> read;
  read.reserve(list.size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const json::View item = list.at(i);
    auto sentence = read_sentence(item, warnings);
    if (!sentence) {
      warnings.add(sentence.error().message + "; the sentence is left out");
      continue;
    }
    const auto speaker_index = item["speaker_index"].text();
    read.push_back({*std::move(sentence), speaker_index ? *speaker_index : std::nullopt, i});
  }
  put_in_order(read, warnings);
  transcript.sentences.reserve(read.size());
  std::optional<std::string> index_before;
  std::string name_before;
  for (NumberedSentence& next : read) {
    next.sentence.turn_start = next.speaker_index != index_before || next.sentence.speaker != name_before;
    index_before = std::move(next.speaker_index);
    name_before = next.sentence.speaker;
    transcript.sentences.push_back(std::move(next.sentence));
  }
}

void append_passages(const json::View& list, std::string_view speaker, std::vector<Passage>& out) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const json::View item = list.at(i);
    Passage passage;
    passage.start = number_or_none(item["start_time"]);
    passage.end = number_or_none(item["end_time"]);
    passage.text = text_or_empty(item["text"]);
    passage.speaker = speaker;
    passage.place = item.path();
    out.push_back(std::move(passage));
  }
}

}  // namespace

std::string cdp_word(std::string_view token) {
  std::string out;
  for (std::size_t at = 0; at < token.size();) {
    UChar32 c = 0;
    auto index = static_cast<std::int32_t>(at);
    U8_NEXT(token.data(), index, static_cast<std::int32_t>(token.size()), c);
    at = static_cast<std::size_t>(index);
    // Python's \w: letters, digits and the underscore of all scripts.
    const bool kept = c == '_' || c == '/' || c == '-' || c == '\'' || (c >= 0 && u_isalnum(c) != 0) ||
                      (c >= 0 && u_charType(c) == U_OTHER_NUMBER);
    if (kept) text::append_utf8(out, static_cast<char32_t>(u_tolower(c)));
  }
  return out;
}

Captions read_cdp_sentences(const json::View& root, Warnings& warnings) {
  Captions captions;
  domain::Transcript& transcript = captions.transcript;
  transcript.generator = text_or_empty(root["generator"]);
  transcript.kind = kind_of(transcript.generator);
  if (transcript.generator.empty()) transcript.generator = "transcript JSON, its generator not stated";
  transcript.confidence = number_or_none(root["confidence"]).value_or(0);
  // CDP writes Python's datetime.utcnow() without a zone.
  if (const std::string created = text_or_empty(root["created_datetime"]); !created.empty()) {
    if (const auto instant = parse_instant(created, "UTC")) {
      transcript.created = *instant;
    } else {
      warnings.add("$.created_datetime: " + instant.error().message);
    }
  }
  captions.is_cdp_transcript = is_pipeline_form(root);
  read_sentences(root["sentences"], transcript, warnings);
  return captions;
}

Result<std::vector<Passage>> read_cdptools_data(const json::View& root) {
  const std::string format = text_or_empty(root["format"]);
  const json::View data = root["data"];
  std::vector<Passage> passages;
  if (format == "raw" || format == "timestamped-words" || format == "timestamped-sentences") {
    append_passages(data, "", passages);
    return passages;
  }
  if (format != "timestamped-speaker-turns") {
    return fail(ErrorCode::kBadInput,
                "$.format: \"" + format.substr(0, 60) + "\" is not a transcript format that is known");
  }
  for (std::size_t i = 0; i < data.size(); ++i) {
    const std::size_t before = passages.size();
    append_passages(data.at(i)["data"], text_or_empty(data.at(i)["speaker"]), passages);
    if (passages.size() > before) passages[before].turn_start = true;
  }
  return passages;
}

}  // namespace dais::speech
