// SPDX-License-Identifier: Apache-2.0
// Where the body of an answer goes when it is not to be held in memory. For this folder only.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dais::net {

struct AnswerHead {
  int status = 0;
  std::string etag;
  std::string last_modified;
  std::string content_range;
  std::string content_encoding;
  std::string content_type;
  std::int64_t content_length = -1;  ///< of this answer; -1: not said
};

class BodySink {
 public:
  virtual ~BodySink() = default;
  /// Header lines that go along to every host of the way ("Range: bytes=10-").
  [[nodiscard]] virtual std::vector<std::string> header_lines() const = 0;
  [[nodiscard]] virtual bool wants(int status) const = 0;
  /// Before the first byte of an answer that it wants. An error ends the transfer and is its error.
  virtual Status begin(const AnswerHead& head) = 0;
  virtual Status take(std::string_view bytes) = 0;
  /// Slower than this many bytes a second, for so many seconds, is too slow.
  [[nodiscard]] virtual long slowest() const = 0;
  [[nodiscard]] virtual long slow_seconds() const = 0;
};

}  // namespace dais::net
