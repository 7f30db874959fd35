// SPDX-License-Identifier: Apache-2.0
#include "os/notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include "os/descriptor.h"

namespace dais::os {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : std::string_view(value);
}

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Error unreachable(std::string_view socket, int code) {
  return {ErrorCode::kIo, "NOTIFY_SOCKET: " + std::string(socket) + ": " + std::strerror(code)};
}

}  // namespace

Result<Told> tell_service_manager(std::string_view state) {
  const std::string_view name = variable("NOTIFY_SOCKET");
  if (name.empty()) return Told::kNobodyAsks;
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if ((name.front() != '/' && name.front() != '@') || name.size() >= sizeof address.sun_path)
    return fail(unreachable(name, EAFNOSUPPORT));
  std::memcpy(address.sun_path, name.data(), name.size());
  // "@name" is an address of the kernel's own name space: a zero byte, then the name, no end mark.
  if (name.front() == '@') address.sun_path[0] = '\0';
  const Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  if (socket.get() < 0) return fail(unreachable(name, errno));
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
  const ssize_t sent = ::sendto(socket.get(), state.data(), state.size(), MSG_NOSIGNAL,
                                reinterpret_cast<const sockaddr*>(&address), length);
  if (sent != static_cast<ssize_t>(state.size())) return fail(unreachable(name, errno));
  return Told::kYes;
}

std::optional<std::chrono::microseconds> watchdog_interval() {
  const std::optional<std::uint64_t> microseconds = number(variable("WATCHDOG_USEC"));
  if (!microseconds || *microseconds == 0) return std::nullopt;
  const std::string_view whose = variable("WATCHDOG_PID");
  if (!whose.empty() && number(whose) != static_cast<std::uint64_t>(::getpid())) return std::nullopt;
  return std::chrono::microseconds(*microseconds);
}

int wait_as_a_service(StopSignals& signals, const std::function<bool()>& well) {
  // A manager that cannot be reached must not end a service that does well.
  (void)tell_service_manager("READY=1");
  std::optional<int> signal;
  if (const auto interval = watchdog_interval()) {
    const auto half =
        std::max(std::chrono::milliseconds(1), std::chrono::duration_cast<std::chrono::milliseconds>(*interval / 2));
    while (!(signal = signals.wait_for(half)).has_value()) {
      if (well()) (void)tell_service_manager("WATCHDOG=1");
    }
  } else {
    signal = signals.wait();
  }
  (void)tell_service_manager("STOPPING=1");
  return *signal;
}

}  // namespace dais::os
