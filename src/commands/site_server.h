// SPDX-License-Identifier: Apache-2.0
// The web site as a running server: what `serve` and `run` both start.
#pragma once

#include <memory>
#include <string>

#include <CLI/CLI.hpp>

#include "commands/web_app.h"
#include "http/server.h"

namespace dais::commands {

struct SiteOptions {
  std::string listen;  ///< empty: as the config has it
  std::string port_file;
  bool access_log = false;
};

/// --listen, --port-file and --access-log.
void add_site_options(CLI::App& app, SiteOptions& options);

/// Who makes versions of the open data: the site's own thread, or the pipeline.
enum class Publishing { kBySite, kByPipeline };

class SiteServer {
 public:
  /// Says on stderr where it is, and writes the port file.
  static Result<std::unique_ptr<SiteServer>> start(const Invocation& invocation, const SiteOptions& options,
                                                   Publishing publishing);
  /// Answers what was asked, then ends.
  void stop() { server_->stop(); }
  [[nodiscard]] WebApp& app() { return *app_; }

 private:
  SiteServer() = default;
  std::unique_ptr<WebApp> app_;
  std::unique_ptr<http::Server> server_;
};

}  // namespace dais::commands
