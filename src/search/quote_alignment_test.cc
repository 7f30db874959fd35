// SPDX-License-Identifier: Apache-2.0
#include "search/quote_alignment.h"

#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::search {
namespace {

/// "abc.de": a letter a word, a full stop where the quotation has "…".
QuotedWords quoted(std::string_view letters) {
  QuotedWords out;
  bool gap = false;
  for (const char c : letters) {
    if (c == '.') {
      gap = true;
      continue;
    }
    out.words.push_back(static_cast<std::uint32_t>(c));
    out.gap_before.push_back(gap);
    gap = false;
  }
  return out;
}

std::vector<std::uint32_t> said(std::string_view letters) { return {letters.begin(), letters.end()}; }

/// Plain recursion over what is left of both, nothing kept but what was computed before.
std::uint32_t oracle(const QuotedWords& quote, const std::vector<std::uint32_t>& words) {
  std::map<std::pair<std::size_t, std::size_t>, std::uint32_t> known;
  const std::function<std::uint32_t(std::size_t, std::size_t)> rest = [&](std::size_t q, std::size_t s) {
    if (q == quote.words.size()) return 0U;
    const auto found = known.find({q, s});
    if (found != known.end()) return found->second;
    std::uint32_t best = rest(q + 1, s) + 1;
    if (s < words.size()) {
      best = std::min(best, rest(q + 1, s + 1) + (quote.words[q] == words[s] ? 0 : 1));
      // Nothing is left out before the first quoted word: there the match has not begun.
      if (q > 0) best = std::min(best, rest(q, s + 1) + (quote.gap_before[q] ? 0 : 1));
    }
    known[{q, s}] = best;
    return best;
  };
  std::uint32_t best = UINT32_MAX;
  for (std::size_t start = 0; start <= words.size(); ++start) best = std::min(best, rest(0, start));
  return best;
}

std::string steps(const QuoteAlignment& alignment) {
  std::string out;
  for (const QuoteColumn& column : alignment.columns) out += "=x-+~"[static_cast<std::size_t>(column.step)];
  return out;
}

TEST(QuoteAlignment, SaysWhichWordsAreTheSame) {
  EXPECT_EQ(steps(align_quote(quoted("bcd"), said("abcde"))), "===");
  EXPECT_EQ(steps(align_quote(quoted("bxd"), said("abcde"))), "=x=");
  EXPECT_EQ(steps(align_quote(quoted("bd"), said("abcde"))), "=+=");
  EXPECT_EQ(steps(align_quote(quoted("bcxd"), said("abcde"))), "==-=");
  EXPECT_EQ(steps(align_quote(quoted("b.f"), said("abcdefg"))), "=~~~=");
  EXPECT_EQ(steps(align_quote(quoted(""), said("abc"))), "");
  EXPECT_EQ(steps(align_quote(quoted("abc"), said(""))), "---");
}

TEST(QuoteAlignment, LikenessIsTheShareOfWordsSideBySideThatAreTheSame) {
  EXPECT_DOUBLE_EQ(align_quote(quoted("bcd"), said("abcde")).likeness(), 1);
  EXPECT_DOUBLE_EQ(align_quote(quoted("bd"), said("abcde")).likeness(), 2.0 / 3);
  EXPECT_DOUBLE_EQ(align_quote(quoted("b.d"), said("abcde")).likeness(), 1);
  EXPECT_DOUBLE_EQ(align_quote(quoted("xyz"), said("abc")).likeness(), 0);
}

TEST(QuoteAlignment, ColumnsPointAtBothTexts) {
  const auto alignment = align_quote(quoted("bd"), said("abcde"));
  EXPECT_EQ(alignment.columns, (std::vector<QuoteColumn>{
                                   {QuoteStep::kSame, 0, 1}, {QuoteStep::kLeftOut, 1, 2}, {QuoteStep::kSame, 1, 3}}));
}

RC_GTEST_PROP(QuoteAlignment, CostsWhatPlainRecursionFinds, ()) {
  const auto letter = rc::gen::inRange<std::uint32_t>(0, 4);
  const auto words = *rc::gen::container<std::vector<std::uint32_t>>(letter);
  QuotedWords quote;
  quote.words = *rc::gen::container<std::vector<std::uint32_t>>(letter);
  if (quote.words.size() > 24) quote.words.resize(24);
  for (std::size_t i = 0; i < quote.words.size(); ++i) quote.gap_before.push_back(*rc::gen::inRange(0, 5) == 0);
  const std::uint32_t wanted = oracle(quote, words);
  const QuoteAlignment alignment = align_quote(quote, words);
  RC_ASSERT(alignment.cost == wanted);
  for (const std::uint32_t most : {0U, 1U, 2U, 5U, 100U})
    RC_ASSERT(quote_cost(quote, words, most) == std::min(wanted, most + 1));
}

RC_GTEST_PROP(QuoteAlignment, ColumnsAreOfBothTextsInOrder, ()) {
  const auto letter = rc::gen::inRange<std::uint32_t>(0, 4);
  const auto words = *rc::gen::container<std::vector<std::uint32_t>>(letter);
  QuotedWords quote;
  quote.words = *rc::gen::container<std::vector<std::uint32_t>>(letter);
  for (std::size_t i = 0; i < quote.words.size(); ++i) quote.gap_before.push_back(*rc::gen::inRange(0, 5) == 0);
  const QuoteAlignment alignment = align_quote(quote, words);
  std::uint32_t next_quoted = 0;
  std::uint32_t cost = 0;
  std::uint32_t same = 0;
  std::uint32_t next_said = alignment.columns.empty() ? 0 : alignment.columns.front().said;
  for (const QuoteColumn& column : alignment.columns) {
    RC_ASSERT(column.quoted == next_quoted && column.said == next_said);
    const bool equal = column.step == QuoteStep::kSame || column.step == QuoteStep::kChanged;
    if (equal) RC_ASSERT((quote.words.at(next_quoted) == words.at(next_said)) == (column.step == QuoteStep::kSame));
    if (column.step == QuoteStep::kSkipped) RC_ASSERT(quote.gap_before.at(next_quoted));
    next_quoted += equal || column.step == QuoteStep::kNotSaid ? 1 : 0;
    next_said += equal || column.step == QuoteStep::kLeftOut || column.step == QuoteStep::kSkipped ? 1 : 0;
    cost += column.step == QuoteStep::kSame || column.step == QuoteStep::kSkipped ? 0 : 1;
    same += column.step == QuoteStep::kSame ? 1 : 0;
  }
  RC_ASSERT(next_quoted == quote.words.size());
  RC_ASSERT(cost == alignment.cost && same == alignment.same);
}

}  // namespace
}  // namespace dais::search
