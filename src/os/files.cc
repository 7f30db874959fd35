// SPDX-License-Identifier: Apache-2.0
#include "os/files.h"

#include <fcntl.h>
#include <glob.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "os/descriptor.h"

namespace dais::os {
namespace {

namespace fs = std::filesystem;

Result<std::string> read_all(const Descriptor& file, const std::string& path, std::uint64_t expected,
                             std::uint64_t max_bytes) {
  std::string bytes;
  // One byte more than expected, so that the end of a file of the stated size is seen without growing the buffer.
  std::size_t room = static_cast<std::size_t>(std::min(expected, max_bytes)) + 1;
  std::size_t used = 0;
  for (;;) {
    bytes.resize(used + room);
    const ssize_t got = ::read(file.get(), bytes.data() + used, room);
    if (got < 0) {
      if (errno == EINTR) continue;
      return fail_errno(path, errno);
    }
    used += static_cast<std::size_t>(got);
    if (used > max_bytes) {
      return fail(ErrorCode::kTooLarge, path + ": larger than the " + std::to_string(max_bytes) + " bytes allowed");
    }
    if (got == 0) break;
    room = std::max<std::size_t>(65536, used / 2);
    if (used < expected) room = static_cast<std::size_t>(std::min(expected, max_bytes)) + 1 - used;
  }
  bytes.resize(used);
  return bytes;
}

Status write_all(int fd, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0) {
      if (errno == EINTR) continue;
      return fail_errno(path, errno);
    }
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return {};
}

/// A rename is on the disk only when its folder is.
std::string folder_of(const std::string& path) {
  const std::string parent = fs::path(path).parent_path().string();
  return parent.empty() ? "." : parent;
}

/// Hidden (so that list_files passes over one that a kill left behind) and unlike any other of this machine.
std::string temporary_name_beside(const std::string& path) {
  static std::atomic<std::uint64_t> counter{0};
  const fs::path whole(path);
  return folder_of(path) + "/." + whole.filename().string() + "." + std::to_string(::getpid()) + "-" +
         std::to_string(counter.fetch_add(1)) + ".tmp";
}

Status write_and_rename(const std::string& temporary, const std::string& path, std::string_view bytes,
                        Durable durable) {
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
  if (!file.is_open()) return fail_errno(path, errno);
  if (auto written = write_all(file.get(), bytes, path); !written) return written;
  if (durable == Durable::kYes && ::fsync(file.get()) != 0) return fail_errno(path, errno);
  // close() may be the first to say that the disk is full.
  if (::close(file.release()) != 0) return fail_errno(path, errno);
  if (::rename(temporary.c_str(), path.c_str()) != 0) return fail_errno(path, errno);
  return durable == Durable::kYes ? sync_folder(folder_of(path)) : Status{};
}

bool is_inside(const fs::path& base, const fs::path& path) {
  const auto [base_end, path_end] = std::mismatch(base.begin(), base.end(), path.begin(), path.end());
  return base_end == base.end();
}

bool is_wanted(const fs::directory_entry& entry, std::string_view suffix) {
  std::error_code ignored;
  const std::string name = entry.path().filename().string();
  return !name.starts_with('.') && name.ends_with(suffix) && entry.is_regular_file(ignored);
}

}  // namespace

Status sync_folder(const std::string& folder) {
  const Descriptor dir(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!dir.is_open() || ::fsync(dir.get()) != 0) return fail_errno(folder, errno);
  return {};
}

Result<std::string> read_file(const std::string& path, std::uint64_t max_bytes) {
  // O_NONBLOCK: opening a FIFO must not wait for a writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (!file.is_open()) return fail_errno(path, errno);
  struct stat info{};
  if (::fstat(file.get(), &info) != 0) return fail_errno(path, errno);
  if (S_ISDIR(info.st_mode)) return fail(ErrorCode::kBadInput, path + ": is a folder, not a file");
  if (!S_ISREG(info.st_mode)) return fail(ErrorCode::kBadInput, path + ": is not a regular file");
  const auto size = static_cast<std::uint64_t>(info.st_size);
  if (size > max_bytes) {
    return fail(ErrorCode::kTooLarge, path + ": has " + std::to_string(size) + " bytes, more than the " +
                                          std::to_string(max_bytes) + " allowed");
  }
  return read_all(file, path, size, max_bytes);
}

Status write_file_atomically(const std::string& path, std::string_view bytes, Durable durable) {
  const std::string temporary = temporary_name_beside(path);
  auto written = write_and_rename(temporary, path, bytes, durable);
  if (!written) ::unlink(temporary.c_str());
  return written;
}

Status ensure_folder(const std::string& path) {
  std::error_code problem;
  fs::create_directories(path, problem);
  if (!problem && fs::is_directory(path, problem)) return {};
  if (!problem) return fail(ErrorCode::kIo, path + ": is there, and is not a folder");
  return fail(ErrorCode::kIo, path + ": " + problem.message());
}

Result<std::string> resolve_inside(const std::string& base, std::string_view relative) {
  const auto forbidden = [&](const char* why) {
    return fail(ErrorCode::kForbidden, std::string(relative) + ": " + why + " " + base);
  };
  if (relative.find('\0') != std::string_view::npos) return forbidden("a name with a NUL byte; not taken from");
  if (relative.starts_with('/')) return forbidden("an absolute path; only paths are taken that stay inside");
  std::error_code problem;
  const fs::path root = fs::canonical(base, problem);
  if (problem) return fail(ErrorCode::kNotFound, base + ": " + problem.message());
  const fs::path target = fs::weakly_canonical(root / relative, problem);
  if (problem) return fail(ErrorCode::kForbidden, std::string(relative) + ": " + problem.message());
  if (!is_inside(root, target)) return forbidden("leads out of");
  std::string resolved = target.string();
  // "a/" of a path that is not there yet keeps its slash; callers compare names.
  while (resolved.size() > 1 && resolved.ends_with('/')) resolved.pop_back();
  return resolved;
}

Result<std::vector<std::string>> list_files(const std::string& dir, std::string_view suffix, Depth depth) {
  std::vector<std::string> found;
  std::error_code problem;
  fs::recursive_directory_iterator entry(dir, problem);
  for (const fs::recursive_directory_iterator end; !problem && entry != end; entry.increment(problem)) {
    const bool hidden = entry->path().filename().string().starts_with('.');
    if (hidden || depth == Depth::kThisFolder) entry.disable_recursion_pending();
    if (is_wanted(*entry, suffix)) found.push_back(entry->path().string());
  }
  if (problem) {
    const bool missing = problem == std::errc::no_such_file_or_directory || problem == std::errc::not_a_directory;
    return fail(missing ? ErrorCode::kNotFound : ErrorCode::kIo, dir + ": " + problem.message());
  }
  std::sort(found.begin(), found.end());
  return found;
}

Result<std::vector<std::string>> glob(const std::string& pattern) {
  ::glob_t matches{};
  const int code = ::glob(pattern.c_str(), GLOB_ERR, nullptr, &matches);
  std::vector<std::string> found;
  for (std::size_t i = 0; code == 0 && i < matches.gl_pathc; ++i) {
    std::string path = matches.gl_pathv[i];
    std::error_code ignored;
    if (fs::is_regular_file(path, ignored)) found.push_back(std::move(path));
  }
  ::globfree(&matches);
  if (code != 0 && code != GLOB_NOMATCH) return fail(ErrorCode::kIo, pattern + ": a folder of it could not be read");
  // glob() sorts by the locale's rules.
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace dais::os
