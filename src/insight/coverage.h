// SPDX-License-Identifier: Apache-2.0
// What the archive should hold and does: per body and year, how many meetings there were and how many of them have an
// agenda, minutes, a roll call, votes, a recording, a transcript; and which held meetings still lack something, and for
// how long. Pure functions. A meeting was held when its start is past and it was not called off.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "insight/record.h"

namespace dais::insight {

struct Coverage {
  Index body = kNone;
  int year = 0;
  std::int64_t meetings = 0;
  std::int64_t called_off = 0;
  std::int64_t upcoming = 0;
  std::int64_t held = 0;
  std::array<std::int64_t, kParts> with{};  ///< of the held ones, by Part
  std::array<std::int64_t, kParts> longest_wait_days{};  ///< since the oldest held one without; 0: none lacks it

  [[nodiscard]] std::int64_t has(Part part) const { return with.at(static_cast<std::size_t>(part)); }
  [[nodiscard]] std::int64_t lacks(Part part) const { return held - has(part); }
  [[nodiscard]] std::int64_t waited_days(Part part) const {
    return longest_wait_days.at(static_cast<std::size_t>(part));
  }
};

/// A row a body and year, by body (in the record's order), newest year first.
std::vector<Coverage> coverage(const Record& record, Instant now, std::optional<Index> body = {});
/// Rows added up; body kNone, year 0.
Coverage sum(std::span<const Coverage> rows);

struct Gap {
  Index meeting = kNone;
  std::int64_t days = 0;  ///< since it was held
};
/// Held meetings without `part`, newest first.
std::vector<Gap> gaps(const Record& record, Instant now, Part part, std::optional<Index> body = {});

}  // namespace dais::insight
