// SPDX-License-Identifier: Apache-2.0
// The body of a request as a stream of bytes, files read while they are sent. For this folder only.
#pragma once

#include <cstdint>
#include <optional>

#include "base/result.h"
#include "net/client.h"

namespace dais::net {

class SentBody {
 public:
  /// REQUIRES: `body` outlives it.
  explicit SentBody(const Body& body) : body_(body) {}
  ~SentBody() { close_file(); }
  SentBody(const SentBody&) = delete;
  SentBody& operator=(const SentBody&) = delete;

  /// What libcurl's read callback answers with: bytes put into `into`, 0 at the end. A file that cannot be read, or is
  /// shorter than was said, aborts the request; failure() says why.
  std::size_t read(char* into, std::size_t room);
  void rewind();
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  std::size_t read_file(const FileSlice& slice, char* into, std::size_t room);
  std::size_t give_up(const FileSlice& slice, ErrorCode code, const std::string& why);
  void next_part();
  void close_file();

  const Body& body_;
  std::size_t part_ = 0;
  std::uint64_t within_ = 0;  ///< bytes of this part that are sent
  int file_ = -1;
  std::optional<Error> failure_;
};

}  // namespace dais::net
