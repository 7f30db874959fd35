// SPDX-License-Identifier: Apache-2.0
#include "net/part_file.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <memory>
#include <system_error>

#include "base/digest.h"

namespace dais::net {
namespace {

constexpr std::uint64_t kBetweenLooks = 1ULL << 20U;

std::string part_path(const std::string& path) { return path + ".part"; }
std::string origin_path(const std::string& path) { return path + ".part.from"; }

/// "bytes 10-99/100": the first byte and the whole; nothing for what is no such range.
struct Range {
  std::uint64_t first = 0;
  std::uint64_t whole = 0;  ///< 0: not said
};

std::optional<Range> parse_range(std::string_view text) {
  constexpr std::string_view kUnit = "bytes ";
  if (!text.starts_with(kUnit)) return std::nullopt;
  text.remove_prefix(kUnit.size());
  Range range;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), range.first);
  if (error != std::errc{}) return std::nullopt;
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos || end == text.data() + text.size() || *end != '-') return std::nullopt;
  const std::string_view whole = text.substr(slash + 1);
  std::from_chars(whole.data(), whole.data() + whole.size(), range.whole);
  return range;
}

/// What If-Range takes: a strong ETag, else the date (RFC 9110 13.1.5).
std::string validator_of(const AnswerHead& head) {
  if (!head.etag.empty() && !head.etag.starts_with("W/")) return head.etag;
  return head.last_modified;
}

Result<std::string> hash_of(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return fail(ErrorCode::kStorage, path + ": " + std::generic_category().message(errno));
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  std::array<char, 1U << 17U> buffer;
  ssize_t got = 0;
  while ((got = ::read(file, buffer.data(), buffer.size())) > 0) {
    EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(got));
  }
  const int problem = errno;
  ::close(file);
  if (got < 0) return fail(ErrorCode::kStorage, path + ": " + std::generic_category().message(problem));
  Digest digest{};
  EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
  return to_hex(digest);
}

}  // namespace

Result<PartFile> PartFile::open(const std::string& path, const std::string& url, const DownloadLimits& limits,
                                std::function<void(std::uint64_t, std::uint64_t)> on_progress) {
  PartFile part(path, sha256_hex(url), limits);
  part.on_progress_ = std::move(on_progress);
  if (Status opened = part.open_file(); !opened) return fail(std::move(opened.error()));
  part.take_up_earlier();
  if (Status room = part.check_room(0); !room) return fail(std::move(room.error()));
  return part;
}

PartFile::PartFile(PartFile&& other) noexcept
    : path_(std::move(other.path_)),
      url_hash_(std::move(other.url_hash_)),
      limits_(other.limits_),
      on_progress_(std::move(other.on_progress_)),
      file_(std::exchange(other.file_, -1)),
      size_(other.size_),
      total_(other.total_),
      looked_at_(other.looked_at_),
      validator_(std::move(other.validator_)),
      content_type_(std::move(other.content_type_)) {}

PartFile::~PartFile() {
  if (file_ >= 0) ::close(file_);
}

