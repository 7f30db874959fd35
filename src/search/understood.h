// SPDX-License-Identifier: Apache-2.0
// What was searched, as a sentence for the page: "passages where anyone said “bike” and “lanes”, in Council". Pure.
#pragma once

#include <optional>
#include <string>

#include "base/time.h"
#include "search/query_parse.h"

namespace dais::search {

enum class Meetings { kAll, kOne };

/// What was given beside the text, by the names that readers know.
struct GivenFilters {
  std::optional<std::string> speaker;  ///< empty: nobody knows the name
  std::optional<std::string> body;
  Meetings meetings = Meetings::kAll;
  std::optional<Instant> from;
  std::optional<Instant> to;
};

/// `plain`: whether passages have all plain words, or any of them.
std::string understood(const ParsedQuery& parsed, const GivenFilters& given, PlainWords plain);

}  // namespace dais::search
