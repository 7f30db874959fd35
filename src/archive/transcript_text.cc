// SPDX-License-Identifier: Apache-2.0
#include "archive/transcript_text.h"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

#include "json/json.h"

namespace dais::archive {
namespace {

namespace bj = boost::json;
using domain::Sentence;
using domain::Transcript;
using domain::TranscriptKind;
using domain::Word;

constexpr std::array<std::string_view, 4> kKinds = {"human", "captions", "machine", "draft"};
constexpr int kFormat = 1;

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::vector<std::string_view> tokens_of(std::string_view text) {
  std::vector<std::string_view> tokens;
  std::size_t i = 0;
  while (i < text.size()) {
    while (i < text.size() && is_blank(text[i])) ++i;
    const std::size_t begin = i;
    while (i < text.size() && !is_blank(text[i])) ++i;
    if (i > begin) tokens.push_back(text.substr(begin, i - begin));
  }
  return tokens;
}

bool words_are_tokens(const Sentence& sentence) {
  const auto tokens = tokens_of(sentence.text);
  if (tokens.size() != sentence.words.size()) return false;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i] != sentence.words[i].text) return false;
  }
  return true;
}

bj::object pack(const Sentence& sentence) {
  bj::object out{{"s", sentence.start}, {"e", sentence.end}, {"t", sentence.text}};
  if (!sentence.speaker.empty()) out["p"] = sentence.speaker;
  if (sentence.turn_start) out["n"] = 1;
  if (sentence.confidence) out["c"] = *sentence.confidence;
  bj::array times;
  for (const Word& word : sentence.words) {
    times.emplace_back(word.start - sentence.start);
    times.emplace_back(word.end - word.start);
  }
  if (!times.empty()) out["w"] = std::move(times);
  if (!sentence.words.empty() && !words_are_tokens(sentence)) {
    bj::array texts;
    for (const Word& word : sentence.words) texts.emplace_back(word.text);
    out["x"] = std::move(texts);
  }
  return out;
}

std::string text_or_empty(const bj::object& object, std::string_view key) {
  const bj::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string();
}

Sentence unpack(const bj::object& in) {
  Sentence sentence;
  sentence.start = in.at("s").to_number<std::int64_t>();
  sentence.end = in.at("e").to_number<std::int64_t>();
  sentence.text = text_or_empty(in, "t");
  sentence.speaker = text_or_empty(in, "p");
  sentence.turn_start = in.contains("n");
  if (const bj::value* confidence = in.if_contains("c")) sentence.confidence = confidence->to_number<double>();
  const bj::value* times = in.if_contains("w");
  if (times == nullptr) return sentence;
  const bj::value* texts = in.if_contains("x");
  const auto tokens = texts == nullptr ? tokens_of(sentence.text) : std::vector<std::string_view>();
  const bj::array& pairs = times->as_array();
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2) {
    Word word;
    word.start = sentence.start + pairs[i].to_number<std::int64_t>();
    word.end = word.start + pairs[i + 1].to_number<std::int64_t>();
    word.text = texts == nullptr ? std::string(tokens.at(i / 2)) : std::string(texts->as_array().at(i / 2).as_string());
    sentence.words.push_back(std::move(word));
  }
  return sentence;
}

}  // namespace

std::string_view name_of(TranscriptKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

TranscriptKind transcript_kind_of(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name);
  return found == kKinds.end() ? TranscriptKind::kCaptions : static_cast<TranscriptKind>(found - kKinds.begin());
}

std::string pack_transcript(const Transcript& transcript) {
  bj::array sentences;
  sentences.reserve(transcript.sentences.size());
  for (const Sentence& sentence : transcript.sentences) sentences.push_back(pack(sentence));
  bj::object out{{"format", kFormat},
                 {"generator", transcript.generator},
                 {"confidence", transcript.confidence},
                 {"kind", name_of(transcript.kind)},
                 {"language", transcript.language}};
  if (transcript.created) out["created"] = transcript.created->time_since_epoch().count();
  out["sentences"] = std::move(sentences);
  return json::write(out);
}

Result<Transcript> unpack_transcript(std::string_view packed) {
  try {
    bj::monotonic_resource memory(packed.size() * 2);
    const bj::value parsed = bj::parse(bj::string_view(packed.data(), packed.size()), &memory);
    const bj::object& in = parsed.as_object();
    Transcript transcript;
    transcript.generator = text_or_empty(in, "generator");
    transcript.confidence = in.at("confidence").to_number<double>();
    transcript.language = text_or_empty(in, "language");
    transcript.kind = transcript_kind_of(text_or_empty(in, "kind"));
    if (const bj::value* created = in.if_contains("created")) {
      transcript.created = Instant(std::chrono::milliseconds(created->to_number<std::int64_t>()));
    }
    const bj::array& sentences = in.at("sentences").as_array();
    transcript.sentences.reserve(sentences.size());
    for (const bj::value& sentence : sentences) transcript.sentences.push_back(unpack(sentence.as_object()));
    return transcript;
  } catch (const std::exception& error) {
    return fail(ErrorCode::kStorage, std::string("a kept transcript is damaged: ") + error.what());
  }
}

}  // namespace dais::archive
