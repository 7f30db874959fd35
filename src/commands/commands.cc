// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cstdio>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "commands/command.h"

namespace dais::commands {
namespace {

int report(const Error& error) {
  std::cerr << "dais: " << error.message << '\n';
  return error_info(error.code).exit_code;
}

void add_globals(CLI::App& app, Invocation& invocation) {
  app.add_option("--instance", invocation.instance_dir, "Folder of the instance: dais.toml and its data")
      ->type_name("DIR")
      ->capture_default_str();
  app.add_option("--set", invocation.overrides,
                 "Overrides one key of the configuration for this run, as KEY=TOML-VALUE")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->allow_extra_args(false);
  const std::map<std::string, Format> formats = {{"text", Format::kText}, {"json", Format::kJson}};
  app.add_option("--format", invocation.format, "How records are printed: text or json")
      ->type_name("FORMAT")
      ->transform(CLI::CheckedTransformer(formats, CLI::ignore_case).description(""));
}

/// What CLI11 calls "a subcommand is required", in words that help.
void explain_missing_command(int argc, char** argv) {
  const std::string first = argc > 1 ? argv[1] : "";
  if (!first.empty() && !first.starts_with("-")) std::cerr << "dais: there is no command \"" << first << "\"\n";
  std::cerr << "dais: say what to do:";
  for (const Command& command : all_commands()) std::cerr << ' ' << command.name;
  std::cerr << "\nEach has --help; dais --help says what they do.\n";
}

}  // namespace

std::span<const Command> all_commands() {
  static const std::array kAll = {kInit, kIngest, kGather, kRun,    kServe,   kWork,   kRuns, kSearch,
                                  kEval, kGet,    kExport, kBackup, kRestore, kDoctor, kHelp};
  return kAll;
}

Result<config::Config> load_config(const Invocation& invocation) {
  return config::load(invocation.instance_dir, invocation.overrides);
}

void define_all(CLI::App& app, Invocation& invocation, Run& chosen) {
  app.description("Dais puts a council on the record: meetings, votes and matters, searchable to the second.");
  app.name("dais");
  app.set_version_flag("--version", "dais " + std::string(kVersion));
  app.require_subcommand(1);
  app.footer("Every command has --help. Start with: dais init DIR");
  add_globals(app, invocation);
  app.fallthrough();
  for (const Command& command : all_commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    sub->fallthrough();
    const Run runner = command.define(*sub, invocation);
    sub->callback([runner, &chosen] { chosen = runner; });
  }
}

int run(int argc, char** argv) {
  CLI::App app;
  Invocation invocation;
  Run chosen;
  define_all(app, invocation, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    if (app.get_subcommands().empty() && dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) {
      explain_missing_command(argc, argv);
    } else {
      app.exit(error, std::cerr, std::cerr);
    }
    return error_info(ErrorCode::kUsage).exit_code;
  }
  // One of the three borders where an exception stops (design, section 6).
  try {
    const Result<int> code = chosen();
    return code ? *code : report(code.error());
  } catch (const std::exception& error) {
    return report({ErrorCode::kInternal, std::string("a bug: ") + error.what()});
  }
}

}  // namespace dais::commands
