// SPDX-License-Identifier: Apache-2.0
// The web server: Boost.Beast coroutines, one io_context a thread, handlers on worker threads of their own so that a
// slow search never holds up a connection. HTTP/1.1, keep-alive, HEAD, Range, ETag and If-None-Match, gzip, deadlines
// on every read and on each chunk written, limits on header and target size and on connections, drain on stop.
// Knows no word of the domain.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "http/router.h"

namespace dais::http {

/// How long a connection may take over what it does.
struct Deadlines {
  std::chrono::milliseconds header{std::chrono::seconds{60}};  ///< from a request's first byte to the end of its header
  std::chrono::milliseconds idle{std::chrono::seconds{75}};  ///< between two requests
  std::chrono::milliseconds write{std::chrono::seconds{30}};  ///< until the reader takes some more of an answer
  std::chrono::milliseconds drain{std::chrono::seconds{10}};  ///< what stop() gives requests under way
};

struct ServerOptions {
  std::string listen = "127.0.0.1:8000";  ///< port 0: any free one
  int io_threads = 2;
  int worker_threads = 2;
  int max_connections = 20000;
  int max_waiting = 256;  ///< requests in line for a worker; the next one is told 503
  std::size_t cache_bytes = 64ULL << 20U;
  Deadlines deadlines;
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
  /// Binds; kIo where the address cannot be had, kBadConfig where it is none. `router` must outlive the server.
  /// Raises this process's limit of open files towards max_connections as far as it may.
  static Result<std::unique_ptr<Server>> start(ServerOptions options, const Router& router);
  virtual ~Server() = default;
  [[nodiscard]] virtual std::uint16_t port() const = 0;
  /// Stops accepting, lets requests under way finish (Deadlines::drain), closes, joins the threads, for which a handler
  /// that is still running is waited for. Idempotent.
  virtual void stop() = 0;
  [[nodiscard]] virtual std::uint64_t open_connections() const = 0;
};

}  // namespace dais::http
