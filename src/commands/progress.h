// SPDX-License-Identifier: Apache-2.0
// How far something is, on stderr: one line that is written over on a terminal, and now and then a line of its own
// elsewhere. One thread.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace dais::commands {

class Progress {
 public:
  /// "12 of 40 documents"; of bytes, with 1,000,000 as `unit` and "MB" as `what`: "12 of 40 MB".
  explicit Progress(std::string what, std::uint64_t unit = 1) : what_(std::move(what)), unit_(unit) {}
  /// `total` is 0 where it is not known.
  void show(std::uint64_t done, std::uint64_t total);
  /// Takes the line off a terminal.
  void end() const;

 private:
  std::string what_;
  std::uint64_t unit_;
  bool terminal_ = stderr_is_a_terminal();
  bool written_ = false;
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();

  static bool stderr_is_a_terminal();
};

}  // namespace dais::commands
