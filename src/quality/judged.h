// SPDX-License-Identifier: Apache-2.0
// Judged questions and the answers of one run to them, as JSON Lines. A question: {"qid", "domain", "meetings":
// [{"meeting", "spans": [[start, end]…]}]}, seconds, `domain` may be left out. An answer: {"qid", "results":
// [{"meeting", "start_seconds"}…]}, best first. Pure; messages name the line and the field.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace dais::quality {

struct Span {
  double start = 0;  ///< seconds
  double end = 0;
};

struct JudgedMeeting {
  std::string meeting;  ///< the event's external id
  std::vector<Span> spans;
};

struct JudgedQuestion {
  std::string qid;
  std::string domain;
  std::vector<JudgedMeeting> meetings;  ///< each once
};

struct FoundMoment {
  std::string meeting;
  double start_seconds = 0;
};

/// No more results of a question are read.
inline constexpr std::size_t kMostResults = 100;

/// The results of each question, by its id.
using AnsweredRun = std::map<std::string, std::vector<FoundMoment>, std::less<>>;

/// kBadInput: a question without a span, one given twice, or none at all.
Result<std::vector<JudgedQuestion>> parse_questions(std::string_view json_lines);
/// kBadInput: an answer given twice, or to a question that is none of `questions`.
Result<AnsweredRun> parse_run(std::string_view json_lines, const std::vector<JudgedQuestion>& questions);

}  // namespace dais::quality
