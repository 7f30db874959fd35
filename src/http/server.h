// SPDX-License-Identifier: Apache-2.0
// The web server: Boost.Beast coroutines, one io_context a thread, handlers on worker threads of their own so that a
// slow search never holds up a connection. HTTP/1.1, keep-alive, HEAD, Range, ETag and If-None-Match, gzip, deadlines
// on every read and on each chunk written, limits on header and target size and on connections, drain on stop.
// Knows no word of the domain.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/router.h"

namespace dais::http {

struct ServerOptions {
  std::string listen = "127.0.0.1:8000";  ///< port 0: any free one
  int io_threads = 2;
  int worker_threads = 2;
  int max_connections = 20000;
  std::size_t cache_bytes = 64ULL << 20U;
  /// Changes whenever kept answers must no longer be sent. Called for every request: cheap.
  std::function<std::uint64_t()> generation;
  /// Called once per answered request, from any thread: for the access log and metrics.
  struct Served {
    std::string method, target, request_id;
    int status;
    std::uint64_t bytes;
    double milliseconds;
    bool from_cache;
  };
  std::function<void(const Served&)> on_served;
};

class Server {
 public:
  /// Binds; kIo where the address cannot be had. `router` must outlive the server.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, const Router& router);
  virtual ~Server() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// Stops accepting, lets requests under way finish (at most 10 s), closes, joins the threads. Idempotent.
  virtual void stop() = 0;
  [[nodiscard]] virtual std::uint64_t open_connections() const = 0;
};

}  // namespace dais::http
