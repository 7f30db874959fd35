// SPDX-License-Identifier: Apache-2.0
// JSON transcripts of other programs: a list of passages, bare or under a usual key, or a JavaScript file that assigns
// one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "json/json.h"
#include "speech/passages.h"

namespace dais::speech {

struct PassageList {
  std::vector<Passage> passages;
  Unit unit = Unit::kUnknown;
  std::string key;  ///< where the list stood; empty: at the top
};

/// nullopt where `root` holds no list of objects with text and times.
std::optional<PassageList> find_passages(const json::View& root);

/// The value assigned in "const TURNS = [ … ];", as strict JSON: comments and trailing commas are blanked, so that the
/// lines of messages stay right. nullopt where nothing is assigned.
std::optional<std::string> json_of_script(std::string_view script);

}  // namespace dais::speech
