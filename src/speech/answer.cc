// SPDX-License-Identifier: Apache-2.0
#include "speech/answer.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include <unicode/locid.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "json/json.h"
#include "os/said.h"
#include "speech/answer_segments.h"
#include "speech/captions.h"
#include "speech/cue_blocks.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

/// A model's token may end within a character; what is no UTF-8 becomes U+FFFD, so that the rest can be read.
std::string repaired_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    const std::int32_t begun = i;
    UChar32 c = 0;
    U8_NEXT(text.data(), i, length, c);
    if (c < 0) {
      out += "\uFFFD";
    } else {
      out.append(text.substr(static_cast<std::size_t>(begun), static_cast<std::size_t>(i - begun)));
    }
  }
  return out;
}

std::string trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n\f\v");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\r\n\f\v") - first + 1));
}

/// A string as it stands: leading blanks of words mean something, so View::text() will not do.
std::string text_at(const json::View& view) {
  return view.is_string() ? std::string(view.raw()->get_string()) : std::string();
}

std::optional<double> number_at(const json::View& view) {
  const auto number = view.number();
  return number ? *number : std::nullopt;
}

/// Seconds; -1.0 and other negative ones stand for "not known" (vLLM).
MaybeTime seconds_at(const json::View& view) {
  const auto number = number_at(view);
  if (!number || *number < 0 || *number > 1e9) return std::nullopt;
  return static_cast<Milliseconds>(std::llround(*number * 1000));
}

/// Whole milliseconds, as whisper-cli writes them.
MaybeTime offset_at(const json::View& view) {
  const auto number = number_at(view);
  if (!number || *number < 0 || *number > 1e12) return std::nullopt;
  return static_cast<Milliseconds>(std::llround(*number));
}

/// "[_BEG_]", "[_TT_250]", "<|endoftext|>": marks of the model for itself.
bool is_special_token(std::string_view text) {
  return (text.starts_with("[_") && text.ends_with("]")) || (text.starts_with("<|") && text.ends_with("|>"));
}

std::vector<RawWord> read_words(const json::View& list) {
  std::vector<RawWord> words;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const json::View item = list.at(i);
    RawWord word;
    word.text = item["word"].is_string() ? text_at(item["word"]) : text_at(item["text"]);
    if (word.text.empty() || is_special_token(word.text)) continue;
    if (item["offsets"].is_object()) {
      word.start = offset_at(item["offsets"]["from"]);
      word.end = offset_at(item["offsets"]["to"]);
    } else {
      word.start = seconds_at(item["start"]);
      word.end = seconds_at(item["end"]);
    }
    for (const char* key : {"probability", "p", "confidence"}) {
      const auto number = number_at(item[key]);
      if (number && *number >= 0 && *number <= 1) word.confidence = number;
    }
    words.push_back(std::move(word));
  }
  return words;
}

Segment read_segment(const json::View& item) {
  Segment segment;
  segment.text = trimmed(text_at(item["text"]));
  if (item["offsets"].is_object()) {
    segment.start = offset_at(item["offsets"]["from"]);
    segment.end = offset_at(item["offsets"]["to"]);
  } else {
    segment.start = seconds_at(item["start"]);
    segment.end = seconds_at(item["end"]);
  }
  segment.speaker = text_at(item["speaker"]);
  // A model's numbers for its tokens ("tokens": [50364, …]) are no words.
  segment.raw = read_words(item["words"].is_array() ? item["words"] : item["tokens"]);
  segment.mean_logprob = number_at(item["avg_logprob"]);
  segment.no_speech = number_at(item["no_speech_prob"]);
  if (segment.text.empty()) segment.text = trimmed(joined_text(segment.raw));
  return segment;
}

/// "$.error.message" and its kin: the server says what is wrong, with whatever status.
std::string error_text(const json::View& root) {
  for (const json::View& view : {root["error"]["message"], root["error"], root["detail"], root["message"]}) {
    if (view.is_string()) return trimmed(text_at(view));
  }
  return {};
}

