// SPDX-License-Identifier: Apache-2.0
// A file of an export while it is written: its size and SHA-256 are known when it is closed, however large it grew.
// Errors (kIo) name the path.
#pragma once

#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace dais::archive {

struct ExportedFile {
  std::string name;
  std::uint64_t bytes = 0;
  std::string sha256;  ///< in hex
};

class ExportFile {
 public:
  static Result<ExportFile> create(const std::string& folder, const std::string& name);
  ~ExportFile();
  ExportFile(ExportFile&&) noexcept;
  ExportFile& operator=(ExportFile&&) = delete;
  ExportFile(const ExportFile&) = delete;
  ExportFile& operator=(const ExportFile&) = delete;

  Status write(std::string_view bytes);
  Result<ExportedFile> close();

 private:
  struct State;
  explicit ExportFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// The same, compressed (gzip, RFC 1952) without a time or a name in it, so that equal contents are equal files.
class GzipFile {
 public:
  static Result<GzipFile> create(const std::string& folder, const std::string& name);
  ~GzipFile();
  GzipFile(GzipFile&&) noexcept;
  GzipFile& operator=(GzipFile&&) = delete;
  GzipFile(const GzipFile&) = delete;
  GzipFile& operator=(const GzipFile&) = delete;

  Status write(std::string_view bytes);
  Result<ExportedFile> close();

 private:
  struct State;
  explicit GzipFile(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

Result<ExportedFile> write_export_file(const std::string& folder, const std::string& name, std::string_view bytes);
/// Of a file that something else wrote into the folder.
Result<ExportedFile> measure_file(const std::string& folder, const std::string& name);

}  // namespace dais::archive
