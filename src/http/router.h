// SPDX-License-Identifier: Apache-2.0
// Path patterns → handlers. Knows no socket: dispatch() answers a request value, which is how `dais get` and the
// tests ask. Handlers run on worker threads, several at once.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.h"

namespace dais::http {

using Handler = std::function<Response(const Request&)>;

/// Whether an answer may be kept in memory and sent again while the archive has not changed (server.h: generation).
/// What is kept must depend on nothing of the request but its path and query. An answer that says "Cache-Control:
/// no-store" itself is not kept.
enum class Keep { kYes, kNo };

/// What is asked by POST is an order with nothing to read: the body is not looked at, and the connection ends after it.
enum class Method { kRead, kPost };

struct Route {
  /// "/events/{id}", "/files/{name}.csv"; a last "{rest*}" takes what remains, slashes included. Where several match,
  /// the one that says more does, segment by segment: text, then {name}.csv, then {name}, then {rest*}.
  std::string pattern;
  Handler handler;
  Keep keep = Keep::kYes;
  Method method = Method::kRead;
};

class Router {
 public:
  void add(Route route);
  /// Makes the answer for what no route takes, and for an exception that left a handler (kInternal).
  void set_error_handler(std::function<Response(const Request&, const Error&)> handler);
  /// 404 where nothing matches; 405 for a method that no route takes there; 308 to the address without a last slash
  /// where only that one is known. Never throws.
  [[nodiscard]] Response dispatch(Request request) const;
  /// What the error handler makes of it, or a plain text where there is none or it throws itself.
  [[nodiscard]] Response error_response(const Request& request, const Error& error) const;
  /// Of the route that would answer `path`.
  [[nodiscard]] Keep keep_of(std::string_view path) const;
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

 private:
  /// "prefix{name}suffix" between two slashes; without a name, text.
  struct Segment {
    std::string prefix;
    std::string name;
    std::string suffix;
    enum class Kind { kRest, kName, kAffixed, kText } kind = Kind::kText;
  };
  using Pattern = std::vector<Segment>;

  static Pattern compile(std::string_view pattern);
  static bool matches(const Pattern& pattern, const std::vector<std::string_view>& path);
  static bool says_more(const Pattern& one, const Pattern& other);
  [[nodiscard]] std::optional<std::size_t> find(const std::vector<std::string_view>& path, Method method) const;
  [[nodiscard]] Response answer(Request& request, Method method) const;
  [[nodiscard]] Response refuse_method(const Request& request) const;

  std::vector<Route> routes_;
  std::vector<Pattern> patterns_;  ///< of the routes, in their order
  std::function<Response(const Request&, const Error&)> error_handler_;
};

}  // namespace dais::http
