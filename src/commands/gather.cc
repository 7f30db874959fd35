// SPDX-License-Identifier: Apache-2.0
// dais gather: runs the configured sources once, now.
#include <algorithm>
#include <iostream>

#include <CLI/CLI.hpp>

#include "commands/taking_in.h"
#include "sources/client.h"

namespace dais::commands {
namespace {

struct Options {
  std::string source;
  std::string from;
  std::string to;
  bool dry_run = false;
};

constexpr std::size_t kDayLength = 10;  ///< of "2024-01-31"

Result<std::optional<Instant>> date_of(const std::string& text, std::string_view option, const std::string& zone) {
  if (text.empty()) return std::nullopt;
  const Result<Instant> instant = parse_instant(text, zone);
  if (!instant) return fail(ErrorCode::kUsage, std::string(option) + ": " + instant.error().message);
  return *instant;
}

Result<sources::Window> window_of(const Options& options, const std::string& zone) {
  const auto from = date_of(options.from, "--from", zone);
  if (!from) return fail(from.error());
  auto to = date_of(options.to, "--to", zone);
  if (!to) return fail(to.error());
  if (options.to.size() == kDayLength) *to = next_midnight(**to, zone);
  if (*from && *to && **from >= **to) return fail(ErrorCode::kUsage, "--from: later than --to");
  return sources::Window{*from, *to};
}

Result<std::vector<config::Source>> wanted_sources(const config::Config& config, const Options& options) {
  if (options.source.empty()) {
    if (config.sources.empty()) return fail(ErrorCode::kBadConfig, "dais.toml has no [[source]] to gather from");
    return config.sources;
  }
  const auto found = std::ranges::find(config.sources, options.source, &config::Source::name);
  if (found == config.sources.end())
    return fail(ErrorCode::kUsage, "dais.toml has no [[source]] named \"" + options.source + "\"");
  return std::vector{*found};
}

Result<int> gather(const Invocation& invocation, const Options& options) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  const auto window = window_of(options, config->instance.timezone);
  if (!window) return fail(window.error());
  const auto wanted = wanted_sources(*config, options);
  if (!wanted) return fail(wanted.error());
  int worst = 0;
  for (const config::Source& source_config : *wanted) {
    if (invocation.format == Format::kText) std::cout << source_config.name << '\n';
    const auto client = sources::make_client(*config, &source_config);
    if (!client) return fail(client.error());
    const sources::SourceContext context{invocation.instance_dir, config->instance.timezone, **client};
    const auto source = sources::make_source(source_config, context);
    const Result<int> code = source ? take_in(invocation, *config, **source, source_config.name, *window,
                                              options.dry_run ? archive::Effect::kDryRun : archive::Effect::kWrite)
                                    : Result<int>(fail(source.error()));
    // One source that fails does not hold up the others.
    if (!code) std::cerr << "dais: " << source_config.name << ": " << code.error().message << '\n';
    worst = std::max(worst, code ? *code : error_info(code.error().code).exit_code);
  }
  return worst;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto options = std::make_shared<Options>();
  app.add_option("SOURCE", options->source, "Name of one [[source]]; all of them when not given");
  const auto given = [](const std::string& date) { return date.empty() ? "an empty text is no date" : ""; };
  app.add_option("--from", options->from, "Only what happened since this day (2024-01-31)")
      ->type_name("DATE")
      ->check(given);
  app.add_option("--to", options->to, "Only what happened until this day, which is meant too")
      ->type_name("DATE")
      ->check(given);
  app.add_flag("--dry-run", options->dry_run, "Says what would change and writes nothing");
  return [options, &invocation] { return gather(invocation, *options); };
}

}  // namespace

const Command kGather = {"gather", "Runs the configured sources once, now", define};

}  // namespace dais::commands
