// SPDX-License-Identifier: Apache-2.0
// A run measured against judged questions, alone and beside another run, as text to read and as JSON. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "quality/scores.h"

namespace dais::quality {

struct MeasuredRun {
  std::string name;  ///< as the reader knows it: its file
  std::vector<Scores> scores;  ///< parallel to the questions
};

struct Measured {
  std::vector<JudgedQuestion> questions;
  MeasuredRun run;
  std::optional<MeasuredRun> other;  ///< what it is compared with
};

/// Means with 95 % intervals; where there is another run, the differences to it with theirs, how many questions are
/// better and worse answered, and how likely chance alone differs as much.
std::string report_text(const Measured& measured);
/// The same, with the scores of each question.
boost::json::value report_json(const Measured& measured);

}  // namespace dais::quality
