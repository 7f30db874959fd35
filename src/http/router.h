// SPDX-License-Identifier: Apache-2.0
// Path patterns → handlers. Knows no socket: dispatch() answers a request value, which is how `dais get` and the
// tests ask. Handlers run on worker threads, several at once.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "http/message.h"

namespace dais::http {

using Handler = std::function<Response(const Request&)>;

/// Whether an answer may be kept in memory and sent again while the archive has not changed (server.h: generation).
enum class Keep { kYes, kNo };

struct Route {
  std::string pattern;  ///< "/events/{id}", a last "{rest*}" takes what remains, slashes included
  Handler handler;
  Keep keep = Keep::kYes;
};

class Router {
 public:
  void add(Route route);
  /// Makes the answer for what no route takes, and for an exception that left a handler (kInternal).
  void set_error_handler(std::function<Response(const Request&, const Error&)> handler);
  /// 404 where nothing matches; 405 for other methods than GET and HEAD. Never throws.
  [[nodiscard]] Response dispatch(Request request) const;
  /// Of the route that would answer `path`.
  [[nodiscard]] Keep keep_of(std::string_view path) const;
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
  std::function<Response(const Request&, const Error&)> error_handler_;
};

}  // namespace dais::http
