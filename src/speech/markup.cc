// SPDX-License-Identifier: Apache-2.0
#include "speech/markup.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "speech/timestamp.h"
#include "text/encoding.h"

namespace dais::speech {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kLongestTag = 300;
constexpr std::size_t kLongestEntity = 12;

// Anything else between angle brackets is text ("<unintelligible>"), and text is not lost.
constexpr std::array kTags = std::to_array<std::string_view>(
    {"b", "br", "c", "div", "em", "font", "i", "lang", "p", "rt", "ruby", "s", "span", "strong", "tt", "u", "v"});
static_assert(std::is_sorted(kTags.begin(), kTags.end()));

struct Entity {
  std::string_view name;
  std::string_view text;
};
constexpr std::array kEntities = std::to_array<Entity>({{"amp", "&"},
                                                        {"apos", "'"},
                                                        {"gt", ">"},
                                                        {"hellip", "\u2026"},
                                                        {"ldquo", "\u201C"},
                                                        {"lrm", ""},
                                                        {"lsquo", "\u2018"},
                                                        {"lt", "<"},
                                                        {"mdash", "\u2014"},
                                                        {"nbsp", " "},
                                                        {"ndash", "\u2013"},
                                                        {"quot", "\""},
                                                        {"rdquo", "\u201D"},
                                                        {"rlm", ""},
                                                        {"rsquo", "\u2019"}});

bool is_blank(std::string_view character) {
  if (character.size() == 1) return " \t\f\v"sv.find(character[0]) != std::string_view::npos;
  static constexpr std::array kBlanks = {"\u00A0"sv, "\u2028"sv, "\u2029"sv, "\u3000"sv, "\u202F"sv};
  return std::find(kBlanks.begin(), kBlanks.end(), character) != kBlanks.end();
}

bool is_control(std::string_view character) {
  return character.size() == 1 && (static_cast<unsigned char>(character[0]) < 0x20 || character[0] == '\x7F');
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

/// "#39" and "#x27" → the character.
std::optional<std::string> numeric_entity(std::string_view body) {
  body.remove_prefix(1);
  const bool hexadecimal = !body.empty() && (body[0] == 'x' || body[0] == 'X');
  if (hexadecimal) body.remove_prefix(1);
  if (body.empty() || body.size() > 7) return std::nullopt;
  char32_t value = 0;
  for (const char c : body) {
    const auto byte = static_cast<unsigned char>(c);
    if (hexadecimal ? std::isxdigit(byte) == 0 : std::isdigit(byte) == 0) return std::nullopt;
    const int digit = std::isdigit(byte) != 0 ? c - '0' : std::tolower(byte) - 'a' + 10;
    value = value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit);
  }
  if (value == 0) return std::string();
  std::string out;
  text::append_utf8(out, value);
  return out;
}

/// The text of the entity at `at` ('&'), and its length in bytes; nullopt where there is none.
std::optional<std::pair<std::string, std::size_t>> read_entity(std::string_view payload, std::size_t at) {
  const std::size_t semicolon = payload.substr(at, kLongestEntity).find(';');
  if (semicolon == std::string_view::npos || semicolon < 2) return std::nullopt;
  const std::string_view body = payload.substr(at + 1, semicolon - 1);
  if (body[0] == '#') {
    auto text = numeric_entity(body);
    return text ? std::optional(std::pair(*std::move(text), semicolon + 1)) : std::nullopt;
  }
  const auto* const found =
      std::find_if(kEntities.begin(), kEntities.end(), [&](const Entity& e) { return e.name == body; });
  return found == kEntities.end() ? std::nullopt : std::optional(std::pair(std::string(found->text), semicolon + 1));
}

std::string decode_entities(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto entity = text[at] == '&' ? read_entity(text, at) : std::nullopt;
    out += entity ? entity->first : std::string(1, text[at]);
    at += entity ? entity->second : 1;
  }
  return out;
}

std::string_view trim_label(std::string_view name) {
  const std::size_t first = name.find_first_not_of(" \t\n:");
  return first == std::string_view::npos ? std::string_view()
                                         : name.substr(first, name.find_last_not_of(" \t\n:") - first + 1);
}

/// "- Yes.\n- No.": two or more lines that begin with a dash are two or more speakers. A single one may be a dash,
/// until the file has shown that habit.
bool has_dash_turns(std::string_view payload) {
  int dashes = 0;
  for (std::size_t at = 0; at != std::string_view::npos;) {
    const std::string_view line = payload.substr(at).substr(0, 3);
    dashes += line.starts_with("- ") ||
                      (line.size() > 1 && line[0] == '-' && std::isalpha(static_cast<unsigned char>(line[1])) != 0)
                  ? 1
                  : 0;
    const std::size_t newline = payload.find('\n', at);
    at = newline == std::string_view::npos ? newline : newline + 1;
  }
  return dashes >= 2;
}

}  // namespace

std::size_t Speakers::number_of(std::string_view name) {
  const auto [place, is_new] = numbers_.try_emplace(std::string(name), names_.size());
  if (is_new) names_.emplace_back(name);
  return place->second;
}

bool Speakers::knows(std::string_view name) const { return numbers_.contains(std::string(name)); }

