// SPDX-License-Identifier: Apache-2.0
#include "search/query_parse.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>

#include <unicode/utf8.h>

#include "search/query_tokens.h"
#include "search/query_units.h"
#include "text/query_words.h"

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

/// A piece of the query, or parentheses with what stands in them.
struct Node {
  QueryToken token;
  std::vector<Node> inside;

  [[nodiscard]] bool is_group() const { return token.join == Join::kOpen; }
  /// Something that OR and NEAR can join.
  [[nodiscard]] bool is_operand() const {
    return !token.negated && token.field == Field::kNone && (is_group() || token.join == Join::kNone);
  }
};

/// Parentheses that nobody opened are left out; those that nobody closes end with the query.
class TreeReader {
 public:
  explicit TreeReader(const std::vector<QueryToken>& tokens) : tokens_(tokens) {}

  std::vector<Node> read(std::size_t depth = 0) {
    std::vector<Node> nodes;
    while (at_ < tokens_.size()) {
      const QueryToken& token = tokens_[at_++];
      if (token.join == Join::kClose) {
        if (too_deep_ == 0 && depth > 0) break;
        too_deep_ -= too_deep_ > 0 ? 1 : 0;
      } else if (token.join != Join::kOpen) {
        nodes.push_back({token, {}});
      } else if (depth == kDeepestParentheses) {
        ++too_deep_;
      } else if (Node group{token, read(depth + 1)}; !group.inside.empty()) {
        nodes.push_back(std::move(group));
      }
    }
    return nodes;
  }

 private:
  const std::vector<QueryToken>& tokens_;
  std::size_t at_ = 0;
  std::size_t too_deep_ = 0;
};

/// What a row of pieces asks for.
struct Sequence {
  std::vector<Group> groups;
  std::vector<TypedWord> run;  ///< plain words that are not in `groups` yet
};

class Parser {
 public:
  /// `text`: usable; it must outlive this.
  Parser(std::string_view text, const std::vector<std::string>& languages) : text_(text), maker_(languages, text) {}

  ParsedQuery parse() {
    const std::vector<QueryToken> tokens = query_tokens(text_);
    query_.text = text_;
    const bool is_one_word = tokens.size() == 1 && tokens.front().join != Join::kOpen;
    Sequence sequence;
    if (is_one_word && (tokens.front().join == Join::kOr || tokens.front().join == Join::kNear)) {
      sequence.run = words_of(tokens.front());
    } else {
      take_all(TreeReader(tokens).read(), sequence);
    }
    const std::vector<TypedWord> last_run = sequence.run;
    end_run(sequence, Cut::kQuestions);
    std::erase_if(sequence.groups, [](const Group& group) { return group.any_of.empty(); });
    if (runs_ == 1 && std::ranges::none_of(sequence.groups, &Group::required)) take_row(last_run);
    leave_out_stop_words(sequence.groups);
    for (Group& group : sequence.groups) add_group(std::move(group));
    return std::move(query_);
  }

 private:
  enum class Cut { kQuestions, kStopWords };

  void take_all(const std::vector<Node>& nodes, Sequence& into) {
    for (std::size_t i = 0; i < nodes.size();) {
      take(nodes, i, into);
    }
  }

  void take(const std::vector<Node>& nodes, std::size_t& i, Sequence& into) {
    const Node& node = nodes[i];
    const Join join = node.token.join;
    if (join == Join::kNot && i + 1 < nodes.size()) {
      ++i;
      const bool has_operand = nodes[i].is_group() || nodes[i].token.join == Join::kNone;
      if (has_operand) take_unwanted(nodes[i++]);
    } else if (node.token.negated) {
      take_unwanted(nodes[i++]);
    } else if ((join != Join::kNone && join != Join::kOpen) ||
               (node.token.field != Field::kNone && take_filter(node.token, Wanted::kYes))) {
      ++i;
    } else {
      take_wanted(nodes, i, into);
    }
  }

  void take_wanted(const std::vector<Node>& nodes, std::size_t& i, Sequence& into) {
    const bool is_joined = i + 1 < nodes.size() && is_joint(nodes[i + 1]);
    if (is_joined) {
      end_run(into, Cut::kQuestions);
      into.groups.push_back({alternatives(nodes, i), true});
      return;
    }
    const Node& node = nodes[i++];
    if (node.is_group()) {
      take_all(node.inside, into);
    } else if (node.token.quoted) {
      end_run(into, Cut::kQuestions);
      into.groups.push_back({units_of(node), true});
    } else {
      std::ranges::move(words_of(node.token), std::back_inserter(into.run));
    }
  }

  static bool is_joint(const Node& node) { return node.token.join == Join::kOr || node.token.join == Join::kNear; }

  /// a OR b OR "c d": from the first to the last alternative. NEAR binds closer.
  std::vector<Unit> alternatives(const std::vector<Node>& nodes, std::size_t& i) {
    std::vector<Unit> all = neighbours(nodes, i);
    while (i < nodes.size() && nodes[i].token.join == Join::kOr) {
      ++i;
      if (i < nodes.size() && nodes[i].is_operand()) {
        std::ranges::move(neighbours(nodes, i), std::back_inserter(all));
      }
    }
    return all;
  }

  /// a NEAR b NEAR/5 c.
  std::vector<Unit> neighbours(const std::vector<Node>& nodes, std::size_t& i) {
    std::vector<Unit> all = units_of(nodes[i++]);
    while (i < nodes.size() && nodes[i].token.join == Join::kNear) {
      const std::uint32_t within = nodes[i++].token.within;
      if (i < nodes.size() && nodes[i].is_operand()) {
        all = near_units(all, units_of(nodes[i++]), within);
      }
    }
    return all;
  }

