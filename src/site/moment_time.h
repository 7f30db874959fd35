// SPDX-License-Identifier: Apache-2.0
// The `t` of an address: a second in a recording, or from one to another.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace dais::site {

struct MomentTime {
  double start = 0;
  std::optional<double> end;
};

/// "90", "90.5", "90s", "1h2m3s", "1:02:03", and two of them with a comma between (W3C Media Fragments: "90,120").
/// kBadRequest for anything else, for an end before the start, and beyond 1,000 hours.
Result<MomentTime> parse_moment_time(std::string_view text);

/// "90" or "123.4": seconds as addresses and anchors write them, at most three digits after the point.
std::string format_seconds(double seconds);

}  // namespace dais::site
