// SPDX-License-Identifier: Apache-2.0
#include "quality/scores.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace dais::quality {
namespace {

constexpr std::size_t kRanks = 10;
constexpr std::size_t kMeetingsOfRecall = 5;

double discount(std::size_t rank_from_0) { return 1 / std::log2(static_cast<double>(rank_from_0 + 2)); }

double& of(Scores& scores, Measure measure) { return scores[static_cast<std::size_t>(measure)]; }

std::size_t place_of(const JudgedQuestion& question, std::string_view meeting) {
  return static_cast<std::size_t>(std::ranges::find(question.meetings, meeting, &JudgedMeeting::meeting) -
                                  question.meetings.begin());
}

void score_meetings(const JudgedQuestion& question, const std::vector<FoundMoment>& results, Scores& scores) {
  std::vector<std::string_view> distinct;
  std::size_t right = 0;
  for (const FoundMoment& result : results) {
    if (distinct.size() == kRanks) return;
    if (std::ranges::find(distinct, result.meeting) != distinct.end()) continue;
    distinct.push_back(result.meeting);
    if (place_of(question, result.meeting) == question.meetings.size()) continue;
    ++right;
    if (right == 1) of(scores, Measure::kMrr10) = 1 / static_cast<double>(distinct.size());
    if (distinct.size() <= kMeetingsOfRecall)
      of(scores, Measure::kRecall5) = static_cast<double>(right) / static_cast<double>(question.meetings.size());
  }
}

/// The spans that a result hits, as numbers of meeting and span.
std::vector<std::pair<std::size_t, std::size_t>> spans_hit(const JudgedQuestion& question, const FoundMoment& result) {
  std::vector<std::pair<std::size_t, std::size_t>> hit;
  const std::size_t place = place_of(question, result.meeting);
  if (place == question.meetings.size()) return hit;
  const std::vector<Span>& spans = question.meetings[place].spans;
  for (std::size_t i = 0; i < spans.size(); ++i) {
    if (spans[i].start - kTolerance <= result.start_seconds && result.start_seconds <= spans[i].end + kTolerance)
      hit.emplace_back(place, i);
  }
  return hit;
}

void score_moments(const JudgedQuestion& question, const std::vector<FoundMoment>& results, Scores& scores) {
  std::set<std::pair<std::size_t, std::size_t>> already;
  double gained = 0;
  std::size_t first = kRanks;
  for (std::size_t rank = 0; rank < std::min(results.size(), kRanks); ++rank) {
    const auto hit = spans_hit(question, results[rank]);
    if (!hit.empty()) first = std::min(first, rank);
    const std::size_t before = already.size();
    already.insert(hit.begin(), hit.end());
    if (already.size() > before) gained += discount(rank);
  }
  std::size_t spans = 0;
  for (const JudgedMeeting& meeting : question.meetings) spans += meeting.spans.size();
  double best = 0;
  for (std::size_t rank = 0; rank < std::min(spans, kRanks); ++rank) best += discount(rank);
  of(scores, Measure::kNdcg10) = gained / best;
  of(scores, Measure::kSuccess1) = first < 1 ? 1 : 0;
  of(scores, Measure::kSuccess5) = first < 5 ? 1 : 0;
  of(scores, Measure::kSuccess10) = first < kRanks ? 1 : 0;
}

}  // namespace

Scores score(const JudgedQuestion& question, const std::vector<FoundMoment>& results) {
  Scores scores{};
  score_meetings(question, results, scores);
  score_moments(question, results, scores);
  return scores;
}

std::vector<Scores> score_run(const std::vector<JudgedQuestion>& questions, const AnsweredRun& run) {
  std::vector<Scores> out;
  out.reserve(questions.size());
  for (const JudgedQuestion& question : questions) {
    const auto answer = run.find(question.qid);
    out.push_back(answer == run.end() ? Scores{} : score(question, answer->second));
  }
  return out;
}

std::vector<double> column(const std::vector<Scores>& scores, Measure measure) {
  std::vector<double> out;
  out.reserve(scores.size());
  for (const Scores& each : scores) out.push_back(each[static_cast<std::size_t>(measure)]);
  return out;
}

}  // namespace dais::quality
