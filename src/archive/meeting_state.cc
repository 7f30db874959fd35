// SPDX-License-Identifier: Apache-2.0
#include "archive/meeting_state.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "archive/names.h"

namespace dais::archive {

bool is_called_off(const std::string& status) {
  constexpr std::array<std::string_view, 4> kNotHeld = {"cancel", "deferred", "postponed", "withdrawn"};
  const std::string folded = fold_name(status);
  const auto names = [&folded](std::string_view word) { return folded.find(word) != std::string::npos; };
  return std::ranges::any_of(kNotHeld, names);
}

EventState state_of(const std::string& status, Instant start, Instant now) {
  if (is_called_off(status)) return EventState::kCancelled;
  return start > now ? EventState::kUpcoming : EventState::kHeld;
}

}  // namespace dais::archive
