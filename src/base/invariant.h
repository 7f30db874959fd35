// SPDX-License-Identifier: Apache-2.0
// A check for our own bugs: aborts in debug builds, throws in release, where the nearest border
// (a command, a request, a job) turns it into an internal error.
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace dais {

struct BrokenInvariant : std::logic_error {
  using std::logic_error::logic_error;
};

inline void invariant(bool holds, const char* what, std::source_location where = std::source_location::current()) {
  if (holds) [[likely]] {
    return;
  }
  const std::string text = std::string(where.file_name()) + ":" + std::to_string(where.line()) + ": " + what;
#ifdef NDEBUG
  throw BrokenInvariant(text);
#else
  __builtin_printf("%s\n", text.c_str());
  __builtin_trap();
#endif
}

}  // namespace dais
