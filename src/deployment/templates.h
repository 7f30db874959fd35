// SPDX-License-Identifier: Apache-2.0
// The texts that `dais init` writes, before the answers are in them (templates/, embedded when building), and how the
// answers get in.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

namespace dais::deployment {

struct Template {
  std::string_view path;  ///< in templates/
  std::string_view text;
};

std::span<const Template> templates();

using Words = std::map<std::string, std::string, std::less<>>;

/// Puts a word in the place of each @NAME@ (capitals, digits, underscores), and leaves out what stands between the
/// lines
/// "%if NAME" and "%end" where that word is empty; "%else" between them turns it round. REQUIRES: every name is in
/// `words`.
std::string filled(std::string_view text, const Words& words);

}  // namespace dais::deployment