void time_by_top_level(const std::vector<RawWord>& words, std::vector<Segment>& segments) {
  std::vector<RawWord*> all;
  for (Segment& segment : segments) {
    for (RawWord& word : segment.words) all.push_back(&word);
  }
  if (time_by_letters(words, all)) return;
  // They part somewhere: each segment by the words of its own time, as far as that goes.
  for (Segment& segment : segments) {
    if (!segment.start || !segment.end) continue;
    segment.raw.clear();
    for (const RawWord& word : words) {
      if (!word.start || !word.end) continue;
      const Milliseconds middle = (*word.start + *word.end) / 2;
      if (middle >= *segment.start && middle < *segment.end) segment.raw.push_back(word);
    }
  }
}

std::vector<Segment> read_segments(const json::View& root) {
  std::vector<Segment> segments;
  const json::View list = root["transcription"].is_array() ? root["transcription"] : root["segments"];
  segments.reserve(list.size() + 1);
  for (std::size_t i = 0; i < list.size(); ++i) segments.push_back(read_segment(list.at(i)));
  const std::vector<RawWord> words = read_words(root["words"]);
  std::erase_if(segments, [](const Segment& segment) { return segment.text.empty(); });
  if (segments.empty()) {
    Segment whole;
    whole.text = trimmed(text_at(root["text"]));
    if (whole.text.empty()) whole.text = trimmed(joined_text(words));
    if (!whole.text.empty()) segments.push_back(std::move(whole));
  }
  for (Segment& segment : segments) {
    for (std::string& token : tokens_of(segment.text)) segment.words.push_back({{}, {}, std::move(token), {}});
  }
  if (!words.empty()) time_by_top_level(words, segments);
  for (Segment& segment : segments) {
    if (segment.raw.empty()) continue;
    std::vector<RawWord*> tokens;
    tokens.reserve(segment.words.size());
    for (RawWord& word : segment.words) tokens.push_back(&word);
    time_by_letters(segment.raw, tokens);
  }
  return segments;
}

/// Times far beyond the audio that would fit as milliseconds were written as such.
void find_unit(std::vector<Segment>& segments, Milliseconds length) {
  Milliseconds last = 0;
  const auto see = [&last](const MaybeTime& time) { last = std::max(last, time.value_or(0)); };
  const auto each = [&segments](auto&& visit) {
    for (Segment& segment : segments) {
      visit(segment.start);
      visit(segment.end);
      for (RawWord& word : segment.words) {
        visit(word.start);
        visit(word.end);
      }
    }
  };
  each(see);
  if (last <= 50 * length || last / 1000 > length + 1000) return;
  each([](MaybeTime& time) {
    if (time) *time /= 1000;
  });
}

/// Words that begin after the audio has ended were not heard in it.
void drop_beyond(std::vector<Segment>& segments, Milliseconds length, std::vector<Repair>& repairs) {
  constexpr Milliseconds kTolerance = 1'000;
  std::erase_if(segments, [&](const Segment& segment) {
    if (!segment.start || *segment.start < length + kTolerance) return false;
    repairs.push_back({length, "left out, since it is timed after the audio's end: \"" + segment.text + "\""});
    return true;
  });
}

Heard heard_from(std::vector<Segment> segments, const ListenedTo& audio) {
  Heard heard;
  find_unit(segments, audio.length);
  drop_beyond(segments, audio.length, heard.repairs);
  drop_loops(segments, heard.repairs);
  settle_segments(segments, audio);
  std::string speaker;
  for (Segment& segment : segments) {
    settle_words(segment, audio);
    bool first = true;
    const bool turn = segment.speaker != speaker && !heard.words.empty();
    for (RawWord& word : segment.words) {
      const Milliseconds before = heard.words.empty() ? 0 : heard.words.back().start;
      HeardWord out{std::max(*word.start, before),
                    std::max({*word.start, *word.end, before}),
                    std::move(word.text),
                    first,
                    first && turn,
                    word.confidence};
      if (!out.confidence && segment.mean_logprob && *segment.mean_logprob <= 0)
        out.confidence = std::exp(*segment.mean_logprob);
      heard.words.push_back(std::move(out));
      first = false;
    }
    speaker = segment.speaker;
  }
  return heard;
}

