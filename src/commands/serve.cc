// SPDX-License-Identifier: Apache-2.0
// dais serve: the web site and the API until SIGTERM.
#include <iostream>

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <CLI/CLI.hpp>

#include "commands/web_app.h"
#include "http/server.h"
#include "os/files.h"
#include "os/notify.h"
#include "os/signals.h"

namespace dais::commands {
namespace {

struct Options {
  std::string listen;
  std::string port_file;
  bool check = false;
  bool access_log = false;
};

http::ServerOptions server_options(WebApp& app, const Options& options) {
  http::ServerOptions server;
  server.listen = options.listen.empty() ? app.config().serve.listen : options.listen;
  server.io_threads = app.config().serve.threads;
  server.worker_threads = app.config().serve.threads;
  server.max_connections = app.config().serve.max_connections;
  server.generation = [&app] { return app.generation(); };
  server.on_served = [&app, log = options.access_log](const http::ServerOptions::Served& served) {
    app.metrics().count(served.target, served.status, served.bytes, served.milliseconds, served.from_cache);
    if (log)
      spdlog::info("{} {} {} {} bytes {:.1f} ms {}", served.method, served.target, served.status, served.bytes,
                   served.milliseconds, served.request_id);
  };
  return server;
}

Result<int> serve(const Invocation& invocation, const Options& options) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("dais"));
  os::ignore_broken_pipes();
  // Before any thread is started: they inherit the mask.
  Result<os::StopSignals> signals = os::StopSignals::block();
  if (!signals) return fail(std::move(signals.error()));
  const http::Server* running = nullptr;
  const auto app =
      WebApp::open(invocation, [&running] { return running == nullptr ? 0 : running->open_connections(); });
  if (!app) return fail(app.error());
  const auto server = http::Server::start(server_options(**app, options), (*app)->router());
  if (!server) return fail(server.error());
  running = server->get();
  const std::uint16_t port = (*server)->port();
  const std::string host = options.listen.empty() ? (*app)->config().serve.listen : options.listen;
  std::cerr << "The site is at http://" << host.substr(0, host.rfind(':')) << ":" << port
            << "/ (stop it with Ctrl-C)\n";
  if (!options.port_file.empty()) {
    if (Status written = os::write_file_atomically(options.port_file, std::to_string(port) + "\n"); !written)
      return fail(written.error());
  }
  (*app)->publish_in_background();
  // A database that is away is waited for; a process that cannot even ask for it is stuck.
  const auto answers = [&app] {
    (void)(*app)->generation();
    return true;
  };
  if (!options.check) os::wait_as_a_service(*signals, answers);
  (*server)->stop();
  return 0;
}

Run define(CLI::App& app, const Invocation& invocation) {
  auto options = std::make_shared<Options>();
  app.add_option("--listen", options->listen, "Address to listen on, for example 127.0.0.1:8000; port 0: any free one")
      ->type_name("HOST:PORT");
  app.add_option("--port-file", options->port_file, "Written with the port when the site is ready")->type_name("FILE");
  app.add_flag("--check", options->check, "Starts, says so and ends");
  app.add_flag("--access-log", options->access_log, "Writes a line for each request to stderr");
  return [options, &invocation] { return serve(invocation, *options); };
}

}  // namespace

const Command kServe = {"serve", "Serves the web site and the API", define};

}  // namespace dais::commands
