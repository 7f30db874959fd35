// SPDX-License-Identifier: Apache-2.0
// dais export: the whole archive as open data, in a folder of plain files.
#include <filesystem>
#include <iostream>

#include <CLI/CLI.hpp>

#include "archive/dump.h"
#include "archive/prepare.h"
#include "archive/publication.h"
#include "commands/command.h"

namespace dais::commands {
namespace {

Result<int> publish(const Invocation& invocation) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  if (Status ready = archive::prepare(invocation.instance_dir, *config); !ready) return fail(ready.error());
  archive::Publication publication(invocation.instance_dir, *config);
  const auto version = publication.publish();
  if (!version) return fail(version.error());
  std::cout << "version: " << version->version << '\n';
  return 0;
}

/// An export replaces an earlier one; it is not mixed into a folder of other things.
Status check_folder(const std::string& dir) {
  std::error_code gone;
  if (std::filesystem::is_empty(dir, gone) || gone || std::filesystem::exists(dir + "/datapackage.json")) return {};
  return fail(ErrorCode::kUsage, dir + ": holds other files; export into an empty folder, or over an earlier export");
}

Result<int> export_archive(const Invocation& invocation, const std::string& dir) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  if (Status good = check_folder(dir); !good) return fail(good.error());
  if (Status ready = archive::prepare(invocation.instance_dir, *config); !ready) return fail(ready.error());
  const auto dump = archive::dump_archive(invocation.instance_dir, *config, dir);
  if (!dump) return fail(dump.error());
  for (const archive::ExportedTable& table : dump->tables)
    std::cout << table.shape->name << ": " << table.rows << (table.rows == 1 ? " row\n" : " rows\n");
  std::cout << "version: " << dump->version << '\n';
  return 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto dir = std::make_shared<std::string>();
  auto published = std::make_shared<bool>(false);
  auto* folder = app.add_option("DIR", *dir, "Folder to write to; made where it is not there");
  auto* flag = app.add_flag("--publish", *published, "Makes a version for the site's /data/ instead");
  folder->excludes(flag);
  return [dir, published, &invocation]() -> Result<int> {
    if (*published) return publish(invocation);
    if (dir->empty()) return fail(ErrorCode::kUsage, "DIR is required, or --publish");
    return export_archive(invocation, *dir);
  };
}

}  // namespace

const Command kExport = {
    "export", "Writes the whole archive as open data: CSV, JSON Lines, SQLite and what describes them", define};

}  // namespace dais::commands