void TokenReader::set_voice(std::string_view name) {
  const std::size_t voice = speakers_.number_of(trim_label(name));
  if (voice == Speakers::kUnnamed) {
    if (voice_ != Speakers::kUnnamed) pending_ = Mark::kVoiceEnd;
  } else {
    pending_ = Mark::kVoice;
  }
  voice_ = voice;
}

void TokenReader::begin_turn() {
  // `<v Ann>&gt;&gt;` is a new turn of Ann's; ">>" later on is somebody else.
  if (pending_ != Mark::kVoice) voice_ = Speakers::kUnnamed;
  pending_ = Mark::kTurn;
}

void TokenReader::begin_line() {
  finish_token();
  line_start_ = true;
}

void TokenReader::push_word(std::string_view word) {
  if (word.empty()) return;
  Token token;
  token.text = word;
  token.mark = std::exchange(pending_, Mark::kNone);
  token.voice = voice_;
  token.at = std::exchange(word_at_, std::nullopt);
  token.line_start = std::exchange(line_start_, false);
  out_.push_back(std::move(token));
}

/// A word is complete: ">>" before, within ("PRESENT.>>THANK") and after it are marks, not text.
void TokenReader::finish_token() {
  std::string_view rest = word_;
  if (dash_turns_ && line_start_ && rest.starts_with('-')) {
    begin_turn();
    rest.remove_prefix(1);
  }
  while (!rest.empty()) {
    const std::size_t mark = rest.find(">>");
    push_word(rest.substr(0, mark));
    if (mark == std::string_view::npos) break;
    begin_turn();
    const std::size_t after = rest.find_first_not_of('>', mark);
    rest = after == std::string_view::npos ? std::string_view() : rest.substr(after);
    if (rest == ":") rest = {};  // ">>:", an empty label
  }
  word_.clear();
}

void TokenReader::take_character(std::string_view bytes) {
  if (bytes == "\n") return begin_line();
  if (is_blank(bytes)) return finish_token();
  if (is_control(bytes)) return;
  // "The<00:00:01.000><c> clerk" times the clerk; inside a word a timestamp times a syllable, which we have no use for.
  const auto stamp = std::exchange(next_at_, std::nullopt);
  if (word_.empty()) word_at_ = stamp;
  word_.append(bytes);
}

/// `tag` without its brackets. False where it is no tag but text.
bool TokenReader::apply_tag(std::string_view tag) {
  if (tag.empty()) return false;
  if (std::isdigit(static_cast<unsigned char>(tag[0])) != 0) {
    const auto time = parse_timestamp(tag);
    if (!time) return false;
    next_at_ = time;
    return true;
  }
  const bool closes = tag[0] == '/';
  if (closes) tag.remove_prefix(1);
  const std::string name = lower(tag.substr(0, tag.find_first_of(". \t\n/")));
  if (!std::binary_search(kTags.begin(), kTags.end(), std::string_view(name))) return false;
  if (name == "br" || name == "p" || name == "div") begin_line();
  if (name == "v") {
    finish_token();
    const std::size_t blank = tag.find_first_of(" \t\n");
    set_voice(closes || blank == std::string_view::npos ? "" : decode_entities(tag.substr(blank + 1)));
  }
  return true;
}

/// Bytes taken at '<' or '{', 0 where it is text.
std::size_t TokenReader::take_tag(std::string_view payload, std::size_t at) {
  if (payload[at] == '{') {
    const std::size_t close = payload.substr(at, kLongestTag).find('}');
    const bool override = payload.substr(at, 2) == "{\\";
    return override && close != std::string_view::npos ? close + 1 : 0;
  }
  const std::size_t close = payload.substr(at, kLongestTag).find('>');
  if (close == std::string_view::npos) return 0;
  return apply_tag(payload.substr(at + 1, close - 1)) ? close + 1 : 0;
}

void TokenReader::take_tags(std::string_view payload) {
  for (std::size_t at = 0; at < payload.size();) {
    const char c = payload[at];
    if (c == '<' || c == '{') {
      if (const std::size_t taken = take_tag(payload, at)) {
        at += taken;
        continue;
      }
    }
    if (c == '&') {
      if (const auto entity = read_entity(payload, at)) {
        take_character(entity->first);
        at += entity->second;
        continue;
      }
    }
    const std::size_t length = std::max<std::size_t>(1, text::utf8_length(payload, at));
    take_character(payload.substr(at, length));
    at += length;
  }
}

std::vector<Token> TokenReader::read(std::string_view payload, Markup markup) {
  out_.clear();
  line_start_ = true;
  next_at_.reset();
  word_at_.reset();
  dash_turns_ = dash_turns_ || (markup == Markup::kTags && has_dash_turns(payload));
  if (markup == Markup::kTags) {
    take_tags(payload);
  } else {
    for (std::size_t at = 0; at < payload.size();) {
      const std::size_t length = std::max<std::size_t>(1, text::utf8_length(payload, at));
      take_character(payload.substr(at, length));
      at += length;
    }
  }
  finish_token();
  return std::exchange(out_, {});
}

}  // namespace dais::speech
