// SPDX-License-Identifier: Apache-2.0
// Files, folders and locks of this machine, with the limits that untrusted input needs. Every message names the path.
// All functions may be called from several threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dais::os {

/// The whole file. kNotFound; kTooLarge before a byte is read where its size says so (and while reading where it
/// grows); kBadInput for what is not a regular file (a folder, a FIFO that would block, a device); kIo for the rest.
Result<std::string> read_file(const std::string& path, std::uint64_t max_bytes);

/// Whether a write must be on the disk when it returns, so that a power cut cannot take it back.
enum class Durable { kYes, kNo };

/// Readers see the old file or the new one, never a part: a temporary file beside it, then rename. The folder must
/// exist.
Status write_file_atomically(const std::string& path, std::string_view bytes, Durable durable = Durable::kYes);
/// A rename in the folder outlasts a power cut once this is done.
Status sync_folder(const std::string& folder);

/// Makes the folder and those above it; an existing one is fine.
Status ensure_folder(const std::string& path);

/// The path of `relative` under the folder `base`, links resolved, whether or not it exists yet. kForbidden where it
/// would be outside: absolute, too many "..", or a link that leads out. kNotFound where `base` is not there.
Result<std::string> resolve_inside(const std::string& base, std::string_view relative);

enum class Depth { kThisFolder, kAllFolders };

/// Regular files (or links to them) whose names end in `suffix`, as "dir/…" paths in byte order. Names that start with
/// a dot are skipped, as a shell's "*" does: editors' and archivers' droppings. Links to folders are not followed.
Result<std::vector<std::string>> list_files(const std::string& dir, std::string_view suffix, Depth depth);

/// Files that a shell pattern (* ? [a-z]) names, in byte order; empty where none does.
Result<std::vector<std::string>> glob(const std::string& pattern);

/// A folder of one's own that goes with its owner.
class TempDir {
 public:
  /// Under `parent`, or under $TMPDIR (else /tmp) where that is empty; only this user can enter it.
  static Result<TempDir> make(const std::string& parent = "");
  ~TempDir();
  TempDir(TempDir&& other) noexcept;
  TempDir& operator=(TempDir&& other) noexcept;
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  explicit TempDir(std::string path) : path_(std::move(path)) {}
  void remove() noexcept;
  std::string path_;
};

/// Held by one process (and one FileLock of it) at a time; the kernel lets go when the process ends, however it ends.
class FileLock {
 public:
  /// Never waits. `who` ("dais ingest") is written into the file for the one who comes second: kConflict names the
  /// holder and its process id.
  static Result<FileLock> acquire(const std::string& path, std::string_view who);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&& other) noexcept;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  explicit FileLock(int fd) : fd_(fd) {}
  void release() noexcept;
  int fd_ = -1;
};

}  // namespace dais::os
