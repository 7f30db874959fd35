// SPDX-License-Identifier: Apache-2.0
// One request over libcurl, no redirect followed, every address it connects to asked of the guard. For this folder
// only.
#pragma once

#include <memory>

#include "net/address_guard.h"
#include "net/body_sink.h"
#include "net/client.h"
#include "net/retry.h"

namespace dais::net {

/// An easy handle with its open connections; used by one thread at a time.
class CurlHandle {
 public:
  static Result<CurlHandle> make();
  ~CurlHandle();
  CurlHandle(CurlHandle&& other) noexcept;
  CurlHandle& operator=(CurlHandle&&) = delete;
  CurlHandle(const CurlHandle&) = delete;
  CurlHandle& operator=(const CurlHandle&) = delete;

  /// The answer, or where it redirects to in `location` (empty: it does not). The body goes to `sink`, where there is
  /// one and it wants it.
  Attempt ask(const Request& request, const Limits& limits, const AddressGuard& guard, std::string& location,
              BodySink* sink = nullptr);

 private:
  explicit CurlHandle(void* handle) : handle_(handle) {}
  void* handle_;
};

/// Scheme, host and port in lower case: "https://host:443". kForbidden for other schemes than http and https,
/// kBadInput for what is no address.
Result<std::string> origin_of(const std::string& url);

}  // namespace dais::net
