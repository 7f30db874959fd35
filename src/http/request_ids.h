// SPDX-License-Identifier: Apache-2.0
// Names for requests, 16 hexadecimal digits each: none twice in a run, and other ones in the next run.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace dais::http {

class RequestIds {
 public:
  RequestIds();
  std::string next();

 private:
  std::uint64_t seed_;
  std::atomic<std::uint64_t> count_ = 0;
};

}  // namespace dais::http
