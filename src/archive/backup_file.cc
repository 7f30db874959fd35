// SPDX-License-Identifier: Apache-2.0
#include "archive/backup_file.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "base/digest.h"
#include "os/descriptor.h"

namespace dais::archive {
namespace {

constexpr std::size_t kPiece = 1U << 17U;
constexpr std::size_t kMostSums = 256U << 20U;

class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
  void add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
  std::string hex() {
    Digest digest{};
    EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr);
    return to_hex(digest);
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

struct Free {
  void operator()(::archive_entry* entry) const { archive_entry_free(entry); }
  void operator()(::archive* in) const { archive_read_free(in); }
};

std::string text_of_sums(const std::map<std::string, std::string>& sums) {
  std::string text;
  for (const auto& [name, sum] : sums) text.append(sum).append("  ").append(name).append("\n");
  return text;
}

/// One reading of a backup: what was seen, and whether the sums say the same.
class Reading {
 public:
  Reading(::archive* in, std::string called, BackupTaker& taker) : in_(in), called_(std::move(called)), taker_(taker) {}

  Status all() {
    ::archive_entry* entry = nullptr;
    int code = archive_read_next_header(in_, &entry);
    for (; code == ARCHIVE_OK; code = archive_read_next_header(in_, &entry)) {
      if (Status taken = take(entry); !taken) return taken;
    }
    if (code != ARCHIVE_EOF) return fail(damaged());
    if (!ended_) return fail(ErrorCode::kBadInput, called_ + ": is cut short: the list of its sums is not there");
    return {};
  }

 private:
  Status take(::archive_entry* entry) {
    const char* raw = archive_entry_pathname(entry);
    const std::string name = raw == nullptr ? "" : raw;
    if (ended_) return fail(ErrorCode::kBadInput, called_ + ": something follows the list of its sums");
    if (!is_plain_name(name) || archive_entry_filetype(entry) != AE_IFREG || archive_entry_hardlink(entry) != nullptr)
      return fail(ErrorCode::kBadInput, called_ + ": holds what no backup holds: \"" + shown(name) + "\"");
    if (sums_.contains(name)) return fail(ErrorCode::kBadInput, called_ + ": holds " + name + " twice");
    if (name == kBackupSums) return check_sums();
    const auto size = static_cast<std::uint64_t>(std::max<la_int64_t>(archive_entry_size(entry), 0));
    if (Status begun = taker_.begin(name, size); !begun) return begun;
    Sha256 sum;
    Status read = pieces([&](std::string_view bytes) {
      sum.add(bytes);
      return taker_.piece(bytes);
    });
    if (!read) return read;
    sums_[name] = sum.hex();
    return taker_.end();
  }

  Status check_sums() {
    std::string text;
    Status read = pieces([&](std::string_view bytes) -> Status {
      if (text.size() + bytes.size() > kMostSums)
        return fail(ErrorCode::kBadInput, called_ + ": its list of sums has no end");
      text += bytes;
      return {};
    });
    if (!read) return read;
    if (text != text_of_sums(sums_))
      return fail(ErrorCode::kBadInput, called_ + ": is damaged: what it holds is not what its sums say");
    ended_ = true;
    return {};
  }

  Status pieces(const std::function<Status(std::string_view)>& take_piece) {
    std::array<char, kPiece> buffer{};
    while (true) {
      const la_ssize_t size = archive_read_data(in_, buffer.data(), buffer.size());
      if (size < 0) return fail(damaged());
      if (size == 0) return {};
      if (Status taken = take_piece({buffer.data(), static_cast<std::size_t>(size)}); !taken) return taken;
    }
  }

  [[nodiscard]] Error damaged() const {
    const char* why = archive_error_string(in_);
    return {ErrorCode::kBadInput, called_ + ": is no backup of Dais, or cut short, or damaged" +
                                      (why == nullptr ? "" : std::string(" (") + why + ")")};
  }

  static std::string shown(std::string name) {
    std::ranges::replace_if(name, [](unsigned char c) { return c < 0x20 || c == 0x7F; }, '?');
    return name.substr(0, 200);
  }

