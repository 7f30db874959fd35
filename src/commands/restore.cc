// SPDX-License-Identifier: Apache-2.0
// dais restore: an instance from the file of a backup. Nothing changes before all of it was read and found whole.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <iostream>

#include <CLI/CLI.hpp>

#include "archive/backup.h"
#include "commands/command.h"
#include "commands/progress.h"
#include "os/descriptor.h"

namespace dais::commands {
namespace {

struct Options {
  std::string file;
  std::string into;
  bool replace = false;
};

Result<int> restore(const Invocation& invocation, const Options& options) {
  const std::string& dir = options.into.empty() ? invocation.instance_dir : options.into;
  const bool from_stdin = options.file == "-";
  const os::Descriptor file(from_stdin ? ::dup(STDIN_FILENO) : ::open(options.file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.is_open()) return os::fail_errno(options.file, errno);
  constexpr std::uint64_t kMegabyte = 1'000'000;
  Progress progress("MB", kMegabyte);
  const auto summary =
      archive::restore(dir, invocation.overrides, file.get(), from_stdin ? "standard input" : options.file,
                       options.replace ? archive::Existing::kReplace : archive::Existing::kRefuse,
                       [&progress](std::uint64_t done, std::uint64_t total) { progress.show(done, total); });
  progress.end();
  if (!summary) return fail(summary.error());
  for (const std::string& name : summary->kept)
    std::cerr << "note: " << dir << "/" << name << ": differs from the backup's and stays as it is\n";
  std::cerr << "Restored " << summary->files << " files of a backup of " << summary->made_at << " (" << summary->program
            << "). Start dais run or dais serve on it now.\n";
  std::cout << dir << '\n';
  return 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto options = std::make_shared<Options>();
  app.add_option("FILE", options->file, "File that dais backup wrote; -: standard input")->required();
  app.add_option("--into", options->into, "Folder of the instance, as --instance names it; made where it is not there")
      ->type_name("DIR");
  app.add_flag("--replace", options->replace,
               "Puts the backup in the place of an archive that is there, which is lost");
  return [options, &invocation] { return restore(invocation, *options); };
}

}  // namespace

const Command kRestore = {"restore", "Makes an instance from the file of a backup", define};

}  // namespace dais::commands
