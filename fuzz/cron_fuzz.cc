// SPDX-License-Identifier: Apache-2.0
// Any text as a cron time: it is refused or has times that grow.
#include <cstdint>
#include <string_view>

#include "base/cron.h"
#include "base/invariant.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto cron = dais::Cron::parse(std::string_view(reinterpret_cast<const char*>(data), size), "America/New_York");
  if (!cron) return 0;
  // Just before the clocks go back.
  auto at = dais::Instant(std::chrono::sys_days(std::chrono::year(2024) / 11 / 3));
  for (int i = 0; i < 50; ++i) {
    const auto next = cron->next_after(at);
    if (!next) break;
    dais::invariant(*next > at, "each start is later than the one before");
    at = *next;
  }
  return 0;
}
