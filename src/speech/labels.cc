// SPDX-License-Identifier: Apache-2.0
#include "speech/labels.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>

namespace dais::speech {
namespace {

// What is said before a colon, and never in a name. Lower case, sorted.
constexpr std::array kSaid = std::to_array<std::string_view>(
    {"agenda",   "all",       "also",     "am",        "and",   "answer",  "are",    "as",       "ask",     "asked",
     "asks",     "at",        "be",       "because",   "but",   "can",     "date",   "do",       "example", "false",
     "first",    "following", "follows",  "for",       "from",  "has",     "have",   "here",     "how",     "however",
     "i",        "i'm",       "if",       "includes",  "is",    "issue",   "it",     "it's",     "item",    "like",
     "location", "members",   "motion",   "my",        "next",  "no",      "not",    "note",     "now",     "okay",
     "on",       "or",        "question", "questions", "read",  "reads",   "really", "resolved", "result",  "right",
     "said",     "say",       "says",     "section",   "so",    "subject", "sure",   "that",     "that's",  "then",
     "there",    "these",     "they",     "this",      "those", "time",    "to",     "true",     "two",     "us",
     "vote",     "was",       "we",       "were",      "what",  "whereas", "which",  "who",      "why",     "will",
     "with",     "words",     "would",    "yes",       "you",   "your"});
static_assert(std::is_sorted(kSaid.begin(), kSaid.end()));

// A label that is, or begins with, an office. Lower case, sorted.
constexpr std::array kOffices = std::to_array<std::string_view>(
    {"alderman",     "alderperson",   "alderwoman",  "applicant",      "attorney",     "audience",    "chair",
     "chairman",     "chairperson",   "chairwoman",  "clerk",          "commissioner", "comptroller", "councillor",
     "councilman",   "councilmember", "councilor",   "councilperson",  "councilwoman", "delegate",    "director",
     "dr.",          "host",          "interpreter", "interviewer",    "judge",        "madam",       "manager",
     "mayor",        "moderator",     "mr.",         "mrs.",           "ms.",          "operator",    "presenter",
     "president",    "recording",     "reporter",    "representative", "resident",     "secretary",   "senator",
     "sergeant",     "speaker",       "staff",       "superintendent", "supervisor",   "treasurer",   "trustee",
     "unidentified", "unknown",       "vice"});
static_assert(std::is_sorted(kOffices.begin(), kOffices.end()));

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool is_upper(char c) { return std::isupper(static_cast<unsigned char>(c)) != 0; }
bool is_lower(char c) { return std::islower(static_cast<unsigned char>(c)) != 0; }
bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }

std::string_view without_tail(std::string_view word, std::string_view marks) {
  const std::size_t last = word.find_last_not_of(marks);
  return last == std::string_view::npos ? std::string_view() : word.substr(0, last + 1);
}

/// "of", "the", "de" join the words of a name; the others begin with a capital, a digit or a bracket.
bool may_be_in_name(std::string_view word) {
  static constexpr std::array kJoining =
      std::to_array<std::string_view>({"al", "and", "da", "de", "del", "di", "la", "of", "the", "van", "von"});
  word = without_tail(word, ":,");
  if (word.empty()) return false;
  const bool abbreviated = word.back() == '.' && word.size() <= 6;  // "Mr.", "C.", "Capt."
  if (word.find_first_of("?!;.") != std::string_view::npos && !abbreviated) return false;
  if (std::binary_search(kSaid.begin(), kSaid.end(), std::string_view(lower(word)))) return false;
  if (is_upper(word[0]) || is_digit(word[0]) || is_beyond_ascii(word[0]) || word[0] == '(' || word[0] == '#')
    return true;
  return std::find(kJoining.begin(), kJoining.end(), word) != kJoining.end();
}

/// Words up to the one that ends with a colon, when all may be part of a name.
std::size_t candidate(std::span<const Token* const> words) {
  for (std::size_t i = 0; i < std::min(words.size(), kLongestLabel); ++i) {
    const std::string_view word = words[i]->text;
    if (i > 0 && words[i]->mark != Mark::kNone) return 0;
    if (!may_be_in_name(word)) return 0;
    if (i == 0 && !is_upper(word[0]) && !is_beyond_ascii(word[0])) return 0;
    if (word.back() == ':') return i + 1;
  }
  return 0;
}

bool has_lower(std::string_view text) { return std::any_of(text.begin(), text.end(), is_lower); }

}  // namespace

std::string label_text(std::span<const Token* const> words, std::size_t count) {
  std::string label;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) label.push_back(' ');
    label.append(words[i]->text);
  }
  return std::string(without_tail(label, ": "));
}

std::size_t LabelFinder::after_turn_mark(std::span<const Token* const> words) { return candidate(words); }

void LabelFinder::count_candidate(std::span<const Token* const> words) {
  if (const std::size_t count = candidate(words)) ++candidates_[label_text(words, count)];
}

std::size_t LabelFinder::at_line_start(std::span<const Token* const> words) const {
  const std::size_t count = candidate(words);
  // A label with nothing after it on its line is a heading more often than a speaker.
  if (count == 0 || count == words.size() || words[count]->line_start) return 0;
  const std::string label = label_text(words, count);
  if (speakers_.knows(label)) return count;
  const std::string first = lower(without_tail(words[0]->text, ":"));
  if (std::binary_search(kOffices.begin(), kOffices.end(), std::string_view(first))) return count;
  if (first == "council" && count > 1 && lower(words[1]->text).starts_with("member")) return count;
  const std::string_view next = words[count]->text;
  if (!has_lower(label) && label.size() > 2 && has_lower(next)) return count;
  const auto seen = candidates_.find(label);
  return has_lower(label) && seen != candidates_.end() && seen->second >= 2 ? count : 0;
}

}  // namespace dais::speech
