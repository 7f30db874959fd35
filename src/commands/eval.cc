// SPDX-License-Identifier: Apache-2.0
// dais eval: answers judged questions, for measuring search quality.
#include <fstream>
#include <iostream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "archive/prepare.h"
#include "archive/reader.h"
#include "commands/command.h"
#include "json/json.h"

namespace dais::commands {
namespace {

struct Options {
  std::string queries;
  std::string run;
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

Result<int> eval(const Invocation& invocation, const Options& options) {
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
  return 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto options = std::make_shared<Options>();
  app.add_option("--queries", options->queries, "JSON Lines: {\"qid\", \"text\"}")->required()->type_name("FILE");
  app.add_option("--run", options->run,
                 "Where the answers go, JSON Lines: {\"qid\", \"results\": [{\"meeting\", \"start_seconds\"}]}")
      ->required()
      ->type_name("FILE");
  app.add_option("--limit", options->limit, "Results a question")->check(CLI::Range(1, 200))->capture_default_str();
  return [options, &invocation] { return eval(invocation, *options); };
}

}  // namespace

const Command kEval = {"eval", "Answers judged questions, for measuring search quality", define};

}  // namespace dais::commands
