// SPDX-License-Identifier: Apache-2.0
// Files by what they hold: a folder of content addresses. A blob is written whole or not at all, and never changes.
// Text is kept compressed (zstd); recordings as they are, so that parts of them can be served.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace dais::store {

class Blobs {
 public:
  explicit Blobs(std::string folder) : folder_(std::move(folder)) {}

  /// Keeps the text and answers its name (SHA-256 in hex, ".zst").
  Result<std::string> put_text(std::string_view text);
  Result<std::string> text(const std::string& name) const;

  /// Keeps a copy of the file; the name ends as the file's own ("….mp4").
  Result<std::string> put_file(const std::string& path);
  /// The path of a kept file; kNotFound for what is none of ours, whatever characters it has.
  Result<std::string> path_of(const std::string& name) const;

 private:
  [[nodiscard]] std::string place(const std::string& name) const;
  std::string folder_;
};

}  // namespace dais::store
