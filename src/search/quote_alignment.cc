// SPDX-License-Identifier: Apache-2.0
#include "search/quote_alignment.h"

#include <algorithm>

namespace dais::search {

namespace {

std::uint32_t step_over(const QuotedWords& quoted, std::size_t row) {
  // After the row-th quoted word comes a word that was said and is not quoted.
  return row < quoted.words.size() && quoted.gap_before[row] ? 0 : 1;
}

}  // namespace

std::uint32_t quote_cost(const QuotedWords& quoted, std::span<const std::uint32_t> said, std::uint32_t most) {
  const std::size_t rows = quoted.words.size();
  // cost[i]: of the first i quoted words against what was said up to here. Costs rise by at most one from row to row,
  // so below the last row of at most `most` nothing can win until a word agrees there (Ukkonen's cut-off).
  const std::uint32_t too_much = most + 1;
  std::vector<std::uint32_t> cost(rows + 1);
  for (std::size_t i = 0; i <= rows; ++i) cost[i] = static_cast<std::uint32_t>(std::min<std::size_t>(i, too_much));
  std::size_t last = std::min<std::size_t>(rows, most);
  std::uint32_t best = cost[rows];
  for (const std::uint32_t word : said) {
    std::uint32_t diagonal = cost[0];
    const std::size_t end = std::min(last + 1, rows);
    for (std::size_t i = 1; i <= end; ++i) {
      const std::uint32_t before = i <= last ? cost[i] : too_much;
      const std::uint32_t across = before + step_over(quoted, i);
      const std::uint32_t matched = diagonal + (quoted.words[i - 1] == word ? 0 : 1);
      diagonal = before;
      cost[i] = std::min({matched, cost[i - 1] + 1, across, too_much});
    }
    last = end;
    while (last < rows && cost[last] < most) {
      ++last;
      cost[last] = cost[last - 1] + 1;
    }
    while (last > 0 && cost[last] > most) --last;
    if (last == rows) best = std::min(best, cost[rows]);
  }
  return std::min(best, too_much);
}

namespace {

/// What was done last to come here; kSame stands for kChanged too.
using Steps = std::vector<QuoteStep>;

struct Matrix {
  Steps steps;
  std::size_t width = 0;
  std::size_t best_end = 0;
};

/// Of alignments of one cost the one with most equal words: a cost weighs more than all words that a quotation has.
constexpr std::int64_t kCostWeight = std::int64_t{1} << 32U;
constexpr std::int64_t kSameWeight = -1;

Matrix fill(const QuotedWords& quoted, std::span<const std::uint32_t> said) {
  const std::size_t rows = quoted.words.size();
  Matrix matrix;
  matrix.width = said.size() + 1;
  matrix.steps.assign((rows + 1) * matrix.width, QuoteStep::kNotSaid);
  std::vector<std::int64_t> above(matrix.width, 0);
  std::vector<std::int64_t> here(matrix.width, 0);
  for (std::size_t i = 1; i <= rows; ++i) {
    here[0] = static_cast<std::int64_t>(i) * kCostWeight;
    const std::int64_t over = std::int64_t{step_over(quoted, i)} * kCostWeight;
    for (std::size_t j = 1; j < matrix.width; ++j) {
      const bool same = quoted.words[i - 1] == said[j - 1];
      const std::int64_t matched = above[j - 1] + (same ? kSameWeight : kCostWeight);
      here[j] = std::min({matched, above[j] + kCostWeight, here[j - 1] + over});
      QuoteStep& step = matrix.steps[i * matrix.width + j];
      if (here[j] == matched) {
        step = same ? QuoteStep::kSame : QuoteStep::kChanged;
      } else if (here[j] == here[j - 1] + over) {
        step = over == 0 ? QuoteStep::kSkipped : QuoteStep::kLeftOut;
      }
    }
    std::swap(above, here);
  }
  matrix.best_end = static_cast<std::size_t>(std::ranges::min_element(above) - above.begin());
  return matrix;
}

}  // namespace

double QuoteAlignment::likeness() const {
  const auto counted =
      std::ranges::count_if(columns, [](const QuoteColumn& column) { return column.step != QuoteStep::kSkipped; });
  return counted == 0 ? 0 : static_cast<double>(same) / static_cast<double>(counted);
}

QuoteAlignment align_quote(const QuotedWords& quoted, std::span<const std::uint32_t> said) {
  const Matrix matrix = fill(quoted, said);
  QuoteAlignment out;
  std::size_t i = quoted.words.size();
  std::size_t j = matrix.best_end;
  while (i > 0) {
    const QuoteStep step = j == 0 ? QuoteStep::kNotSaid : matrix.steps[i * matrix.width + j];
    const bool takes_quoted = step != QuoteStep::kLeftOut && step != QuoteStep::kSkipped;
    const bool takes_said = step != QuoteStep::kNotSaid;
    i -= takes_quoted ? 1 : 0;
    j -= takes_said ? 1 : 0;
    out.same += step == QuoteStep::kSame ? 1 : 0;
    out.cost += step == QuoteStep::kSame || step == QuoteStep::kSkipped ? 0 : 1;
    out.columns.push_back({step, static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(j)});
  }
  std::ranges::reverse(out.columns);
  return out;
}

}  // namespace dais::search
