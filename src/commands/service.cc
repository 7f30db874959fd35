// SPDX-License-Identifier: Apache-2.0
#include "commands/service.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "archive/instance.h"
#include "commands/site_server.h"
#include "os/files.h"
#include "os/notify.h"

namespace dais::commands {

Result<os::UseLock> use_folder(const Invocation& invocation, std::string_view who) {
  const archive::Places places = archive::places_of(invocation.instance_dir, {});
  if (Status made = os::ensure_folder(places.data); !made) return fail(made.error());
  return os::UseLock::join(places.use, who);
}

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
