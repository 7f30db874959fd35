// SPDX-License-Identifier: Apache-2.0
// Files by what they hold: a folder of content addresses. A blob is written whole or not at all, and never changes.
// Text is kept compressed (zstd); recordings as they are, so that parts of them can be served.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

#include "base/result.h"
#include "base/time.h"

namespace dais::store {

class Blobs {
 public:
  explicit Blobs(std::string folder) : folder_(std::move(folder)) {}

  /// Keeps the text and answers its name (SHA-256 in hex, ".zst").
  Result<std::string> put_text(std::string_view text);
  Result<std::string> text(const std::string& name) const;

  /// Keeps a copy of the file; the name ends as the file's own ("….mp4").
  Result<std::string> put_file(const std::string& path);
  struct Swept {
    std::size_t files = 0;
    std::uint64_t bytes = 0;
  };
  /// Removes the files that are not `in_use` and were written before `before`, parts of broken writes among them.
  Result<Swept> sweep(const std::unordered_set<std::string>& in_use, Instant before);

  /// The path of a kept file; kNotFound for what is none of ours, whatever characters it has.
  Result<std::string> path_of(const std::string& name) const;

 private:
  [[nodiscard]] std::string place(const std::string& name) const;
  std::string folder_;
};

}  // namespace dais::store
