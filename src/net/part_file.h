// SPDX-License-Identifier: Apache-2.0
// A file that is being downloaded: PATH.part, and beside it PATH.part.from, which says of what address and of which
// version of it the bytes are, so that a later try (of this process or the next) can go on behind them. For this folder
// only.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "net/body_sink.h"
#include "net/client.h"

namespace dais::net {

class PartFile : public BodySink {
 public:
  /// Takes up what an earlier try left, where it is of the same address. `url` is kept as a hash only: it may hold a
  /// password. kStorage where the folder cannot be written to.
  static Result<PartFile> open(const std::string& path, const std::string& url, const DownloadLimits& limits,
                               std::function<void(std::uint64_t, std::uint64_t)> on_progress);
  ~PartFile() override;
  PartFile(PartFile&& other) noexcept;
  PartFile& operator=(PartFile&&) = delete;
  PartFile(const PartFile&) = delete;
  PartFile& operator=(const PartFile&) = delete;

  [[nodiscard]] std::vector<std::string> header_lines() const override;
  [[nodiscard]] bool wants(int status) const override { return status == 200 || status == 206; }
  Status begin(const AnswerHead& head) override;
  Status take(std::string_view bytes) override;
  [[nodiscard]] long slowest() const override { return static_cast<long>(limits_.min_bytes_per_second); }
  [[nodiscard]] long slow_seconds() const override { return static_cast<long>(limits_.slow_for.count()); }

  [[nodiscard]] std::uint64_t size() const { return size_; }
  [[nodiscard]] const std::string& content_type() const { return content_type_; }
  /// Forgets what is there: the next try begins at the first byte.
  Status start_again();
  /// The whole is there: it gets its name. SHA-256 in hexadecimal.
  Result<std::string> finish();

 private:
  PartFile(std::string path, std::string url_hash, DownloadLimits limits)
      : path_(std::move(path)), url_hash_(std::move(url_hash)), limits_(limits) {}
  Status open_file();
  void take_up_earlier();
  Status check_room(std::uint64_t coming) const;
  Status write_origin(const AnswerHead& head);
  tl::unexpected<Error> disk_failure(const std::string& path, int number) const;

  std::string path_;
  std::string url_hash_;
  DownloadLimits limits_;
  std::function<void(std::uint64_t, std::uint64_t)> on_progress_;
  int file_ = -1;
  std::uint64_t size_ = 0;
  std::uint64_t total_ = 0;  ///< 0: not known
  std::uint64_t looked_at_ = 0;  ///< the size when the disk and the listener were last asked
  std::string validator_;
  std::string content_type_;
};

}  // namespace dais::net
