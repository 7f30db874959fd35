// SPDX-License-Identifier: Apache-2.0
#include "os/use_lock.h"

#include <fcntl.h>
#include <sys/file.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <vector>

namespace dais::os {
namespace {

constexpr std::string_view kProcess = " (process ";

bool is_alive(pid_t process) { return ::kill(process, 0) == 0 || errno == EPERM; }

/// Of "dais serve (process 12)"; 0 where it says none.
pid_t process_of(std::string_view line) {
  const std::size_t at = line.rfind(kProcess);
  if (at == std::string_view::npos) return 0;
  pid_t process = 0;
  const std::string_view digits = line.substr(at + kProcess.size());
  const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), process);
  return code == std::errc() && end != digits.data() ? process : 0;
}

/// The lines of the file whose processes live: those that were killed could not take theirs out.
std::vector<std::string> users_in(int fd) {
  std::array<char, 64 * 1024> text{};
  const ssize_t got = ::pread(fd, text.data(), text.size(), 0);
  std::vector<std::string> users;
  std::string_view rest(text.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (const pid_t process = process_of(line); process > 0 && is_alive(process)) users.emplace_back(line);
  }
  return users;
}

std::string words_for(const std::vector<std::string>& users) {
  std::string words;
  for (const std::string& user : users) words += (words.empty() ? "" : ", ") + user;
  return words.empty() ? "another process" : words;
}

/// The names are a courtesy: the lock holds without them, on a full disk too.
void write_users(int fd, const std::vector<std::string>& users) {
  std::string text;
  for (const std::string& user : users) text += user + "\n";
  if (::ftruncate(fd, 0) == 0) [[maybe_unused]]
    const auto put = ::pwrite(fd, text.data(), text.size(), 0);
}

Result<Descriptor> lock(const std::string& path, std::string_view who, int how) {
  Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644));
  if (!file.is_open()) return fail_errno(path, errno);
  if (::flock(file.get(), how | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return fail_errno(path, errno);
    return fail(ErrorCode::kConflict, path + ": held by " + words_for(users_in(file.get())));
  }
  std::vector<std::string> users;
  if (how == LOCK_SH) users = users_in(file.get());
  users.push_back(std::string(who) + std::string(kProcess) + std::to_string(::getpid()) + ")");
  write_users(file.get(), users);
  return file;
}

}  // namespace

Result<UseLock> UseLock::join(const std::string& path, std::string_view who) {
  auto file = lock(path, who, LOCK_SH);
  if (!file) return fail(std::move(file.error()));
  return UseLock(std::move(*file));
}

Result<UseLock> UseLock::alone(const std::string& path, std::string_view who) {
  auto file = lock(path, who, LOCK_EX);
  if (!file) return fail(std::move(file.error()));
  return UseLock(std::move(*file));
}

}  // namespace dais::os
