// SPDX-License-Identifier: Apache-2.0
// Three versions of a text made one, by lines; and what is different between two. Pure. Time and memory grow with the
// product of the lines that differ: meant for files of settings, a few thousand lines at most.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dais::deployment {

struct Merged {
  std::string text;
  std::size_t conflicts = 0;
};

/// What `mine` and `theirs` each changed in `base`, both: a place that only one of them changed is as that one has it;
/// one that both changed alike, too. A place that both changed differently stays in both forms, marked as git marks it,
/// with the two names. merge(b, b, x) = x, merge(b, x, b) = x, merge(b, x, x) = x.
Merged merge(std::string_view base, std::string_view mine, std::string_view theirs, std::string_view my_name,
             std::string_view their_name);

/// The difference in the unified form of diff(1), three lines around each; empty where there is none.
std::string difference(std::string_view name, std::string_view before, std::string_view after);

}  // namespace dais::deployment
