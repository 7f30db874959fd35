// SPDX-License-Identifier: Apache-2.0
// dais serve: the web site and the API until SIGTERM.
#include <CLI/CLI.hpp>

#include "commands/service.h"
#include "commands/site_server.h"

namespace dais::commands {
namespace {

struct Options {
  SiteOptions site;
  bool check = false;
};

Result<int> serve(const Invocation& invocation, const Options& options) {
  auto service = Service::begin();
  if (!service) return fail(std::move(service.error()));
  if (const auto config = load_config(invocation); !config) return fail(config.error());
  const auto use = use_folder(invocation, "dais serve");
  if (!use) return fail(use.error());
  const auto site = SiteServer::start(invocation, options.site, Publishing::kBySite);
  if (!site) return fail(site.error());
  if (!options.check) service->wait(**site);
  (*site)->stop();
  return 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto options = std::make_shared<Options>();
  add_site_options(app, options->site);
  app.add_flag("--check", options->check, "Starts, says so and ends");
  return [options, &invocation] { return serve(invocation, *options); };
}

}  // namespace

const Command kServe = {"serve", "Serves the web site and the API", define};

}  // namespace dais::commands
