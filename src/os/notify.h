// SPDX-License-Identifier: Apache-2.0
// Tells a service manager how this process does: sd_notify(3)'s protocol, a datagram to the socket that NOTIFY_SOCKET
// names. Where no manager asks (a terminal, a container), all of it does nothing.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "os/signals.h"

namespace dais::os {

enum class Told { kYes, kNobodyAsks };

/// `state` as sd_notify(3) has it: "READY=1", "STATUS=Reading the catalog", "STOPPING=1", several parted by line
/// breaks. kIo where the manager's socket cannot be reached.
Result<Told> tell_service_manager(std::string_view state);

/// How often the manager wants to hear "WATCHDOG=1" at the least (WATCHDOG_USEC, WATCHDOG_PID); nullopt: never.
std::optional<std::chrono::microseconds> watchdog_interval();

/// READY=1, then waits for the stop signal and, twice in each interval of the watchdog, says WATCHDOG=1 as long as
/// `well` answers true; STOPPING=1 at the end. The signal that came.
int wait_as_a_service(StopSignals& signals, const std::function<bool()>& well);

}  // namespace dais::os
