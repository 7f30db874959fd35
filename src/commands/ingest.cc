// SPDX-License-Identifier: Apache-2.0
// dais ingest: CDP ingestion JSON from files, folders or standard input.
#include <CLI/CLI.hpp>

#include "commands/taking_in.h"
#include "sources/client.h"

namespace dais::commands {
namespace {

struct Options {
  std::vector<std::string> paths;
  std::string source = "ingest";
  bool dry_run = false;
};

Result<int> ingest(const Invocation& invocation, const Options& options) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  const auto client = sources::make_client(*config);
  if (!client) return fail(client.error());
  const sources::SourceContext context{invocation.instance_dir, config->instance.timezone, **client};
  const auto source = sources::make_ingest_source(options.paths, context);
  return take_in(invocation, *config, *source, options.source, {},
                 options.dry_run ? archive::Effect::kDryRun : archive::Effect::kWrite);
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto options = std::make_shared<Options>();
  app.add_option("PATH", options->paths, "Files, folders (every *.json in them), or - for standard input")->required();
  app.add_option("--source", options->source, "Name under which the records' external ids are kept")
      ->capture_default_str();
  app.add_flag("--dry-run", options->dry_run, "Says what would change and writes nothing");
  return [options, &invocation] { return ingest(invocation, *options); };
}

}  // namespace

const Command kIngest = {"ingest", "Takes in meetings from CDP ingestion JSON", define};

}  // namespace dais::commands