Status PartFile::open_file() {
  const std::string part = part_path(path_);
  // No link is followed and nothing but a file is taken: the folder may be one that a fetch command writes in, too.
  file_ = ::open(part.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
  struct stat info{};
  if (file_ < 0 || ::fstat(file_, &info) != 0) return disk_failure(part, errno);
  if (!S_ISREG(info.st_mode)) return fail(ErrorCode::kStorage, part + ": is not a file");
  size_ = static_cast<std::uint64_t>(info.st_size);
  looked_at_ = size_;
  return {};
}

void PartFile::take_up_earlier() {
  std::ifstream origin(origin_path(path_));
  std::string url_hash;
  std::getline(origin, url_hash);
  std::getline(origin, validator_);
  std::getline(origin, content_type_);
  if (url_hash == url_hash_ && !validator_.empty() && size_ > 0 && size_ <= limits_.max_bytes) return;
  validator_.clear();
  // What cannot be said to be of this address is written over.
  static_cast<void>(start_again());
}

std::vector<std::string> PartFile::header_lines() const {
  if (size_ == 0) return {};
  return {"Range: bytes=" + std::to_string(size_) + "-", "If-Range: " + validator_};
}

Status PartFile::start_again() {
  if (::ftruncate(file_, 0) != 0) return disk_failure(part_path(path_), errno);
  size_ = 0;
  looked_at_ = 0;
  total_ = 0;
  validator_.clear();
  return {};
}

Status PartFile::begin(const AnswerHead& head) {
  if (!head.content_encoding.empty() && head.content_encoding != "identity") {
    return fail(ErrorCode::kBadInput, "sends its body as \"" + head.content_encoding + "\", which was not asked for");
  }
  if (head.status == 200) {
    if (Status again = start_again(); !again) return again;
    validator_ = validator_of(head);
    if (Status written = write_origin(head); !written) return written;
    total_ = head.content_length > 0 ? static_cast<std::uint64_t>(head.content_length) : 0;
  } else {
    const auto range = parse_range(head.content_range);
    if (!range || range->first != size_) {
      if (Status again = start_again(); !again) return again;
      return fail(ErrorCode::kUnavailable, "sends another part than the one that was asked for");
    }
    total_ = range->whole;
  }
  content_type_ = head.content_type.empty() ? content_type_ : head.content_type;
  if (total_ > limits_.max_bytes) {
    return fail(ErrorCode::kTooLarge,
                std::to_string(total_) + " bytes, more than the " + std::to_string(limits_.max_bytes) + " allowed");
  }
  return check_room(total_ > size_ ? total_ - size_ : 0);
}

Status PartFile::write_origin(const AnswerHead& head) {
  const std::string path = origin_path(path_);
  std::ofstream out(path, std::ios::trunc);
  out << url_hash_ << '\n' << validator_ << '\n' << head.content_type << '\n';
  out.close();
  if (!out) return disk_failure(path, errno);
  return {};
}

Status PartFile::take(std::string_view bytes) {
  if (bytes.size() > limits_.max_bytes - size_) {
    return fail(ErrorCode::kTooLarge, "larger than the " + std::to_string(limits_.max_bytes) + " bytes allowed");
  }
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(file_, bytes.data(), bytes.size(), static_cast<off_t>(size_));
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) return disk_failure(part_path(path_), errno);
    size_ += static_cast<std::uint64_t>(put);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  if (size_ - looked_at_ < kBetweenLooks) return {};
  looked_at_ = size_;
  if (on_progress_) on_progress_(size_, total_);
  return check_room(0);
}

Status PartFile::check_room(std::uint64_t coming) const {
  struct statvfs disk{};
  if (::fstatvfs(file_, &disk) != 0) return disk_failure(part_path(path_), errno);
  const std::uint64_t free = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
  if (free >= limits_.keep_free_bytes && free - limits_.keep_free_bytes >= coming) return {};
  return fail(ErrorCode::kStorage, part_path(path_) + ": the disk has " + std::to_string(free >> 20U) + " MB free; " +
                                       std::to_string(coming >> 20U) + " MB are to come and " +
                                       std::to_string(limits_.keep_free_bytes >> 20U) + " MB are to stay free");
}

tl::unexpected<Error> PartFile::disk_failure(const std::string& path, int number) const {
  return fail(ErrorCode::kStorage, path + ": " + std::generic_category().message(number));
}

Result<std::string> PartFile::finish() {
  const std::string part = part_path(path_);
  auto hash = hash_of(part);
  if (!hash) return hash;
  if (::fsync(file_) != 0) return disk_failure(part, errno);
  if (std::rename(part.c_str(), path_.c_str()) != 0) return disk_failure(path_, errno);
  std::remove(origin_path(path_).c_str());
  if (on_progress_) on_progress_(size_, size_);
  return hash;
}

}  // namespace dais::net
