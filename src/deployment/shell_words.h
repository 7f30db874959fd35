// SPDX-License-Identifier: Apache-2.0
// A command as people type it → program and arguments. Quotes and backslashes as in POSIX's shell (XCU 2.2): '…' keeps
// all, "…" keeps blanks, a backslash keeps the next character. Nothing else of a shell: no variables, no globs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dais::deployment {

/// kUsage where a quote is not closed, in words that fit behind the text.
Result<std::vector<std::string>> shell_words(std::string_view text);

}  // namespace dais::deployment
