// SPDX-License-Identifier: Apache-2.0
// A request and its answer as values: what handlers see. No socket here, so handlers are tested without one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace dais::http {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method = "GET";  ///< GET or HEAD reach handlers, POST those that ask for it
  std::string path;            ///< percent-decoded, valid UTF-8, starts with '/', no "..", no NUL
  Fields query;                ///< decoded, in the order given
  Fields headers;              ///< names in lower case
  Fields path_params;          ///< of the route's pattern: "/events/{id}" → {"id", …}
  std::string request_id;
  std::string client;          ///< address of who is connected: the reader, or a proxy; empty without a socket

  [[nodiscard]] std::optional<std::string> query_value(std::string_view name) const;
  [[nodiscard]] std::string header(std::string_view name) const;      ///< empty where there is none
  [[nodiscard]] const std::string& param(std::string_view name) const;  ///< REQUIRES: the pattern names it
};

/// Splits and decodes "/path?query"; a "http://host" before it is passed over (RFC 9112, 3.2.2). kBadRequest for what
/// is not a path of ours: bad escapes, bad UTF-8, "..", NUL.
Result<Request> parse_target(std::string_view method, std::string_view target);

/// The whole segments of plain characters that begin `target`: which part of the site an address was meant for that
/// parse_target refuses. "/api/v1/%zz" → "/api/v1/"; "/" where there are none.
std::string plain_beginning(std::string_view target);

/// One segment of a path or one name or value of a query as an address may hold it: parse_target reads it back.
std::string encode_component(std::string_view text);
/// "a=1&b=x%20y"; empty where there are no fields.
std::string encode_query(const Fields& query);

/// A file of this machine, sent with Range, ETag and proper caching.
struct FileBody {
  std::string path;
};

struct Response {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  Fields headers;
  std::variant<std::string, FileBody> body;
};

}  // namespace dais::http
