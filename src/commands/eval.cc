// SPDX-License-Identifier: Apache-2.0
// dais eval: answers judged questions, measures answers, and prints the searches that found nothing as a start of new
// questions.
#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "archive/instance.h"
#include "archive/prepare.h"
#include "archive/reader.h"
#include "archive/unfound.h"
#include "commands/command.h"
#include "json/json.h"
#include "os/files.h"
#include "quality/report.h"

namespace dais::commands {
namespace {

constexpr std::uint64_t kLargestFile = 1U << 30U;

struct Options {
  std::string queries;
  std::string run;
  std::string truth;
  std::string compare;
  bool zero_hits = false;
  std::size_t limit = 100;
};

Result<std::string> required_text(const json::View& line, std::string_view key) {
  const auto text = line[key].text();
  if (!text) return fail(text.error());
  if (!*text) return fail(ErrorCode::kBadInput, line[key].path() + " is missing");
  return **text;
}

Result<std::string> answer_line(archive::Reader& reader, std::string_view line, std::size_t limit) {
  const auto parsed = json::parse(line);
  if (!parsed) return fail(parsed.error());
  const json::View view(*parsed);
  const auto qid = required_text(view, "qid");
  if (!qid) return fail(qid.error());
  const auto text = required_text(view, "text");
  if (!text) return fail(text.error());
  archive::SearchRequest request;
  request.text = *text;
  request.paging.limit = limit;
  const auto found = reader.search(request);
  if (!found) return fail(found.error());
  boost::json::array results;
  for (const archive::SearchHit& hit : found->hits) {
    results.push_back({{"meeting", hit.event.ref.external_id}, {"start_seconds", hit.start_seconds}});
  }
  return json::write(boost::json::object{{"qid", *qid}, {"results", std::move(results)}});
}

Status answer_questions(const Invocation& invocation, const Options& options) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  std::ifstream queries(options.queries);
  if (!queries) return fail(ErrorCode::kNotFound, options.queries + ": cannot be read");
  if (Status ready = archive::prepare(invocation.instance_dir, *config); !ready) return fail(ready.error());
  const auto reader = archive::open_reader(invocation.instance_dir, *config);
  if (!reader) return fail(reader.error());
  std::ofstream run(options.run);
  std::string line;
  int number = 0;
  int answered = 0;
  while (std::getline(queries, line)) {
    ++number;
    if (line.find_first_not_of(" \r\t") == std::string::npos) continue;
    const auto answer = answer_line(**reader, line, options.limit);
    if (!answer) return fail(Error(answer.error()).at(options.queries + ":" + std::to_string(number)));
    run << *answer << '\n';
    ++answered;
  }
  if (!run.flush()) return fail(ErrorCode::kIo, options.run + ": cannot be written");
  std::cerr << answered << " questions answered\n";
  return {};
}

Result<quality::MeasuredRun> measure_run(const std::string& file,
                                         const std::vector<quality::JudgedQuestion>& questions) {
  const auto text = os::read_file(file, kLargestFile);
  if (!text) return fail(text.error());
  const auto run = quality::parse_run(*text, questions);
  if (!run) return fail(Error(run.error()).at(file));
  return quality::MeasuredRun{file, quality::score_run(questions, *run)};
}

Status measure(const Invocation& invocation, const Options& options) {
  const auto text = os::read_file(options.truth, kLargestFile);
  if (!text) return fail(text.error());
  auto questions = quality::parse_questions(*text);
  if (!questions) return fail(std::move(questions.error()).at(options.truth));
  quality::Measured measured{std::move(*questions), {}, {}};
  auto run = measure_run(options.run, measured.questions);
  if (!run) return fail(std::move(run.error()));
  measured.run = std::move(*run);
  if (!options.compare.empty()) {
    auto other = measure_run(options.compare, measured.questions);
    if (!other) return fail(std::move(other.error()));
    measured.other = std::move(*other);
  }
  if (invocation.format == Format::kJson) {
    std::cout << json::write(quality::report_json(measured)) << '\n';
  } else {
    std::cout << quality::report_text(measured);
  }
  return {};
}

/// As lines that --queries takes once each has a meeting and a span in a truth file; with --format json one array.
Result<int> print_zero_hits(const Invocation& invocation) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  const auto unfound = archive::load_unfound(archive::places_of(invocation.instance_dir, *config).unfound);
  if (!unfound) return fail(unfound.error());
  boost::json::array all;
  for (const archive::Unfound& each : *unfound) {
    boost::json::object question{{"qid", "zero-" + std::to_string(all.size() + 1)},
                                 {"text", each.text},
                                 {"count", each.count},
                                 {"last_day", each.last_day}};
    if (invocation.format == Format::kText) std::cout << json::write(question) << '\n';
    all.emplace_back(std::move(question));
  }
  if (invocation.format == Format::kJson) std::cout << json::write(all) << '\n';
  std::cerr << unfound->size() << " searches found nothing\n";
  return unfound->empty() ? error_info(ErrorCode::kNotFound).exit_code : 0;
}

Result<int> eval(const Invocation& invocation, const Options& options) {
  if (options.zero_hits) return print_zero_hits(invocation);
  if (options.run.empty() || (options.queries.empty() && options.truth.empty()))
    return fail(ErrorCode::kUsage,
                "dais eval takes --queries and --run, --truth and --run, all three, or --zero-hits alone");
  if (!options.queries.empty()) {
    if (Status answered = answer_questions(invocation, options); !answered) return fail(std::move(answered.error()));
  }
  if (options.truth.empty()) return 0;
  if (Status measured = measure(invocation, options); !measured) return fail(std::move(measured.error()));
  return 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto options = std::make_shared<Options>();
  auto* queries = app.add_option("--queries", options->queries, "JSON Lines: {\"qid\", \"text\"}")->type_name("FILE");
  auto* run = app.add_option("--run", options->run,
                             "Answers, JSON Lines: {\"qid\", \"results\": [{\"meeting\", \"start_seconds\"}]}; "
                             "written where --queries is given, else read")
                  ->type_name("FILE");
  queries->needs(run);
  auto* truth = app.add_option("--truth", options->truth,
                               "What is right, JSON Lines: {\"qid\", \"meetings\": [{\"meeting\", \"spans\"}]}: "
                               "measures the answers")
                    ->type_name("FILE")
                    ->needs(run);
  auto* compare =
      app.add_option("--compare", options->compare, "Other answers to the same questions")->type_name("FILE");
  compare->needs(truth);
  auto* zero_hits = app.add_flag("--zero-hits", options->zero_hits,
                                 "Prints what visitors searched for in vain, as a start of new questions");
  zero_hits->excludes(queries, run, truth, compare);
  app.add_option("--limit", options->limit, "Results a question")->check(CLI::Range(1, 200))->capture_default_str();
  return [options, &invocation] { return eval(invocation, *options); };
}

}  // namespace

const Command kEval = {"eval", "Answers judged questions, and measures answers", define};

}  // namespace dais::commands
