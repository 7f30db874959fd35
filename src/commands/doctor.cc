// SPDX-License-Identifier: Apache-2.0
// dais doctor: what is wrong and what to do.
#include <algorithm>
#include <iostream>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "archive/checkup.h"
#include "archive/instance.h"
#include "archive/place_checkup.h"
#include "base/time.h"
#include "commands/command.h"
#include "json/json.h"
#include "pipeline/checkup.h"

namespace dais::commands {
namespace {

std::string_view name_of(archive::Health health) {
  switch (health) {
    case archive::Health::kGood:
      return "good";
    case archive::Health::kNote:
      return "note";
    case archive::Health::kBad:
      return "bad";
  }
  return "bad";
}

/// 1 where something is bad.
int print(const std::vector<archive::Finding>& findings, Format format) {
  int code = 0;
  for (const archive::Finding& finding : findings) {
    if (finding.health == archive::Health::kBad) code = 1;
    if (format == Format::kJson) {
      std::cout << json::write(boost::json::object{
                       {"health", name_of(finding.health)}, {"text", finding.text}, {"remedy", finding.remedy}})
                << '\n';
      continue;
    }
    std::cout << name_of(finding.health) << "  " << finding.text << '\n';
    if (!finding.remedy.empty()) std::cout << "      " << finding.remedy << '\n';
  }
  return code;
}

Result<int> doctor(const Invocation& invocation) {
  const Result<config::Config> config = load_config(invocation);
  if (!config) return fail(config.error());
  const std::string& dir = invocation.instance_dir;
  int code = print(archive::check_up(dir, *config), invocation.format);
  if (archive::has_catalog(dir, *config))
    code = std::max(code, print(pipeline::check_up(archive::places_of(dir, *config).catalog), invocation.format));
  // Why the catalog cannot be opened may well be among these.
  return std::max(code, print(archive::check_place(dir, *config, now()), invocation.format));
}

Run define(CLI::App& /*app*/, const Invocation& invocation) {
  return [&invocation] { return doctor(invocation); };
}

}  // namespace

const Command kDoctor = {"doctor", "Says what is wrong with an instance and what to do", define};

}  // namespace dais::commands
