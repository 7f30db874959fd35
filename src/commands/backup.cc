// SPDX-License-Identifier: Apache-2.0
// dais backup: the instance as one file, while it serves and gathers.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <iostream>

#include <CLI/CLI.hpp>

#include "archive/backup.h"
#include "commands/command.h"
#include "commands/progress.h"
#include "os/descriptor.h"

namespace dais::commands {
namespace {

constexpr std::uint64_t kMegabyte = 1'000'000;

Result<archive::BackupSummary> write_to(int descriptor, const std::string& called, const Invocation& invocation) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  Progress progress("MB", kMegabyte);
  auto summary = archive::back_up(invocation.instance_dir, *config, "dais " + std::string(kVersion), descriptor, called,
                                  [&progress](std::uint64_t done, std::uint64_t total) { progress.show(done, total); });
  progress.end();
  return summary;
}

/// Under another name until it was read again: what bears the name is a whole backup.
Result<archive::BackupSummary> write_file(const std::string& file, const Invocation& invocation) {
  const std::string part = file + ".part";
  const os::Descriptor out(::open(part.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (!out.is_open()) return os::fail_errno(part, errno);
  const auto done = [&]() -> Result<archive::BackupSummary> {
    auto summary = write_to(out.get(), part, invocation);
    if (!summary) return summary;
    if (::fsync(out.get()) != 0 || ::lseek(out.get(), 0, SEEK_SET) != 0) return os::fail_errno(part, errno);
    if (Status whole = archive::verify_backup(out.get(), part); !whole) return fail(whole.error());
    if (::rename(part.c_str(), file.c_str()) != 0) return os::fail_errno(file, errno);
    return summary;
  }();
  if (!done) ::unlink(part.c_str());
  return done;
}

Result<int> backup(const Invocation& invocation, const std::string& file) {
  const bool to_stdout = file == "-";
  const auto summary =
      to_stdout ? write_to(STDOUT_FILENO, "standard output", invocation) : write_file(file, invocation);
  if (!summary) return fail(summary.error());
  for (const std::string& name : summary->removed)
    std::cerr << "note: " << name << ": was removed while the backup was made, and is not in it\n";
  std::cerr << "backup: " << summary->files << " files, " << summary->bytes / kMegabyte << " MB before packing"
            << (to_stdout ? "; not read again, as standard output cannot be" : "; read again and found whole") << '\n';
  if (!to_stdout) std::cout << file << '\n';
  return 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto file = std::make_shared<std::string>();
  app.add_option("FILE", *file, "File to write, such as town.tar.zst; -: standard output")->required();
  return [file, &invocation] { return backup(invocation, *file); };
}

}  // namespace

const Command kBackup = {"backup", "Writes the instance into one file, also while it serves and gathers", define};

}  // namespace dais::commands
