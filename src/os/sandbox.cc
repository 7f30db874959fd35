// SPDX-License-Identifier: Apache-2.0
#include "os/sandbox.h"

#include <sys/mman.h>

#include <filesystem>
#include <optional>

#include "os/child_start.h"
#include "os/descriptor.h"
#include "os/landlock.h"
#include "os/syscall_filter.h"

namespace dais::os {
namespace {

namespace fs = std::filesystem;

constexpr const char* kBubblewrap = "bwrap";
constexpr const char* kNothing = "/usr/bin/true";
constexpr int kSignalBase = 128;  // An exit code above it is a shell's, and bubblewrap's, way to name a signal.

/// The system's programs and libraries, and what their loader reads.
const std::vector<std::string>& system_places() {
  static const std::vector<std::string> kPlaces = {
      "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/etc/alternatives", "/etc/ld.so.cache"};
  return kPlaces;
}

struct Places {
  std::string program;
  std::vector<std::string> readable;  // absolute, links resolved
  std::string writable;
};

Result<std::string> real_path(const std::string& path) {
  std::error_code error;
  const fs::path real = fs::canonical(path, error);
  if (error) return fail_errno(path, error.value());
  return real.string();
}

bool is_of_system(const std::string& path) { return path.starts_with("/usr/"); }

Result<Places> find_places(const ConfinedCommand& command) {
  if (command.argv.empty()) return fail(ErrorCode::kBadInput, "a command without a program");
  auto program = find_program(command.argv.front(), minimal_environment());
  if (!program) return fail(std::move(program.error()));
  auto real = real_path(*program);
  if (!real) return fail(ErrorCode::kUnavailable, real.error().message);
  Places places{std::move(*real), {}, {}};
  for (const std::string& path : command.readable) {
    auto found = real_path(path);
    if (!found) return fail(std::move(found.error()));
    places.readable.push_back(std::move(*found));
  }
  if (!is_of_system(places.program)) places.readable.push_back(places.program);
  if (command.writable.empty()) return places;
  auto folder = real_path(command.writable);
  if (!folder) return fail(std::move(folder.error()));
  places.writable = std::move(*folder);
  return places;
}

std::vector<ResourceLimit> limits_of(const ConfinedLimits& limits) {
  return {{RLIMIT_AS, limits.memory_bytes},
          {RLIMIT_CPU, limits.cpu_seconds},
          {RLIMIT_FSIZE, limits.file_bytes},
          {RLIMIT_NOFILE, limits.open_files},
          {RLIMIT_CORE, 0},
          {RLIMIT_MEMLOCK, 1U << 20U}};
}

std::vector<std::string> environment_of(const ConfinedCommand& command, const Places& places) {
  std::vector<std::string> environment = command.environment;
  environment.emplace_back("PATH=/usr/local/bin:/usr/bin:/bin");
  environment.emplace_back("LC_ALL=C.UTF-8");
  if (!places.writable.empty()) environment.push_back("TMPDIR=" + places.writable);
  return environment;
}

Command plain_command(const ConfinedCommand& command, const Places& places) {
  Command plain;
  plain.argv = command.argv;
  plain.argv.front() = places.program;
  plain.working_dir = places.writable.empty() ? "/" : places.writable;
  plain.environment = environment_of(command, places);
  plain.timeout = command.timeout;
  plain.max_output = command.max_output;
  plain.cancelled = command.cancelled;
  return plain;
}

/// The system as it stands, read only: a link stays a link ("/lib" to "usr/lib").
void add_system(std::vector<std::string>& argv) {
  for (const std::string& place : system_places()) {
    std::error_code error;
    if (fs::is_symlink(place, error)) {
      argv.insert(argv.end(), {"--symlink", fs::read_symlink(place, error).string(), place});
    } else if (fs::exists(place, error)) {
      argv.insert(argv.end(), {"--ro-bind", place, place});
    }
  }
}

void add_places(std::vector<std::string>& argv, const ConfinedCommand& command, const Places& places) {
  if (command.reading == Reading::kEverything) {
    argv.insert(argv.end(), {"--ro-bind", "/", "/"});
  } else {
    add_system(argv);
  }
  argv.insert(argv.end(), {"--dev", "/dev"});
  for (const std::string& path : places.readable) argv.insert(argv.end(), {"--ro-bind", path, path});
  if (!places.writable.empty()) argv.insert(argv.end(), {"--bind", places.writable, places.writable});
  // The room's own root and /dev are in memory: without this a program could fill it.
  argv.insert(argv.end(), {"--remount-ro", "/dev"});
  if (command.reading == Reading::kListed) argv.insert(argv.end(), {"--remount-ro", "/"});
}

std::vector<std::string> room_argv(const ConfinedCommand& command, const Places& places, int filter) {
  std::vector<std::string> argv = {kBubblewrap,  "--unshare-all", "--die-with-parent", "--new-session",
                                   "--cap-drop", "ALL",           "--clearenv"};
  if (command.network == Network::kOpen) argv.emplace_back("--share-net");
  add_places(argv, command, places);
  for (const std::string& entry : environment_of(command, places)) {
    const std::size_t equals = entry.find('=');
    argv.insert(argv.end(), {"--setenv", entry.substr(0, equals), entry.substr(equals + 1)});
  }
  argv.insert(argv.end(), {"--chdir", places.writable.empty() ? "/" : places.writable});
  if (filter >= 0) argv.insert(argv.end(), {"--seccomp", std::to_string(filter)});
  argv.insert(argv.end(), {"--", places.program});
  argv.insert(argv.end(), command.argv.begin() + 1, command.argv.end());
  return argv;
}

/// Bubblewrap reads the filter from a descriptor to its end.
Result<Descriptor> as_file(const std::vector<sock_filter>& filter) {
  Descriptor file(::memfd_create("filter", MFD_CLOEXEC));
  const auto bytes = static_cast<ssize_t>(filter.size() * sizeof(sock_filter));
  if (!file.is_open() || ::pwrite(file.get(), filter.data(), static_cast<std::size_t>(bytes), 0) != bytes) {
    return fail_errno("filter of system calls", errno);
  }
  return file;
}

Result<Outcome> run_in_room(const ConfinedCommand& command, const Places& places,
                            const std::function<Flow(std::string_view)>& on_output) {
  const auto filter = make_syscall_filter(command.network, command.processes);
  Descriptor file;
  if (!filter.empty()) {
    auto made = as_file(filter);
    if (!made) return fail(std::move(made.error()));
    file = std::move(*made);
  }
  Command plain = plain_command(command, places);
  plain.argv = room_argv(command, places, file.get());
  plain.working_dir = "/";
  plain.environment = minimal_environment();
  const auto limits = limits_of(command.limits);
  auto outcome = run_confined(plain, {.limits = limits, .passed = file.get()}, on_output);
  if (outcome && outcome->end == End::kExited && outcome->exit_code > kSignalBase) {
    outcome->end = End::kSignalled;
    outcome->signal = std::exchange(outcome->exit_code, 0) - kSignalBase;
  }
  return outcome;
}

Result<Outcome> run_under_filters(const InForce& in_force, const ConfinedCommand& command, const Places& places,
                                  const std::function<Flow(std::string_view)>& on_output) {
  Descriptor ruleset;
  std::vector<sock_filter> filter;
  if (in_force.walls == Walls::kFilters) {
    Ground ground{system_places(), {"/dev/null"}, command.network, command.reading};
    ground.readable.insert(ground.readable.end(), places.readable.begin(), places.readable.end());
    ground.readable.insert(ground.readable.end(), {"/dev/zero", "/dev/urandom", "/dev/random"});
    if (!places.writable.empty()) ground.writable.push_back(places.writable);
    auto made = make_ruleset(ground);
    if (!made) return fail(std::move(made.error()));
    ruleset = std::move(*made);
  }
  if (in_force.has_filter) filter = make_syscall_filter(command.network, command.processes);
  const auto limits = limits_of(command.limits);
  return run_confined(plain_command(command, places),
                      {.limits = limits, .ruleset = ruleset.get(), .filter = filter, .passed = -1}, on_output);
}

/// Nothing where it works, else why not.
std::optional<std::string> try_walls(const InForce& in_force) {
  ConfinedCommand nothing;
  nothing.argv = {kNothing};
  nothing.timeout = std::chrono::seconds{10};
  const auto places = find_places(nothing);
  if (!places) return places.error().message;
  const auto outcome = in_force.walls == Walls::kRooms ? run_in_room(nothing, *places, nullptr)
                                                       : run_under_filters(in_force, nothing, *places, nullptr);
  if (!outcome) return outcome.error().message;
  if (outcome->succeeded()) return std::nullopt;
  std::string said = outcome->error_tail.substr(0, outcome->error_tail.find('\n'));
  return said.empty() ? "it ended with code " + std::to_string(outcome->exit_code) : said;
}

}  // namespace

std::string InForce::text() const {
  if (walls == Walls::kRooms) {
    return std::string("in a room of their own (bubblewrap): no network, no other file, no other process") +
           (has_filter ? ", a filter of system calls (seccomp)" : "") + ", limits on memory and time";
  }
  if (walls == Walls::kFilters) {
    return "under filters of the kernel (Landlock " + std::to_string(landlock_abi) +
           ", seccomp): no network, no other file, one process, limits on memory and time";
  }
  return std::string("with limits on memory and time only") +
         (has_filter ? " and a filter of system calls (seccomp: no network)" : "") +
         ": they could read every file that this user may";
}

Sandbox Sandbox::find(Try what) {
  InForce rooms{Walls::kRooms, landlock_abi(), !make_syscall_filter(Network::kNone, Processes::kOne).empty(), {}};
  if (what == Try::kAll) {
    const auto why = try_walls(rooms);
    if (!why) return Sandbox(rooms);
    rooms.why_no_rooms = *why;
  }
  InForce filters = rooms;
  filters.walls = Walls::kFilters;
  if (what != Try::kLimits && filters.has_filter && filters.landlock_abi > 0 && !try_walls(filters)) {
    return Sandbox(filters);
  }
  InForce limits = rooms;
  limits.walls = Walls::kLimitsOnly;
  if (what == Try::kLimits || try_walls(limits)) limits.has_filter = false;
  return Sandbox(limits);
}

Result<Outcome> Sandbox::run(const ConfinedCommand& command,
                             const std::function<Flow(std::string_view)>& on_output) const {
  const auto places = find_places(command);
  if (!places) return fail(places.error());
  if (in_force_.walls == Walls::kRooms) return run_in_room(command, *places, on_output);
  return run_under_filters(in_force_, command, *places, on_output);
}

}  // namespace dais::os
