// SPDX-License-Identifier: Apache-2.0
// A file descriptor that is closed by its owner, and errno as text.
#pragma once

#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

#include "base/result.h"

namespace dais::os {

class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    if (this != &other) {
      reset();
      fd_ = std::exchange(other.fd_, -1);
    }
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  int release() { return std::exchange(fd_, -1); }
  void reset() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_ = -1;
};

inline std::string errno_text(int number) { return std::generic_category().message(number); }

/// "PATH: Permission denied" with the code that fits the errno.
inline tl::unexpected<Error> fail_errno(const std::string& path, int number) {
  const bool missing = number == ENOENT || number == ENOTDIR;
  return fail(missing ? ErrorCode::kNotFound : ErrorCode::kIo, path + ": " + errno_text(number));
}

}  // namespace dais::os
