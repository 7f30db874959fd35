// SPDX-License-Identifier: Apache-2.0
// A command that lasts until it is told to end, as a service manager or Ctrl-C does.
#pragma once

#include <chrono>

#include "base/result.h"
#include "commands/command.h"
#include "os/signals.h"
#include "os/use_lock.h"

namespace dais::commands {

class SiteServer;

/// Says that `who` ("dais serve") works on the instance's folder, for as long as the answer lives: no restore takes it
/// away meanwhile. Makes data/ where it is not there. kConflict where a restore is under way.
Result<os::UseLock> use_folder(const Invocation& invocation, std::string_view who);

class Service {
 public:
  /// Logs go to stderr and stop signals wait. REQUIRES: before any thread is started.
  static Result<Service> begin();

  /// Until the stop signal; the manager's watchdog is fed as long as the catalog can be asked for.
  void wait(SiteServer& site);
  /// The same for a command without a site.
  void wait();
  /// True where the stop signal came within `longest`.
  bool wait_for(std::chrono::milliseconds longest) { return signals_.wait_for(longest).has_value(); }

 private:
  explicit Service(os::StopSignals signals) : signals_(std::move(signals)) {}
  os::StopSignals signals_;
};

}  // namespace dais::commands
