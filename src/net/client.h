// SPDX-License-Identifier: Apache-2.0
// The one way out to the network: http and https only, the resolved address checked and connected to as checked,
// each redirect checked again, private ranges refused unless listed, caps on size, time and redirects, a rate a host.
// One Client may be used from several threads.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"

namespace dais::net {

struct Limits {
  std::vector<std::string> allow_private_networks;  ///< CIDR blocks, IPv4 and IPv6
  std::string user_agent;
  double requests_per_second = 5;                   ///< to one host
  std::uint64_t max_bytes = 256ULL << 20U;          ///< after decompression
  std::chrono::seconds timeout{60};
  int max_redirects = 5;
};

struct Request {
  std::string url;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string if_none_match;  ///< an ETag: the answer may be 304
};

struct Response {
  int status = 0;
  std::string url;  ///< after redirects
  std::string content_type;
  std::string etag;
  std::string body;
};

class Client {
 public:
  /// kBadConfig where a CIDR block cannot be read.
  static Result<std::unique_ptr<Client>> make(Limits limits);
  virtual ~Client() = default;
  /// Any status is an answer; errors are kForbidden (scheme, address), kTooLarge, kTimeout, kUnavailable.
  virtual Result<Response> get(const Request& request) = 0;
};

}  // namespace dais::net
