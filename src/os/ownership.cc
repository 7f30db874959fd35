// SPDX-License-Identifier: Apache-2.0
// TempDir and FileLock of os/files.h: what is given back when its owner goes.
#include <fcntl.h>
#include <sys/file.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <utility>

#include "os/descriptor.h"
#include "os/files.h"

namespace dais::os {
namespace {

std::string default_parent() {
  const char* given = std::getenv("TMPDIR");
  return given != nullptr && *given != '\0' ? given : "/tmp";
}

std::string holder_of(int fd) {
  std::array<char, 256> text{};
  const ssize_t got = ::pread(fd, text.data(), text.size(), 0);
  if (got <= 0) return "another process";
  std::string who(text.data(), static_cast<std::size_t>(got));
  return who.substr(0, who.find('\n'));
}

}  // namespace

Result<TempDir> TempDir::make(const std::string& parent) {
  std::string path = (parent.empty() ? default_parent() : parent) + "/dais-XXXXXX";
  if (::mkdtemp(path.data()) == nullptr) return fail_errno(path, errno);
  return TempDir(std::move(path));
}

TempDir::TempDir(TempDir&& other) noexcept : path_(std::exchange(other.path_, {})) {}

TempDir& TempDir::operator=(TempDir&& other) noexcept {
  if (this != &other) {
    remove();
    path_ = std::exchange(other.path_, {});
  }
  return *this;
}

TempDir::~TempDir() { remove(); }

void TempDir::remove() noexcept {
  if (path_.empty()) return;
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Result<FileLock> FileLock::acquire(const std::string& path, std::string_view who) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!file.is_open()) return fail_errno(path, errno);
  if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return fail_errno(path, errno);
    return fail(ErrorCode::kConflict, path + ": held by " + holder_of(file.get()));
  }
  const std::string holder = std::string(who) + " (process " + std::to_string(::getpid()) + ")\n";
  // The name is a courtesy: the lock holds without it, on a full disk too.
  if (::ftruncate(file.get(), 0) == 0) [[maybe_unused]]
    const auto put = ::pwrite(file.get(), holder.data(), holder.size(), 0);
  return FileLock(file.release());
}

FileLock::FileLock(FileLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  if (this != &other) {
    release();
    fd_ = std::exchange(other.fd_, -1);
  }
  return *this;
}

FileLock::~FileLock() { release(); }

void FileLock::release() noexcept {
  // The file stays: unlinking it would let a third process lock another file of the same name.
  if (fd_ >= 0) ::close(fd_);
  fd_ = -1;
}

}  // namespace dais::os
