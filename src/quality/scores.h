// SPDX-License-Identifier: Apache-2.0
// How well answers meet judged questions, question by question. Pure.
//   A result hits a span [s, e] of its meeting where s − 15 ≤ start_seconds ≤ e + 15.
//   success@k  1 where one of the first k results hits a span.
//   nDCG@10    each result that hits a span which no better one hit gains 1 / log2(rank + 1); of what as many spans
//              (ten at most) on the first ranks would gain.
//   MRR@10     1 / rank of the first right meeting among the first ten distinct meetings, or 0.
//   recall@5   right meetings among the first five distinct ones, of all right meetings.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "quality/judged.h"

namespace dais::quality {

enum class Measure : std::size_t { kNdcg10, kSuccess1, kSuccess5, kSuccess10, kMrr10, kRecall5, kCount };
inline constexpr auto kMeasures = static_cast<std::size_t>(Measure::kCount);
inline constexpr std::array<std::string_view, kMeasures> kMeasureNames = {"nDCG@10",    "success@1", "success@5",
                                                                          "success@10", "MRR@10",    "recall@5"};

/// Seconds by which a result may miss a span.
inline constexpr double kTolerance = 15;

/// Of one question, 0 … 1 each.
using Scores = std::array<double, kMeasures>;

Scores score(const JudgedQuestion& question, const std::vector<FoundMoment>& results);
/// In the order of the questions; one that the run does not answer has 0 in all.
std::vector<Scores> score_run(const std::vector<JudgedQuestion>& questions, const AnsweredRun& run);
/// One measure of all questions.
std::vector<double> column(const std::vector<Scores>& scores, Measure measure);

}  // namespace dais::quality
