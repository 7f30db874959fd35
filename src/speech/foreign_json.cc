// SPDX-License-Identifier: Apache-2.0
#include "speech/foreign_json.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

namespace dais::speech {
namespace {

// The keys under which transcripts keep their passages, and the names of a passage's fields, most usual first.
constexpr std::array<std::string_view, 11> kListKeys = {"segments",      "turns",    "utterances", "transcript",
                                                        "transcription", "captions", "cues",       "subtitles",
                                                        "passages",      "lines",    "data"};
constexpr std::array<std::string_view, 5> kStartKeys = {"start", "start_time", "startTime", "begin", "timestamp"};
constexpr std::array<std::string_view, 4> kEndKeys = {"end", "end_time", "endTime", "stop"};
constexpr std::array<std::string_view, 5> kStartMsKeys = {"start_ms", "startMs", "tStartMs", "start_time_ms",
                                                          "offset_ms"};
constexpr std::array<std::string_view, 4> kEndMsKeys = {"end_ms", "endMs", "tEndMs", "end_time_ms"};
constexpr std::array<std::string_view, 4> kTextKeys = {"text", "transcript", "content", "caption"};
constexpr std::array<std::string_view, 4> kSpeakerKeys = {"speaker", "speaker_name", "speakerName", "speaker_label"};

template <std::size_t N>
std::optional<double> find_number(const json::View& item, const std::array<std::string_view, N>& keys) {
  for (const std::string_view key : keys) {
    const auto number = item[key].number();
    if (number && *number) return *number;
  }
  return std::nullopt;
}

template <std::size_t N>
std::string find_text(const json::View& item, const std::array<std::string_view, N>& keys) {
  for (const std::string_view key : keys) {
    const json::View value = item[key];
    if (value.is_object()) return find_text(value, std::array<std::string_view, 1>{"name"});
    const auto text = value.text();
    if (text && *text && !(*text)->empty()) return **text;
  }
  return {};
}

PassageList read_list(const json::View& list, std::string_view key) {
  PassageList found;
  found.key = key;
  bool has_ms_fields = false;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const json::View item = list.at(i);
    Passage passage;
    passage.start = find_number(item, kStartMsKeys);
    passage.end = find_number(item, kEndMsKeys);
    if (passage.start) {
      has_ms_fields = true;
    } else {
      passage.start = find_number(item, kStartKeys);
      passage.end = find_number(item, kEndKeys);
    }
    passage.text = find_text(item, kTextKeys);
    passage.speaker = find_text(item, kSpeakerKeys);
    passage.place = item.path();
    found.passages.push_back(std::move(passage));
  }
  if (has_ms_fields) found.unit = Unit::kMilliseconds;
  return found;
}

bool is_transcript(const PassageList& list) {
  const auto timed = std::count_if(list.passages.begin(), list.passages.end(),
                                   [](const Passage& p) { return p.start && !p.text.empty(); });
  return timed > 0 && timed * 2 >= static_cast<std::ptrdiff_t>(list.passages.size());
}

/// Past the string that begins at `at`.
std::size_t skip_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return std::min(at + 1, text.size());
}

void blank(std::string& text, std::size_t first, std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    if (text[i] != '\n' && text[i] != '\r') text[i] = ' ';
  }
}

/// The end of a comment at `at`, or `at` where there is none.
std::size_t skip_comment(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == "//") return std::min(text.find_first_of("\r\n", at), text.size());
  if (text.substr(at, 2) != "/*") return at;
  const std::size_t end = text.find("*/", at + 2);
  return end == std::string_view::npos ? text.size() : end + 2;
}

/// Where the value begins: after the first "=" or "export default" outside comments.
std::optional<std::size_t> find_assigned(std::string_view script) {
  for (std::size_t at = 0; at < script.size();) {
    if (const std::size_t after = skip_comment(script, at); after != at) {
      at = after;
    } else if (script[at] == '"') {
      at = skip_string(script, at);
    } else if (script[at] == '=' || script.substr(at).starts_with("default")) {
      const std::size_t value = script.find_first_not_of(" \t\r\n", at + (script[at] == '=' ? 1 : 7));
      if (value != std::string_view::npos && (script[value] == '[' || script[value] == '{')) return value;
      ++at;
    } else {
      ++at;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<PassageList> find_passages(const json::View& root) {
  if (root.is_array()) {
    PassageList list = read_list(root, "");
    return is_transcript(list) ? std::optional(std::move(list)) : std::nullopt;
  }
  for (const std::string_view key : kListKeys) {
    if (!root[key].is_array()) continue;
    PassageList list = read_list(root[key], key);
    if (is_transcript(list)) return list;
  }
  return std::nullopt;
}

std::optional<std::string> json_of_script(std::string_view script) {
  const auto begin = find_assigned(script);
  if (!begin) return std::nullopt;
  std::string out(script);
  blank(out, 0, *begin);
  std::ptrdiff_t depth = 0;
  std::size_t comma = std::string::npos;  // the last one with only blanks and comments after it
  for (std::size_t at = *begin; at < out.size();) {
    if (const std::size_t after = skip_comment(out, at); after != at) {
      blank(out, at, after);
      at = after;
      continue;
    }
    const char c = out[at];
    if (c == '"') {
      comma = std::string::npos;
      at = skip_string(out, at);
      continue;
    }
    if (c == ']' || c == '}') {
      if (comma != std::string::npos) out[comma] = ' ';
      --depth;
    }
    if (c == '[' || c == '{') ++depth;
    if (c == ',') {
      comma = at;
    } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      comma = std::string::npos;
    }
    ++at;
    if (depth == 0) {
      out.resize(at);
      return out;
    }
  }
  return out;  // cut short: the parser will say where
}

}  // namespace dais::speech