  ::archive* in_;
  std::string called_;
  BackupTaker& taker_;
  std::map<std::string, std::string> sums_;
  bool ended_ = false;
};

}  // namespace

bool is_plain_name(std::string_view name) {
  if (name.empty() || name.size() > 1000) return false;
  if (std::ranges::any_of(name, [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '\\'; })) return false;
  while (true) {
    const std::size_t slash = name.find('/');
    const std::string_view part = name.substr(0, slash);
    if (part.empty() || part == "." || part == "..") return false;
    if (slash == std::string_view::npos) return true;
    name.remove_prefix(slash + 1);
  }
}

Result<std::unique_ptr<BackupWriter>> BackupWriter::open(int descriptor, std::string called) {
  std::unique_ptr<BackupWriter> writer(new BackupWriter(archive_write_new(), std::move(called)));
  const bool ready = archive_write_set_format_pax_restricted(writer->out_) == ARCHIVE_OK &&
                     archive_write_add_filter_zstd(writer->out_) == ARCHIVE_OK &&
                     archive_write_set_bytes_in_last_block(writer->out_, 1) == ARCHIVE_OK &&
                     archive_write_open_fd(writer->out_, descriptor) == ARCHIVE_OK;
  if (!ready) return fail(writer->error());
  return writer;
}

BackupWriter::~BackupWriter() {
  // What was not finished must not look as if it were: no end is written.
  archive_write_fail(out_);
  archive_write_free(out_);
}

Error BackupWriter::error() const {
  const char* why = archive_error_string(out_);
  return {ErrorCode::kIo, called_ + ": cannot be written: " + (why == nullptr ? "no reason was given" : why)};
}

Status BackupWriter::header(const std::string& name, std::uint64_t size) {
  const std::unique_ptr<::archive_entry, Free> entry(archive_entry_new());
  archive_entry_set_pathname(entry.get(), name.c_str());
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(size));
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0600);
  if (archive_write_header(out_, entry.get()) != ARCHIVE_OK) return fail(error());
  return {};
}

Status BackupWriter::data(std::string_view bytes) {
  if (archive_write_data(out_, bytes.data(), bytes.size()) != static_cast<la_ssize_t>(bytes.size()))
    return fail(error());
  return {};
}

Status BackupWriter::add_text(const std::string& name, std::string_view text) {
  if (Status begun = header(name, text.size()); !begun) return begun;
  sums_[name] = sha256_hex(text);
  return data(text);
}

Status BackupWriter::add_file(const std::string& name, const std::string& path,
                              const std::function<void(std::uint64_t)>& on_bytes) {
  const os::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
  struct stat info{};
  if (!file.is_open() || ::fstat(file.get(), &info) != 0) return os::fail_errno(path, errno);
  if (!S_ISREG(info.st_mode)) return fail(ErrorCode::kBadInput, path + ": is not a regular file");
  if (Status begun = header(name, static_cast<std::uint64_t>(info.st_size)); !begun) return begun;
  Sha256 sum;
  std::array<char, kPiece> buffer{};
  auto left = static_cast<std::size_t>(info.st_size);
  while (left > 0) {
    const ssize_t size = ::read(file.get(), buffer.data(), std::min(left, buffer.size()));
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return os::fail_errno(path, errno);
    if (size == 0) return fail(ErrorCode::kIo, path + ": became shorter while it was read");
    const std::string_view bytes(buffer.data(), static_cast<std::size_t>(size));
    sum.add(bytes);
    if (Status written = data(bytes); !written) return written;
    left -= bytes.size();
    if (on_bytes) on_bytes(bytes.size());
  }
  sums_[name] = sum.hex();
  return {};
}

Status BackupWriter::finish() {
  const std::string sums = text_of_sums(sums_);
  if (Status begun = header(std::string(kBackupSums), sums.size()); !begun) return begun;
  if (Status written = data(sums); !written) return written;
  if (archive_write_close(out_) != ARCHIVE_OK) return fail(error());
  return {};
}

Status read_backup(int descriptor, const std::string& called, BackupTaker& taker) {
  const std::unique_ptr<::archive, Free> in(archive_read_new());
  archive_read_support_format_tar(in.get());
  archive_read_support_filter_zstd(in.get());
  if (archive_read_open_fd(in.get(), descriptor, kPiece) != ARCHIVE_OK) {
    const char* why = archive_error_string(in.get());
    return fail(ErrorCode::kBadInput,
                called + ": is no backup of Dais" + (why == nullptr ? "" : std::string(" (") + why + ")"));
  }
  return Reading(in.get(), called, taker).all();
}

}  // namespace dais::archive
