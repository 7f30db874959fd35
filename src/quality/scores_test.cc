// SPDX-License-Identifier: Apache-2.0
#include "quality/scores.h"

#include <cmath>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "quality/chance.h"
#include "quality/report.h"

namespace dais::quality {
namespace {

double of(const Scores& scores, Measure measure) { return scores[static_cast<std::size_t>(measure)]; }

JudgedQuestion two_meetings() { return {"q1", "", {{"a", {{100, 200}, {400, 500}}}, {"b", {{0, 50}}}}}; }

constexpr auto kSample = R"({"qid":"q1","domain":"street","meetings":[{"meeting":"a","spans":[[100,200],[400,500]]}]}
{"qid":"q2","domain":"tax","meetings":[{"meeting":"b","spans":[[10.5,20]]}]}

{"qid":"q3","domain":"tax","meetings":[{"meeting":"c","spans":[[0,1]]}]}
)";

TEST(Scores, ResultHitsWithinFifteenSecondsOfASpanAndNotBeyond) {
  const JudgedQuestion question{"q", "", {{"a", {{100, 200}}}}};
  EXPECT_EQ(of(score(question, {{"a", 85}}), Measure::kSuccess1), 1);
  EXPECT_EQ(of(score(question, {{"a", 84.9}}), Measure::kSuccess1), 0);
  EXPECT_EQ(of(score(question, {{"a", 215}}), Measure::kSuccess1), 1);
  EXPECT_EQ(of(score(question, {{"a", 215.1}}), Measure::kSuccess1), 0);
  EXPECT_EQ(of(score(question, {{"b", 150}}), Measure::kSuccess10), 0);
}

TEST(Scores, TwoResultsInOneSpanGainOnce) {
  // Ranks 1 and 2 are of one span, rank 3 of another, one of three spans is not found.
  const Scores scores = score(two_meetings(), {{"a", 110}, {"a", 120}, {"b", 10}});
  const double best = 1 + 1 / std::log2(3.0) + 1 / std::log2(4.0);
  EXPECT_DOUBLE_EQ(of(scores, Measure::kNdcg10), (1 + 1 / std::log2(4.0)) / best);
  EXPECT_EQ(of(scores, Measure::kRecall5), 1);
  EXPECT_EQ(of(scores, Measure::kMrr10), 1);
}

TEST(Scores, MeetingsCountByTheirFirstResult) {
  const Scores scores = score(two_meetings(), {{"x", 0}, {"x", 9}, {"y", 0}, {"b", 900}});
  EXPECT_DOUBLE_EQ(of(scores, Measure::kMrr10), 1.0 / 3);
  EXPECT_DOUBLE_EQ(of(scores, Measure::kRecall5), 0.5);
  EXPECT_EQ(of(scores, Measure::kSuccess10), 0);
  EXPECT_EQ(of(scores, Measure::kNdcg10), 0);
}

TEST(Scores, EleventhMeetingAndEleventhResultComeTooLate) {
  std::vector<FoundMoment> results;
  for (char name = 'k'; name < 'u'; ++name) results.push_back({std::string(1, name), 0});
  results.push_back({"a", 150});
  const Scores scores = score(two_meetings(), results);
  for (const double value : scores) EXPECT_EQ(value, 0);
}

TEST(Scores, SuccessComesWithItsRank) {
  std::vector<FoundMoment> results(5, {"x", 0});
  results.push_back({"a", 150});
  const Scores scores = score(two_meetings(), results);
  EXPECT_EQ(of(scores, Measure::kSuccess5), 0);
  EXPECT_EQ(of(scores, Measure::kSuccess10), 1);
}

TEST(Judged, QuestionsAndRunsAreRead) {
  const auto questions = parse_questions(kSample);
  ASSERT_TRUE(questions) << questions.error().message;
  ASSERT_EQ(questions->size(), 3U);
  EXPECT_EQ((*questions)[1].meetings[0].spans[0].start, 10.5);
  const auto run = parse_run(R"({"qid":"q2","results":[{"meeting":"b","start_seconds":12}]})", *questions);
  ASSERT_TRUE(run) << run.error().message;
  const auto scores = score_run(*questions, *run);
  EXPECT_EQ(column(scores, Measure::kNdcg10), (std::vector<double>{0, 1, 0}));
}

TEST(Judged, OnlyTheFirstHundredResultsAreRead) {
  const auto questions = parse_questions(kSample);
  std::string line = R"({"qid":"q2","results":[)";
  for (int i = 0; i < 150; ++i) line += std::string(i == 0 ? "" : ",") + R"({"meeting":"x","start_seconds":1})";
  const auto run = parse_run(line + "]}", *questions);
  ASSERT_TRUE(run);
  EXPECT_EQ(run->at("q2").size(), kMostResults);
}

TEST(Judged, MistakesAreNamedWithLineAndField) {
  const auto error_of = [](std::string_view text) { return parse_questions(text).error().message; };
  EXPECT_EQ(error_of("\n{\"qid\":\"q\"}"), "line 2: $.meetings is missing");
  EXPECT_EQ(error_of(R"({"qid":"q","meetings":[{"meeting":"a","spans":[]}]})"),
            "line 1: $.meetings[0].spans is missing");
  EXPECT_EQ(error_of(R"({"qid":"q","meetings":[{"meeting":"a","spans":[[1]]}]})"),
            "line 1: $.meetings[0].spans[0][1] is missing");
  EXPECT_EQ(error_of(" \n"), "there is no question in it");
  EXPECT_EQ(error_of(std::string(kSample) + R"({"qid":"q1","meetings":[{"meeting":"a","spans":[[1,2]]}]})"),
            "line 5: the question \"q1\" is there twice");
  const auto questions = parse_questions(kSample);
  EXPECT_EQ(parse_run(R"({"qid":"q9","results":[]})", *questions).error().message,
            "line 1: \"q9\" is none of the questions that are judged");
  EXPECT_EQ(parse_run("{\"qid\":\"q1\",\"results\":[]}\n{\"qid\":\"q1\",\"results\":[]}", *questions).error().message,
            "line 2: \"q1\" is answered twice");
  EXPECT_EQ(parse_run(R"({"qid":"q1"})", *questions).error().message, "line 1: $.results is missing");
}

TEST(Chance, IntervalOfEqualValuesIsThatValue) {
  const Interval interval = interval_of_mean(std::vector<double>(30, 0.25));
  EXPECT_EQ(interval.low, 0.25);
  EXPECT_EQ(interval.high, 0.25);
}

TEST(Chance, IntervalIsAboutTwoStandardErrorsWide) {
  std::vector<double> values;
  for (int i = 0; i < 400; ++i) values.push_back(i % 2);
  const Interval interval = interval_of_mean(values);
  // The mean is .5, its standard error .025.
  EXPECT_NEAR(interval.low, 0.5 - 1.96 * 0.025, 0.006);
  EXPECT_NEAR(interval.high, 0.5 + 1.96 * 0.025, 0.006);
  const Interval again = interval_of_mean(values);
  EXPECT_EQ(interval.low, again.low);
}

TEST(Chance, FewDifferencesAreCountedInAllWays) {
  // Of 2 × 2 × 2 signs only the two with all alike are as far.
  EXPECT_DOUBLE_EQ(permutation_p({1, 1, 1}), 0.25);
  EXPECT_DOUBLE_EQ(permutation_p({1, 0, 1, 0, 1}), 0.25);
  EXPECT_DOUBLE_EQ(permutation_p({1, -1}), 1);
  EXPECT_DOUBLE_EQ(permutation_p({}), 1);
}

TEST(Chance, ManyDifferencesOfOneSignAreNoChance) {
  EXPECT_LT(permutation_p(std::vector<double>(40, 0.1)), 0.001);
  std::vector<double> balanced;
  for (int i = 0; i < 40; ++i) balanced.push_back(i % 2 == 0 ? 0.1 : -0.1);
  EXPECT_DOUBLE_EQ(permutation_p(balanced), 1);
}

TEST(Report, NamesMeansDifferencesAndQuestions) {
  Measured measured{*parse_questions(kSample), {"new.jsonl", {}}, std::nullopt};
  const auto run = parse_run(R"({"qid":"q2","results":[{"meeting":"b","start_seconds":12}]})", measured.questions);
  measured.run.scores = score_run(measured.questions, *run);
  measured.other = MeasuredRun{"old.jsonl", score_run(measured.questions, {})};
  const std::string text = report_text(measured);
  EXPECT_NE(text.find("nDCG@10     0.3333    0.0000 to 1.0000\n"), std::string::npos) << text;
  EXPECT_NE(text.find("against old.jsonl\n"), std::string::npos) << text;
  EXPECT_NE(text.find("nDCG@10     0.0000       +0.3333  +0.0000 to +1.0000         1      0      2  1.0000\n"),
            std::string::npos)
      << text;
  const auto json = report_json(measured);
  EXPECT_EQ(json.at("compared_with").at("measures").at("MRR@10").at("better").as_int64(), 1);
  EXPECT_EQ(json.at("by_question").as_array().size(), 3U);
  EXPECT_EQ(json.at("by_question").at(1).at("scores").at("nDCG@10").as_double(), 1);
  EXPECT_EQ(json.at("domains").at(1).at("questions").to_number<int>(), 2);
}

}  // namespace
}  // namespace dais::quality
