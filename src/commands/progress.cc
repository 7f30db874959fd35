// SPDX-License-Identifier: Apache-2.0
#include "commands/progress.h"

#include <unistd.h>

#include <iostream>

namespace dais::commands {

bool Progress::stderr_is_a_terminal() { return isatty(STDERR_FILENO) != 0; }

void Progress::show(std::uint64_t done, std::uint64_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (now - last_ < (terminal_ ? std::chrono::milliseconds(100) : std::chrono::milliseconds(10'000))) return;
  last_ = now;
  std::cerr << (terminal_ ? "\r" : "") << done / unit_;
  if (total > 0) std::cerr << " of " << total / unit_;
  std::cerr << ' ' << what_ << (terminal_ ? "   " : "\n") << std::flush;
  written_ = true;
}

void Progress::end() const {
  if (written_ && terminal_) std::cerr << "\r                                        \r";
}

}  // namespace dais::commands
