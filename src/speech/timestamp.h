// SPDX-License-Identifier: Apache-2.0
// Places in a recording as caption files write them: [h:]mm:ss with an optional fraction after a dot or a comma.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "domain/transcript.h"

namespace dais::speech {

/// No recording of a meeting is longer: what lies beyond is a broken clock.
inline constexpr domain::Milliseconds kLongestRecording = 100LL * 3600 * 1000;

/// nullopt for what is no such time: 99:99:99, a sign, letters. A fraction has one to nine digits; "h:mm:ss:mmm" with
/// three digits is taken too, as some players write it.
std::optional<domain::Milliseconds> parse_timestamp(std::string_view text);

enum class FractionMark : char { kDot = '.', kComma = ',' };
/// "01:02:03.004".
std::string format_timestamp(domain::Milliseconds time, FractionMark mark);

}  // namespace dais::speech
