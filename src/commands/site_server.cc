// SPDX-License-Identifier: Apache-2.0
#include "commands/site_server.h"

#include <iostream>

#include <spdlog/spdlog.h>

#include "os/files.h"

namespace dais::commands {
namespace {

http::ServerOptions server_options(WebApp& app, const std::string& listen, bool access_log) {
  http::ServerOptions server;
  server.listen = listen;
  server.io_threads = app.config().serve.threads;
  server.worker_threads = app.config().serve.threads;
  server.max_connections = app.config().serve.max_connections;
  server.generation = [&app] { return app.generation(); };
  server.on_served = [&app, access_log](const http::ServerOptions::Served& served) {
    app.metrics().count(served.target, served.status, served.bytes, served.milliseconds, served.from_cache);
    if (access_log)
      spdlog::info("{} {} {} {} bytes {:.1f} ms {}", served.method, served.target, served.status, served.bytes,
                   served.milliseconds, served.request_id);
  };
  return server;
}

}  // namespace

void add_site_options(CLI::App& app, SiteOptions& options) {
  app.add_option("--listen", options.listen, "Address to listen on, for example 127.0.0.1:8000; port 0: any free one")
      ->type_name("HOST:PORT");
  app.add_option("--port-file", options.port_file, "Written with the port when the site is ready")->type_name("FILE");
  app.add_flag("--access-log", options.access_log, "Writes a line for each request to stderr");
}

Result<std::unique_ptr<SiteServer>> SiteServer::start(const Invocation& invocation, const SiteOptions& options,
                                                      Publishing publishing) {
  std::unique_ptr<SiteServer> site(new SiteServer);
  auto app = WebApp::open(
      invocation, [self = site.get()] { return self->server_ == nullptr ? 0 : self->server_->open_connections(); });
  if (!app) return fail(std::move(app.error()));
  site->app_ = std::move(*app);
  const std::string listen = options.listen.empty() ? site->app_->config().serve.listen : options.listen;
  auto server = http::Server::start(server_options(*site->app_, listen, options.access_log), site->app_->router());
  if (!server) return fail(std::move(server.error()));
  site->server_ = std::move(*server);
  const std::string port = std::to_string(site->server_->port());
  std::cerr << "The site is at http://" << listen.substr(0, listen.rfind(':')) << ":" << port
            << "/ (stop it with Ctrl-C)\n";
  if (!options.port_file.empty()) {
    if (Status written = os::write_file_atomically(options.port_file, port + "\n"); !written)
      return fail(written.error());
  }
  if (publishing == Publishing::kBySite) site->app_->publish_in_background();
  return site;
}

}  // namespace dais::commands
