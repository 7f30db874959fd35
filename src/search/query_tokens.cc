// SPDX-License-Identifier: Apache-2.0
#include "search/query_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "search/query_parse.h"

namespace dais::search {
namespace {

constexpr std::array<std::string_view, 9> kQuotes = {"\"", "“", "”", "„", "‟", "«", "»", "＂", "″"};
constexpr std::array<std::string_view, 6> kSpaces = {"\u00a0", "\u2002", "\u2003", "\u2009", "\u202f", "\u3000"};
constexpr std::array<std::pair<std::string_view, Field>, 7> kFields = {{{"speaker:", Field::kSpeaker},
                                                                        {"body:", Field::kBody},
                                                                        {"after:", Field::kAfter},
                                                                        {"before:", Field::kBefore},
                                                                        {"matter:", Field::kMatter},
                                                                        {"vote:", Field::kVote},
                                                                        {"kind:", Field::kKind}}};

std::size_t quote_at(std::string_view rest) {
  for (const std::string_view quote : kQuotes) {
    if (rest.starts_with(quote)) {
      return quote.size();
    }
  }
  return 0;
}

/// Controls, NUL among them, part words as spaces do.
std::size_t space_at(std::string_view rest) {
  if (!rest.empty() && static_cast<unsigned char>(rest.front()) <= 0x20) {
    return 1;
  }
  for (const std::string_view space : kSpaces) {
    if (rest.starts_with(space)) {
      return space.size();
    }
  }
  return 0;
}

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
  if (text.size() != lower.size()) {
    return false;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] + 32) : text[i];
    if (c != lower[i]) {
      return false;
    }
  }
  return true;
}

class Scanner {
 public:
  explicit Scanner(std::string_view query) : rest_(query) {}

  std::vector<QueryToken> scan() {
    for (skip_spaces(); !rest_.empty(); skip_spaces()) {
      QueryToken token;
      take_minus(token);
      take_field(token);
      if (!take_parenthesis(token) && !take_quoted(token)) {
        take_plain(token);
      }
      if (!token.text.empty()) {
        tokens_.push_back(token);
      }
    }
    return std::move(tokens_);
  }

 private:
  void skip_spaces() {
    while (const std::size_t size = space_at(rest_)) {
      rest_.remove_prefix(size);
    }
  }

  /// A minus with a space after it is a dash, not an operator.
  void take_minus(QueryToken& token) {
    std::string_view after = rest_;
    while (after.starts_with('-')) {
      after.remove_prefix(1);
    }
    if (after.size() < rest_.size()) {
      token.negated = !after.empty() && space_at(after) == 0;
      rest_ = after;
    }
  }

  void take_field(QueryToken& token) {
    for (const auto& [name, field] : kFields) {
      if (rest_.size() > name.size() && equals_ignoring_case(rest_.substr(0, name.size()), name)) {
        token.field = field;
        rest_.remove_prefix(name.size());
        skip_spaces();  // "speaker: Ann" is meant as "speaker:Ann"
        return;
      }
    }
  }

  /// A name in parentheses is one name.
  bool take_parenthesis(QueryToken& token) {
    const bool opens = rest_.starts_with('(');
    if (!opens && !rest_.starts_with(')')) {
      return false;
    }
    const std::size_t close = rest_.find(')');
    if (opens && token.field != Field::kNone && close != std::string_view::npos) {
      token.quoted = true;
      token.text = rest_.substr(1, close - 1);
      rest_.remove_prefix(close + 1);
      return true;
    }
    token.field = Field::kNone;
    token.join = opens ? Join::kOpen : Join::kClose;
    token.text = rest_.substr(0, 1);
    rest_.remove_prefix(1);
    return true;
  }

  /// A quote that nobody closes is no quote.
  bool take_quoted(QueryToken& token) {
    const std::size_t open = quote_at(rest_);
    if (open == 0) {
      return false;
    }
    for (std::size_t end = open; end < rest_.size(); ++end) {
      if (const std::size_t close = quote_at(rest_.substr(end)); close != 0) {
        token.quoted = true;
        token.text = rest_.substr(open, end - open);
        rest_.remove_prefix(end + close);
        return true;
      }
    }
    rest_.remove_prefix(open);
    return false;
  }

  void take_plain(QueryToken& token) {
    std::size_t end = 0;
    while (end < rest_.size() && rest_[end] != '(' && rest_[end] != ')' && space_at(rest_.substr(end)) == 0 &&
           quote_at(rest_.substr(end)) == 0) {
      ++end;
    }
    token.text = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (token.field == Field::kNone && !token.negated) {
      token.join = join_of(token.text);
      if (const auto within = near_of(token.text)) {
        token.join = Join::kNear;
        token.within = *within;
      }
    }
  }

  static Join join_of(std::string_view text) {
    if (text == "OR" || text == "|" || text == "||") {
      return Join::kOr;
    }
    if (text == "AND" || text == "&" || text == "&&" || text == "+") {
      return Join::kAnd;
    }
    return text == "NOT" ? Join::kNot : Join::kNone;
  }

  /// NEAR, NEAR/5.
  static std::optional<std::uint32_t> near_of(std::string_view text) {
    constexpr std::string_view kName = "NEAR";
    if (!text.starts_with(kName)) {
      return std::nullopt;
    }
    text.remove_prefix(kName.size());
    if (text.empty()) {
      return kNearWords;
    }
    std::uint32_t within = 0;
    const auto [end, wrong] = std::from_chars(text.data() + 1, text.data() + text.size(), within);
    if (text.front() != '/' || wrong != std::errc() || end != text.data() + text.size() || within == 0) {
      return std::nullopt;
    }
    return std::min(within, kMostNearWords);
  }

  std::string_view rest_;
  std::vector<QueryToken> tokens_;
};

}  // namespace

std::vector<QueryToken> query_tokens(std::string_view query) { return Scanner(query).scan(); }

}  // namespace dais::search
