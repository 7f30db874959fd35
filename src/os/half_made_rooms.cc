// SPDX-License-Identifier: Apache-2.0
#include "os/half_made_rooms.h"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

namespace dais::os {
namespace {

namespace fs = std::filesystem;

std::string content_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// "1234 (bwrap) S 1 …": its name and its parent; 0 where it has gone meanwhile.
pid_t parent_of_bwrap(const std::string& stat) {
  const std::size_t name = stat.find(" (bwrap) ");
  if (name == std::string::npos) return 0;
  const std::size_t at = stat.find(' ', name + 9) + 1;  // after the letter of its state
  pid_t parent = 0;
  std::from_chars(stat.data() + at, stat.data() + stat.size(), parent);
  return parent;
}

/// Processes have a room of their own from the first; who made it, and is gone, had not.
bool is_in_a_room(const fs::path& process) {
  std::error_code unknown;
  const fs::path its = fs::read_symlink(process / "ns/pid", unknown);
  if (unknown) return false;
  const fs::path ours = fs::read_symlink("/proc/self/ns/pid", unknown);
  return !unknown && its != ours;
}

bool names_path_below(const std::string& arguments, const std::string& folder) {
  return arguments.find('\0' + folder + '/') != std::string::npos;
}

}  // namespace

int end_half_made_rooms(const std::string& folder) {
  std::error_code error;
  const fs::path real = fs::canonical(folder, error);
  if (error) return 0;
  int ended = 0;
  for (const fs::directory_entry& process : fs::directory_iterator("/proc", error)) {
    const std::string name = process.path().filename();
    if (!std::ranges::all_of(name, [](char c) { return c >= '0' && c <= '9'; })) continue;
    if (parent_of_bwrap(content_of(process.path() / "stat")) != 1 || !is_in_a_room(process.path())) continue;
    if (!names_path_below(content_of(process.path() / "cmdline"), real)) continue;
    if (::kill(static_cast<pid_t>(std::stoi(name)), SIGKILL) == 0) ++ended;
  }
  return ended;
}

}  // namespace dais::os
