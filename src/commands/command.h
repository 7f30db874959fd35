// SPDX-License-Identifier: Apache-2.0
// A subcommand of `dais` as a record: the table in commands.cc is all there is; help comes from it.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/version.h"
#include "config/config.h"

namespace CLI {
class App;
}

namespace dais::commands {

enum class Format { kText, kJson };

/// What every command takes.
struct Invocation {
  std::string instance_dir = ".";
  std::vector<std::string> overrides;  ///< --set KEY=VALUE
  Format format = Format::kText;
};

/// The exit code; an Error becomes the exit code of its row in the error table.
using Run = std::function<Result<int>()>;

struct Command {
  std::string_view name;
  std::string_view summary;
  /// Adds its options to `app` and answers what to run when they have been read.
  Run (*define)(CLI::App& app, const Invocation& invocation);
};

std::span<const Command> all_commands();

/// The whole command line as the table has it; `chosen` is set when it is parsed. All three must outlive the parsing.
void define_all(CLI::App& app, Invocation& invocation, Run& chosen);

/// `dais …`: reads the command line, runs the command, prints what went wrong; the process's exit code.
int run(int argc, char** argv);

/// The instance's configuration with the overrides of this run.
Result<config::Config> load_config(const Invocation& invocation);

// One a file: src/commands/NAME.cc.
extern const Command kInit, kIngest, kGather, kRun, kServe, kWork, kRuns, kSearch, kEval, kGet, kExport, kBackup,
    kRestore, kDoctor, kHelp;

}  // namespace dais::commands
