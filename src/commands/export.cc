// SPDX-License-Identifier: Apache-2.0
// dais export: every table of the catalog as CSV and JSON Lines.
#include <iostream>

#include <CLI/CLI.hpp>

#include "archive/dump.h"
#include "archive/prepare.h"
#include "commands/command.h"

namespace dais::commands {
namespace {

Result<int> export_tables(const Invocation& invocation, const std::string& dir) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  if (Status ready = archive::prepare(invocation.instance_dir, *config); !ready) return fail(ready.error());
  const auto tables = archive::dump_tables(invocation.instance_dir, *config, dir);
  if (!tables) return fail(tables.error());
  for (const archive::DumpedTable& table : *tables)
    std::cout << table.name << ": " << table.rows << (table.rows == 1 ? " row\n" : " rows\n");
  return 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto dir = std::make_shared<std::string>();
  app.add_option("DIR", *dir, "Folder to write to; made where it is not there")->required();
  return [dir, &invocation] { return export_tables(invocation, *dir); };
}

}  // namespace

const Command kExport = {"export", "Writes every table as CSV and JSON Lines", define};

}  // namespace dais::commands
