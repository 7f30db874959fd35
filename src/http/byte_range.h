// SPDX-License-Identifier: Apache-2.0
// The Range header (RFC 9110, 14): one range of bytes, as players and resumed downloads ask for.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace dais::http {

struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t count = 0;  ///< at least 1
};

enum class RangeVerdict {
  kWhole,          ///< no range, not one of ours, several, or malformed: answer 200 with everything
  kPart,           ///< 206
  kUnsatisfiable,  ///< 416
};

struct RangeAnswer {
  RangeVerdict verdict = RangeVerdict::kWhole;
  ByteRange range;
};

/// What a Range header asks of a body of `size` bytes.
RangeAnswer parse_range(std::string_view header, std::uint64_t size);

}  // namespace dais::http
