// SPDX-License-Identifier: Apache-2.0
#include "net/sent_body.h"

#include <curl/curl.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace dais::net {

std::size_t SentBody::read(char* into, std::size_t room) {
  while (part_ < body_.parts.size()) {
    const auto& part = body_.parts[part_];
    if (const auto* slice = std::get_if<FileSlice>(&part)) {
      if (within_ < slice->size) return read_file(*slice, into, room);
    } else {
      const std::string& text = std::get<std::string>(part);
      if (within_ < text.size()) {
        const std::size_t count = std::min<std::size_t>(room, text.size() - within_);
        std::copy_n(text.data() + within_, count, into);
        within_ += count;
        return count;
      }
    }
    next_part();
  }
  return 0;
}

std::size_t SentBody::read_file(const FileSlice& slice, char* into, std::size_t room) {
  if (file_ < 0) file_ = ::open(slice.path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file_ < 0) {
    return give_up(slice, errno == ENOENT ? ErrorCode::kNotFound : ErrorCode::kIo,
                   std::generic_category().message(errno));
  }
  const std::size_t wanted = std::min<std::uint64_t>(room, slice.size - within_);
  ssize_t got = -1;
  do {
    got = ::pread(file_, into, wanted, static_cast<off_t>(slice.offset + within_));
  } while (got < 0 && errno == EINTR);
  if (got < 0) return give_up(slice, ErrorCode::kIo, std::generic_category().message(errno));
  if (got == 0) return give_up(slice, ErrorCode::kIo, "shorter than it was when sending began");
  within_ += static_cast<std::uint64_t>(got);
  return static_cast<std::size_t>(got);
}

std::size_t SentBody::give_up(const FileSlice& slice, ErrorCode code, const std::string& why) {
  failure_ = Error{code, slice.path + ": " + why};
  return CURL_READFUNC_ABORT;
}

void SentBody::next_part() {
  close_file();
  ++part_;
  within_ = 0;
}

void SentBody::rewind() {
  close_file();
  part_ = 0;
  within_ = 0;
}

void SentBody::close_file() {
  if (file_ >= 0) ::close(file_);
  file_ = -1;
}

}  // namespace dais::net