  /// Any of these is what a piece, or what stands in parentheses, asks for.
  std::vector<Unit> units_of(const Node& node) {
    if (!node.is_group()) {
      query_.has_phrase = query_.has_phrase || node.token.quoted;
      return node.token.quoted ? UnitMaker::quoted(words_of(node.token)) : maker_.piece(words_of(node.token));
    }
    Sequence sequence;
    take_all(node.inside, sequence);
    end_run(sequence, Cut::kStopWords);
    std::erase_if(sequence.groups, [](const Group& group) { return group.any_of.empty(); });
    if (sequence.groups.size() == 1) return std::move(sequence.groups.front().any_of);
    std::vector<Unit> all;
    std::size_t leaves = 0;
    for (Group& group : sequence.groups) {
      Unit unit = joined_units(UnitKind::kAny, std::move(group.any_of));
      leaves += leaves_of(unit);
      if (leaves <= kMostUnits) all.push_back(std::move(unit));
    }
    if (!all.empty()) all = {joined_units(UnitKind::kAll, std::move(all))};
    return all;
  }

  void take_unwanted(const Node& node) {
    if (node.token.field != Field::kNone && take_filter(node.token, Wanted::kNo)) return;
    for (Unit& unit : units_of(node)) {
      excluded_leaves_ += leaves_of(unit);
      if (excluded_leaves_ <= kMostUnits) query_.excluded.push_back(std::move(unit));
    }
  }

  bool take_filter(const QueryToken& token, Wanted wanted) {
    if (token.field == Field::kAfter || token.field == Field::kBefore) {
      const auto date = date_of(token.text);
      if (!date || wanted == Wanted::kNo) {
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
    filter.wanted = wanted;
    auto& filters = filters_of(token.field);
    if (filters.size() < kMostUnits) {
      filters.push_back(std::move(filter));
    }
    query_.has_filter_text = true;
    return true;
  }

  std::vector<NameFilter>& filters_of(Field field) {
    switch (field) {
      case Field::kSpeaker:
        return query_.speakers;
      case Field::kMatter:
        return query_.matters;
      case Field::kVote:
        return query_.votes;
      case Field::kKind:
        return query_.kinds;
      default:
        return query_.bodies;
    }
  }

  /// A run that is the whole query.
  void take_row(const std::vector<TypedWord>& run) {
    const auto says_nothing = [](const TypedWord& one) {
      return !one.is_prefix && text::is_stop_word(one.word.folded);
    };
    if (run.size() > 1 && std::ranges::all_of(run, says_nothing)) query_.row = UnitMaker::quoted(run);
  }

  /// The words of a run that mean something become groups; a word said twice is looked for once.
  void end_run(Sequence& sequence, Cut cut) {
    runs_ += sequence.run.empty() ? 0 : 1;
    std::vector<text::FoldedWord> words;
    std::ranges::transform(sequence.run, std::back_inserter(words), &TypedWord::word);
    const text::SubjectWords subject = text::subject_words(words);
    query_.asked = query_.asked || (cut == Cut::kQuestions && subject.asked);
    for (UnitOfWords& one : maker_.plain(sequence.run)) {
      const auto kept = std::ranges::lower_bound(subject.kept, one.first);
      if (kept != subject.kept.end() && *kept < one.first + one.count) add_plain(sequence, std::move(one.unit));
    }
    sequence.run.clear();
  }

  static void add_plain(Sequence& sequence, Unit unit) {
    for (Group& group : sequence.groups) {
      Unit& known = group.any_of.empty() ? unit : group.any_of.front();
      const bool is_same_word = !group.required && known.kind == UnitKind::kWord && unit.kind == UnitKind::kWord &&
                                known.stems.front() == unit.stems.front();
      if (is_same_word) {
        std::ranges::copy_if(unit.stems, std::back_inserter(known.stems), [&](const std::string& stem) {
          return std::ranges::find(known.stems, stem) == known.stems.end();
        });
      }
      if (is_same_word || (!group.required && same_unit(known, unit))) return;
    }
    sequence.groups.push_back({{std::move(unit)}, false});
  }

  /// They stay only where there is nothing else.
  static void leave_out_stop_words(std::vector<Group>& groups) {
    const auto says_nothing = [](const Group& group) {
      return !group.required && group.any_of.front().kind == UnitKind::kWord &&
             text::is_stop_word(group.any_of.front().words.front());
    };
    if (!std::ranges::all_of(groups, says_nothing)) std::erase_if(groups, says_nothing);
  }

  /// Of what is too much, the last alternatives are left out.
  void add_group(Group group) {
    std::size_t kept = 0;
    for (const Unit& unit : group.any_of) {
      if (leaves_ + leaves_of(unit) > kMostUnits) break;
      leaves_ += leaves_of(unit);
      ++kept;
    }
    group.any_of.resize(kept);
    if (kept > 0) query_.groups.push_back(std::move(group));
  }

  [[nodiscard]] std::vector<TypedWord> words_of(const QueryToken& token) const { return maker_.words_of(token.text); }

  std::string_view text_;
  ParsedQuery query_;
  UnitMaker maker_;
  std::size_t runs_ = 0;  ///< of plain words
  std::size_t leaves_ = 0;
  std::size_t excluded_leaves_ = 0;
};

}  // namespace

ParsedQuery in_a_row(ParsedQuery query) {
  if (!query.row.empty()) query.groups = {{std::move(query.row), true}};
  return query;
}

ParsedQuery parse_query(std::string_view text, const std::vector<std::string>& languages) {
  const std::string usable = usable_text(text);
  return Parser(usable, languages).parse();
}

}  // namespace dais::search