Result<Heard> read_json_answer(std::string_view text, const ListenedTo& audio) {
  const auto parsed = json::parse(text);
  if (!parsed) return fail(parsed.error());
  const json::View root(*parsed);
  if (!root["text"].is_string() && !root["segments"].is_array() && !root["transcription"].is_array() &&
      !root["words"].is_array()) {
    const std::string error = error_text(root);
    return fail(ErrorCode::kBadInput,
                error.empty() ? "JSON without a transcript: neither \"text\" nor \"segments\" nor \"transcription\""
                              : "JSON without a transcript" + os::it_said(error.substr(0, 300)));
  }
  Heard heard = heard_from(read_segments(root), audio);
  for (const json::View& view : {root["language"], root["result"]["language"]}) {
    if (view.is_string() && heard.language.empty()) heard.language = language_code(text_at(view));
  }
  return heard;
}

Result<Heard> read_caption_answer(std::string_view text, const ListenedTo& audio) {
  if (!has_cue_times(text)) return Heard{};  // A header and no cues: nobody spoke.
  auto captions = read_captions(text, "the captions");
  if (!captions) return fail(captions.error());
  std::vector<Segment> segments;
  for (domain::Sentence& sentence : captions->transcript.sentences) {
    Segment segment{sentence.start, sentence.end, sentence.text, sentence.speaker, {}, {}, {}, {}};
    for (domain::Word& word : sentence.words) segment.words.push_back({word.start, word.end, std::move(word.text), {}});
    segments.push_back(std::move(segment));
  }
  Heard heard = heard_from(std::move(segments), audio);
  heard.language = language_code(captions->transcript.language);
  return heard;
}

bool begins_like(std::string_view text, std::string_view start) {
  return text.size() >= start.size() && std::equal(start.begin(), start.end(), text.begin(), [](char a, char b) {
           return a == std::tolower(static_cast<unsigned char>(b));
         });
}

}  // namespace

std::string language_code(std::string_view name) {
  const std::string folded = [&] {
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
  }();
  if (folded.size() < 2 || folded == "auto" || folded == "und" || folded == "unknown") return {};
  if (folded.size() <= 3 || folded[2] == '-' || folded[2] == '_') {
    std::string code(name);
    std::replace(code.begin(), code.end(), '_', '-');
    for (std::size_t i = 0; i < std::min<std::size_t>(code.size(), 2); ++i)
      code[i] = static_cast<char>(std::tolower(static_cast<unsigned char>(code[i])));
    return code;
  }
  for (const char* const* code = icu::Locale::getISOLanguages(); *code != nullptr; ++code) {
    icu::UnicodeString shown;
    std::string utf8;
    icu::Locale(*code).getDisplayLanguage(icu::Locale::getEnglish(), shown).toLower().toUTF8String(utf8);
    if (utf8 == folded) return *code;
  }
  return {};
}

Result<Heard> read_answer(std::string_view answer, const ListenedTo& audio) {
  const std::string text = repaired_utf8(answer.starts_with("\xEF\xBB\xBF") ? answer.substr(3) : answer);
  const std::string body = trimmed(text);
  if (body.empty()) return Heard{};
  if (body[0] == '{') return read_json_answer(body, audio);
  if (begins_like(body, "<!doctype") || begins_like(body, "<html") || begins_like(body, "<?xml"))
    return fail(ErrorCode::kBadInput, "a web page, not a transcript: is the address right?");
  if (body.starts_with("WEBVTT") || has_cue_times(body)) return read_caption_answer(body, audio);
  return fail(ErrorCode::kBadInput, "neither JSON nor captions" + os::it_said(body.substr(0, 80)));
}

}  // namespace dais::speech
