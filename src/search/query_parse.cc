// SPDX-License-Identifier: Apache-2.0
#include "search/query_parse.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <span>

#include <unicode/utf8.h>

#include "search/query_tokens.h"
#include "text/query_words.h"
#include "text/stem.h"
#include "text/words.h"

namespace dais::search {
namespace {

std::string usable_text(std::string_view typed) {
  std::string text;
  const auto size = static_cast<int32_t>(std::min(typed.size(), kLongestQuery));
  for (int32_t at = 0; at < size;) {
    const int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(typed.data(), at, size, c);
    if (c < 0) {
      text.push_back(' ');
    } else {
      text.append(typed.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin)));
    }
  }
  return text;
}

/// The date that a text of digits and dashes begins: 2023, 2023-05, 2023-05-01. An unknown month or day: none.
std::optional<std::int64_t> date_of(std::string_view text) {
  std::vector<std::int64_t> parts(1, 0);
  std::vector<int> digits(1, 0);
  for (const char c : text) {
    if (c >= '0' && c <= '9' && digits.back() < 4) {
      parts.back() = parts.back() * 10 + (c - '0');
      ++digits.back();
    } else if ((c == '-' || c == '/' || c == '.') && digits.back() > 0 && parts.size() < 3) {
      parts.push_back(0);
      digits.push_back(0);
    } else {
      return std::nullopt;
    }
  }
  if (digits.front() != 4 || digits.back() == 0) {
    return std::nullopt;
  }
  parts.resize(3, 1);
  const std::chrono::year_month_day day{std::chrono::year(static_cast<int>(parts[0])),
                                        std::chrono::month(static_cast<unsigned>(parts[1])),
                                        std::chrono::day(static_cast<unsigned>(parts[2]))};
  if (!day.ok()) {
    return std::nullopt;
  }
  return parts[0] * 10'000 + parts[1] * 100 + parts[2];
}

class Parser {
 public:
  explicit Parser(std::string_view typed) { query_.text = usable_text(typed); }

  ParsedQuery parse() {
    const std::vector<QueryToken> tokens = query_tokens(query_.text);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      take(tokens, i);
    }
    end_plain_run();
    return std::move(query_);
  }

 private:
  void take(const std::vector<QueryToken>& tokens, std::size_t& i) {
    QueryToken token = tokens[i];
    if (token.join == Join::kNot && i + 1 < tokens.size()) {
      token = tokens[++i];
      token.negated = true;
    } else if (token.join == Join::kAnd || token.join == Join::kNot) {
      return;
    } else if (token.join == Join::kOr) {
      if (tokens.size() == 1) {
        add_words(token);
      }
      return;
    }
    if (token.field != Field::kNone && take_filter(token)) {
      return;
    }
    if (token.negated) {
      for (Unit& unit : units_of(token)) {
        add_excluded(std::move(unit));
      }
    } else if (i + 1 < tokens.size() && tokens[i + 1].join == Join::kOr) {
      take_alternatives(tokens, i);
    } else if (token.quoted) {
      end_plain_run();
      add_group({units_of(token), true});
    } else {
      add_words(token);
    }
  }

  /// a OR b OR "c d": from the first to the last alternative.
  void take_alternatives(const std::vector<QueryToken>& tokens, std::size_t& i) {
    end_plain_run();
    Group group{units_of(tokens[i]), true};
    while (i + 1 < tokens.size() && tokens[i + 1].join == Join::kOr) {
      ++i;
      if (i + 1 < tokens.size() && tokens[i + 1].join == Join::kNone && !tokens[i + 1].negated &&
          tokens[i + 1].field == Field::kNone) {
        ++i;
        std::ranges::move(units_of(tokens[i]), std::back_inserter(group.any_of));
      }
    }
    add_group(std::move(group));
  }

  bool take_filter(const QueryToken& token) {
    if (token.field == Field::kAfter || token.field == Field::kBefore) {
      const auto date = date_of(token.text);
      if (!date || token.negated) {
        if (!date) query_.no_dates.emplace_back(token.text);
        return false;
      }
      std::int64_t& bound = token.field == Field::kAfter ? query_.first_date : query_.end_date;
      bound = *date;
      query_.has_filter_text = true;
      return true;
    }
    NameFilter filter;
    for (text::FoldedWord& word : text::folded_words(token.text)) {
      filter.words.push_back(std::move(word.folded));
    }
    if (filter.words.empty()) {
      return false;
    }
    filter.shown = token.text;
    filter.wanted = token.negated ? Wanted::kNo : Wanted::kYes;
    auto& filters = token.field == Field::kSpeaker ? query_.speakers : query_.bodies;
    if (filters.size() < kMostUnits) {
      filters.push_back(std::move(filter));
    }
    query_.has_filter_text = true;
    return true;
  }

  /// A quoted piece is one phrase; so is an alternative or an excluded piece of several words ("part-time").
  std::vector<Unit> units_of(const QueryToken& token) {
    Unit unit;
    for (text::FoldedWord& word : text::folded_words(token.text)) {
      if (unit.words.size() < kMostPhraseWords) {
        unit.words.push_back(std::move(word.folded));
      }
    }
    if (unit.words.empty()) {
      return {};
    }
    unit.is_phrase = token.quoted || unit.words.size() > 1;
    unit.stem = stemmer_.stem(unit.words.front());
    unit.begin = offset_of(token.text);
    unit.end = unit.begin + token.text.size();
    query_.has_phrase = query_.has_phrase || token.quoted;
    return {std::move(unit)};
  }

  void add_words(const QueryToken& token) {
    for (text::FoldedWord& word : text::folded_words(token.text)) {
      word.begin += offset_of(token.text);
      word.end += offset_of(token.text);
      plain_.push_back(std::move(word));
    }
  }

  void end_plain_run() {
    const text::SubjectWords subject = text::subject_words(plain_);
    query_.asked = query_.asked || subject.asked;
    for (const std::size_t i : subject.kept) {
      Unit unit;
      unit.words = {plain_[i].folded};
      unit.stem = stemmer_.stem(plain_[i].folded);
      unit.begin = plain_[i].begin;
      unit.end = plain_[i].end;
      add_group({{std::move(unit)}, false});
    }
    plain_.clear();
  }

  void add_group(Group group) {
    if (group.any_of.empty() || units_ + group.any_of.size() > kMostUnits || (!group.required && is_known(group))) {
      return;
    }
    units_ += group.any_of.size();
    query_.groups.push_back(std::move(group));
  }

  /// A plain word said twice is looked for once.
  [[nodiscard]] bool is_known(const Group& group) const {
    return std::ranges::any_of(query_.groups, [&](const Group& other) {
      return !other.required && other.any_of.front().stem == group.any_of.front().stem;
    });
  }

  void add_excluded(Unit unit) {
    if (query_.excluded.size() < kMostUnits) {
      query_.excluded.push_back(std::move(unit));
    }
  }

  [[nodiscard]] std::size_t offset_of(std::string_view part) const {
    return static_cast<std::size_t>(part.data() - query_.text.data());
  }

  ParsedQuery query_;
  text::Stemmer stemmer_;
  std::vector<text::FoldedWord> plain_;
  std::size_t units_ = 0;
};

}  // namespace

std::string Unit::shown() const {
  std::string text;
  for (const std::string& word : words) {
    text += text.empty() ? "" : " ";
    text += word;
  }
  return text;
}

ParsedQuery parse_query(std::string_view text) { return Parser(text).parse(); }

}  // namespace dais::search
