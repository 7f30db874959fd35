// SPDX-License-Identifier: Apache-2.0
// The file of a backup: a tar of named files under zstd, each with its SHA-256, the sums last. Streams: a few hundred
// kilobytes of memory whatever it holds. Knows nothing of instances. One thread at a time.
//
// Names are relative, of plain parts ("data/blobs/ab/cd…"): reading refuses any other (kBadInput), and whatever is not
// a regular file, so that nothing is ever written outside the folder it is read into.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

struct archive;

namespace dais::archive {

inline constexpr std::string_view kBackupSums = "SHA256SUMS";

/// Whether a name may be in a backup: no "..", no empty part, not absolute, no character that a terminal obeys.
bool is_plain_name(std::string_view name);

class BackupWriter {
 public:
  /// Writes to a descriptor that stays the caller's; `called` names it in messages.
  static Result<std::unique_ptr<BackupWriter>> open(int descriptor, std::string called);
  ~BackupWriter();
  BackupWriter(const BackupWriter&) = delete;
  BackupWriter& operator=(const BackupWriter&) = delete;

  Status add_text(const std::string& name, std::string_view text);
  /// kNotFound where the file is gone. One that shrinks while it is read is kIo.
  Status add_file(const std::string& name, const std::string& path, const std::function<void(std::uint64_t)>& on_bytes);
  /// The sums, and the end. Without it the file is none.
  Status finish();

 private:
  BackupWriter(::archive* out, std::string called) : out_(out), called_(std::move(called)) {}
  Status header(const std::string& name, std::uint64_t size);
  Status data(std::string_view bytes);
  [[nodiscard]] Error error() const;

  ::archive* out_;
  std::string called_;
  std::map<std::string, std::string> sums_;
};

/// What takes the files of a backup as they are read.
class BackupTaker {
 public:
  virtual ~BackupTaker() = default;
  /// The file that the next pieces belong to.
  virtual Status begin(const std::string& name, std::uint64_t size) = 0;
  virtual Status piece(std::string_view bytes) = 0;
  virtual Status end() = 0;
};

/// Reads all of it and checks it: kBadInput, with `called`, where it is no such file, is cut short or damaged.
/// `taker` has had everything by then: what it made counts only when this is done without an error.
Status read_backup(int descriptor, const std::string& called, BackupTaker& taker);

}  // namespace dais::archive
