// SPDX-License-Identifier: Apache-2.0
#include "quality/report.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "quality/chance.h"

namespace dais::quality {
namespace {

struct Compared {
  double difference = 0;
  Interval interval;
  int better = 0;
  int worse = 0;
  int same = 0;
  double p = 1;
};

Compared compare(const std::vector<double>& run, const std::vector<double>& other) {
  Compared out;
  std::vector<double> differences;
  for (std::size_t i = 0; i < run.size(); ++i) {
    const double difference = run[i] - other[i];
    differences.push_back(difference);
    ++(difference > 0 ? out.better : difference < 0 ? out.worse : out.same);
  }
  out.difference = mean(differences);
  out.interval = interval_of_mean(differences);
  out.p = permutation_p(differences);
  return out;
}

Compared compare(const Measured& measured, Measure measure) {
  return compare(column(measured.run.scores, measure), column(measured.other->scores, measure));
}

/// Domain → the numbers of its questions.
std::map<std::string, std::vector<std::size_t>> domains_of(const Measured& measured) {
  std::map<std::string, std::vector<std::size_t>> domains;
  for (std::size_t i = 0; i < measured.questions.size(); ++i) domains[measured.questions[i].domain].push_back(i);
  return domains;
}

std::vector<Scores> some_of(const std::vector<Scores>& scores, const std::vector<std::size_t>& numbers) {
  std::vector<Scores> out;
  out.reserve(numbers.size());
  for (const std::size_t number : numbers) out.push_back(scores[number]);
  return out;
}

boost::json::object by_measure(const Scores& scores) {
  boost::json::object out;
  for (std::size_t m = 0; m < kMeasures; ++m) out[kMeasureNames[m]] = scores[m];
  return out;
}

boost::json::array domains_json(const Measured& measured) {
  boost::json::array out;
  for (const auto& [domain, numbers] : domains_of(measured)) {
    const auto scores = some_of(measured.run.scores, numbers);
    Scores means{};
    for (std::size_t m = 0; m < kMeasures; ++m) means[m] = mean(column(scores, static_cast<Measure>(m)));
    out.push_back({{"domain", domain}, {"questions", numbers.size()}, {"measures", by_measure(means)}});
  }
  return out;
}

boost::json::object comparison_json(const Measured& measured) {
  boost::json::object measures;
  for (std::size_t m = 0; m < kMeasures; ++m) {
    const auto measure = static_cast<Measure>(m);
    const Compared compared = compare(measured, measure);
    measures[kMeasureNames[m]] = {{"mean", mean(column(measured.other->scores, measure))},
                                  {"difference", compared.difference},
                                  {"low", compared.interval.low},
                                  {"high", compared.interval.high},
                                  {"better", compared.better},
                                  {"worse", compared.worse},
                                  {"same", compared.same},
                                  {"p", compared.p}};
  }
  return {{"run", measured.other->name}, {"measures", std::move(measures)}};
}

}  // namespace

std::string report_text(const Measured& measured) {
  std::string out = std::to_string(measured.questions.size()) + " questions, " + measured.run.name + "\n";
  out += "measure       mean    95 % interval\n";
  for (std::size_t m = 0; m < kMeasures; ++m) {
    const auto values = column(measured.run.scores, static_cast<Measure>(m));
    const Interval interval = interval_of_mean(values);
    out += fmt::format("{:<10}  {:.4f}    {:.4f} to {:.4f}\n", kMeasureNames[m], mean(values), interval.low,
                       interval.high);
  }
  const auto domains = domains_of(measured);
  if (domains.size() > 1) {
    out += "\nby domain ";
    for (const auto name : kMeasureNames) out += fmt::format("  {:>10}", name);
    out += "  questions\n";
    for (const auto& [domain, numbers] : domains) {
      const auto scores = some_of(measured.run.scores, numbers);
      out += fmt::format("{:<10.60}", domain);
      for (std::size_t m = 0; m < kMeasures; ++m)
        out += fmt::format("  {:>10.4f}", mean(column(scores, static_cast<Measure>(m))));
      out += fmt::format("  {:>9}\n", numbers.size());
    }
  }
  if (!measured.other) return out;
  out += "\nagainst " + measured.other->name + "\n";
  out += "measure       mean    difference  95 % interval         better  worse   same       p\n";
  for (std::size_t m = 0; m < kMeasures; ++m) {
    const auto measure = static_cast<Measure>(m);
    const Compared compared = compare(measured, measure);
    out +=
        fmt::format("{:<10}  {:.4f}       {:+.4f}  {:+.4f} to {:+.4f}    {:>6} {:>6} {:>6}  {:.4f}\n", kMeasureNames[m],
                    mean(column(measured.other->scores, measure)), compared.difference, compared.interval.low,
                    compared.interval.high, compared.better, compared.worse, compared.same, compared.p);
  }
  return out;
}

boost::json::value report_json(const Measured& measured) {
  boost::json::object measures;
  for (std::size_t m = 0; m < kMeasures; ++m) {
    const auto values = column(measured.run.scores, static_cast<Measure>(m));
    const Interval interval = interval_of_mean(values);
    measures[kMeasureNames[m]] = {{"mean", mean(values)}, {"low", interval.low}, {"high", interval.high}};
  }
  boost::json::object out{{"questions", measured.questions.size()},
                          {"run", measured.run.name},
                          {"measures", std::move(measures)},
                          {"domains", domains_json(measured)}};
  if (measured.other) out["compared_with"] = comparison_json(measured);
  boost::json::array questions;
  for (std::size_t i = 0; i < measured.questions.size(); ++i) {
    boost::json::object question{{"qid", measured.questions[i].qid}, {"scores", by_measure(measured.run.scores[i])}};
    if (measured.other) question["other_scores"] = by_measure(measured.other->scores[i]);
    questions.emplace_back(std::move(question));
  }
  out["by_question"] = std::move(questions);
  return out;
}

}  // namespace dais::quality
