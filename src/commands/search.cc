// SPDX-License-Identifier: Apache-2.0
// dais search: moments, best first.
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
  std::vector<std::string> words;
  std::size_t limit = 10;
};

void print_text(const archive::SearchView& view) {
  for (const archive::SearchHit& hit : view.hits) {
    std::cout << hit.event.body.name << ", " << format_local(hit.event.start, hit.event.timezone, "%B %d, %Y")
              << ", at " << format_clock(hit.start_seconds) << (hit.speaker.name.empty() ? "" : ", " + hit.speaker.name)
              << '\n'
              << "  " << hit.text << '\n';
    for (const search::SoundAlike& one : hit.sounds_like)
      std::cout << "  (“" << one.heard << "” sounds like “" << one.asked << "”)\n";
    std::cout << "  " << hit.url << "\n\n";
  }
  std::cerr << view.total << (view.total == 1 ? " passage: " : " passages: ") << view.understood << '\n';
  if (!view.is_complete) std::cerr << "It took too long: these are the best of what was looked at.\n";
  if (view.suggestion) std::cerr << "Did you mean: " << *view.suggestion << '\n';
}

void print_json(const archive::SearchView& view) {
  for (const archive::SearchHit& hit : view.hits) {
    const boost::json::object out{
        {"event",
         {{"id", hit.event.ref.id}, {"external_id", hit.event.ref.external_id}, {"body", hit.event.body.name}}},
        {"datetime", format_utc(hit.event.start)},
        {"session", hit.session},
        {"start_seconds", hit.start_seconds},
        {"end_seconds", hit.end_seconds},
        {"speaker", hit.speaker.name},
        {"text", hit.text},
        {"score", hit.score},
        {"url", hit.url}};
    std::cout << json::write(out) << '\n';
  }
}

Result<int> search(const Invocation& invocation, const Options& options) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  if (Status ready = archive::prepare(invocation.instance_dir, *config); !ready) return fail(ready.error());
  const auto reader = archive::open_reader(invocation.instance_dir, *config);
  if (!reader) return fail(reader.error());
  archive::SearchRequest request;
  for (const std::string& word : options.words) request.text += (request.text.empty() ? "" : " ") + word;
  request.paging.limit = options.limit;
  const auto view = (*reader)->search(request);
  if (!view) return fail(view.error());
  if (invocation.format == Format::kJson) {
    print_json(*view);
  } else {
    print_text(*view);
  }
  return view->hits.empty() ? error_info(ErrorCode::kNotFound).exit_code : 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto options = std::make_shared<Options>();
  app.add_option("QUERY", options->words, "Words, \"phrases\", -not, OR, speaker: body: after: before:")->required();
  app.add_option("--limit", options->limit, "How many moments at the most")
      ->type_name("N")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();
  app.allow_extras(false);
  return [options, &invocation] { return search(invocation, *options); };
}

}  // namespace

const Command kSearch = {"search", "Finds the moments where something was said", define};

}  // namespace dais::commands
