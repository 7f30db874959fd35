// SPDX-License-Identifier: Apache-2.0
#include "commands/service.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "commands/site_server.h"
#include "os/notify.h"

namespace dais::commands {

Result<Service> Service::begin() {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("dais"));
  os::ignore_broken_pipes();
  Result<os::StopSignals> signals = os::StopSignals::block();
  if (!signals) return fail(std::move(signals.error()));
  return Service(std::move(*signals));
}

void Service::wait(SiteServer& site) {
  // A database that is away is waited for; a process that cannot even ask for it is stuck.
  os::wait_as_a_service(signals_, [&site] {
    (void)site.app().generation();
    return true;
  });
}

void Service::wait() {
  os::wait_as_a_service(signals_, [] { return true; });
}

}  // namespace dais::commands
