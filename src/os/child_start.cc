// SPDX-License-Identifier: Apache-2.0
#include "os/child_start.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <csignal>
#include <string>
#include <string_view>
#include <vector>

namespace dais::os {
namespace {

constexpr std::string_view kFallbackPath = "/usr/local/bin:/usr/bin:/bin";

std::string_view path_of(const std::vector<std::string>& environment) {
  for (const std::string& entry : environment) {
    if (entry.starts_with("PATH=")) return std::string_view(entry).substr(5);
  }
  return kFallbackPath;
}

bool is_program(const std::string& path) {
  struct stat info{};
  // Only to find the program by name: execve() itself says whether it may run.
  // Flawfinder: ignore
  return ::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode) && ::access(path.c_str(), X_OK) == 0;
}

struct Pipe {
  Descriptor reading;
  Descriptor writing;
};

Result<Pipe> make_pipe() {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return fail_errno("pipe", errno);
  return Pipe{Descriptor(ends[0]), Descriptor(ends[1])};
}

std::vector<char*> pointers_to(const std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (const std::string& text : texts) pointers.push_back(const_cast<char*>(text.c_str()));
  pointers.push_back(nullptr);
  return pointers;
}

constexpr long kLandlockRestrictSelf = 446;
constexpr int kLastCapability = 63;
constexpr int kGivesWay = 10;  // niceness

enum class Stage : int { kFolder, kConfinement, kExec };

struct StartFailure {
  Stage stage;
  int error;
};

/// All that the child needs, made before the fork: between fork and exec it may only call what signals may.
struct Plan {
  const char* program;
  char* const* argv;
  char* const* environment;
  const char* working_dir;
  int input, output, errors, report;
  pid_t parent;
  const Confinement* confinement;
};

[[noreturn]] void give_up(const Plan& plan, Stage stage) {
  const StartFailure failure{stage, errno};
  [[maybe_unused]] const auto put = ::write(plan.report, &failure, sizeof failure);
  ::_exit(127);
}

void restore_signals() {
  for (int signal = 1; signal < NSIG; ++signal) std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

void close_others_on_exec() {
  if (::syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC) == 0) return;
  // Kernels before 5.11. Ours are opened with O_CLOEXEC; this is for those of libraries.
  for (int fd = 3; fd < 1024; ++fd) ::fcntl(fd, F_SETFD, FD_CLOEXEC);
}

bool set_limits(std::span<const ResourceLimit> limits) {
  for (const ResourceLimit& limit : limits) {
    const rlimit both{limit.value, limit.value};
    if (::setrlimit(static_cast<__rlimit_resource>(limit.which), &both) != 0) return false;
  }
  return true;
}

/// Root without capabilities is a user like others.
void give_up_capabilities() {
  for (int capability = 0; capability <= kLastCapability; ++capability) {
    ::prctl(PR_CAPBSET_DROP, capability, 0, 0, 0);
  }
}

bool confine(const Confinement& confinement) {
  ::setpriority(PRIO_PROCESS, 0, kGivesWay);
  if (confinement.passed >= 0 && ::fcntl(confinement.passed, F_SETFD, 0) != 0) return false;
  if (!set_limits(confinement.limits)) return false;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  // Bubblewrap, to which a descriptor is passed, needs what it has to build its rooms; it drops the rest itself.
  if (confinement.passed < 0) give_up_capabilities();
  if (confinement.ruleset >= 0 && ::syscall(kLandlockRestrictSelf, confinement.ruleset, 0U) != 0) return false;
  if (confinement.filter.empty()) return true;
  const sock_fprog program{static_cast<unsigned short>(confinement.filter.size()),
                           const_cast<sock_filter*>(confinement.filter.data())};
  return ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

[[noreturn]] void become(const Plan& plan) {
  if (plan.confinement == nullptr) {
    ::setpgid(0, 0);
  } else {
    ::setsid();
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != plan.parent) ::_exit(127);  // It died before it could be asked for.
  ::dup2(plan.input, STDIN_FILENO);
  ::dup2(plan.output, STDOUT_FILENO);
  ::dup2(plan.errors, STDERR_FILENO);
  restore_signals();
  close_others_on_exec();
  if (plan.working_dir != nullptr && ::chdir(plan.working_dir) != 0) give_up(plan, Stage::kFolder);
  if (plan.confinement != nullptr && !confine(*plan.confinement)) give_up(plan, Stage::kConfinement);
  ::execve(plan.program, plan.argv, plan.environment);
  give_up(plan, Stage::kExec);
}

/// Signals wait while the child still has our handlers.
pid_t fork_with_signals_held(const Plan& plan) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t pid = ::fork();
  if (pid == 0) become(plan);
  const int problem = errno;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = problem;
  return pid;
}

Error describe(const Command& command, const StartFailure& failure) {
  if (failure.stage == Stage::kFolder) {
    return {ErrorCode::kNotFound, command.working_dir + ": " + errno_text(failure.error)};
  }
  if (failure.stage == Stage::kConfinement) {
    return {ErrorCode::kUnavailable, command.argv.front() + ": cannot be confined: " + errno_text(failure.error)};
  }
  return {ErrorCode::kUnavailable, command.argv.front() + ": cannot be run: " + errno_text(failure.error)};
}

void set_nonblocking(const Descriptor& end) { ::fcntl(end.get(), F_SETFL, ::fcntl(end.get(), F_GETFL) | O_NONBLOCK); }

/// dup2 onto 0, 1 or 2 must not tread on a pipe end that happens to have that number (our own streams were closed).
Status lift(Descriptor& end) {
  if (end.get() > STDERR_FILENO) return {};
  const int higher = ::fcntl(end.get(), F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
  if (higher < 0) return fail_errno("pipe", errno);
  end = Descriptor(higher);
  return {};
}

struct Pipes {
  Pipe input, output, errors, report;
};

Result<Pipes> make_pipes() {
  Pipes pipes;
  for (Pipe* pipe : {&pipes.input, &pipes.output, &pipes.errors, &pipes.report}) {
    auto made = make_pipe();
    if (!made) return fail(std::move(made.error()));
    *pipe = std::move(*made);
    for (Descriptor* end : {&pipe->reading, &pipe->writing}) {
      if (auto lifted = lift(*end); !lifted) return fail(std::move(lifted.error()));
    }
  }
  return pipes;
}

Result<StartedChild> hand_over(const Command& command, pid_t pid, Pipes pipes) {
  pipes.input.reading.reset();
  pipes.output.writing.reset();
  pipes.errors.writing.reset();
  pipes.report.writing.reset();
  StartFailure failure{};
  ssize_t got = 0;
  while ((got = ::read(pipes.report.reading.get(), &failure, sizeof failure)) < 0 && errno == EINTR) {
  }
  if (got == static_cast<ssize_t>(sizeof failure)) {
    while (::waitpid(pid, nullptr, 0) < 0 && errno == EINTR) {
    }
    return fail(describe(command, failure));
  }
  StartedChild child{
      pid, std::move(pipes.input.writing), std::move(pipes.output.reading), std::move(pipes.errors.reading), {}};
  for (const Descriptor* end : {&child.input, &child.output, &child.errors}) set_nonblocking(*end);
  child.exit_notice = Descriptor(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  return child;
}

}  // namespace

/// Looked up here rather than by execvp, which is not safe to call between fork and exec.
Result<std::string> find_program(const std::string& name, const std::vector<std::string>& environment) {
  if (name.find('/') != std::string::npos) return name;
  std::string_view left = path_of(environment);
  while (!left.empty()) {
    const auto colon = std::min(left.find(':'), left.size());
    const std::string folder(left.substr(0, colon));
    left.remove_prefix(std::min(colon + 1, left.size()));
    if (!folder.starts_with('/')) continue;  // An empty or relative entry would run what lies in the current folder.
    if (std::string path = folder + "/" + name; is_program(path)) return path;
  }
  return fail(ErrorCode::kUnavailable, name + ": is not installed (not found in PATH)");
}

bool is_installed(const std::string& program) {
  const auto found = find_program(program, minimal_environment());
  return found && is_program(*found);
}

Result<StartedChild> start_child(const Command& command, const Confinement* confinement) {
  if (command.argv.empty()) return fail(ErrorCode::kBadInput, "a command without a program");
  auto program = find_program(command.argv.front(), command.environment);
  if (!program) return fail(std::move(program.error()));
  auto pipes = make_pipes();
  if (!pipes) return fail(std::move(pipes.error()));
  const auto argv = pointers_to(command.argv);
  const auto environment = pointers_to(command.environment);
  const Plan plan{program->c_str(),
                  argv.data(),
                  environment.data(),
                  command.working_dir.empty() ? nullptr : command.working_dir.c_str(),
                  pipes->input.reading.get(),
                  pipes->output.writing.get(),
                  pipes->errors.writing.get(),
                  pipes->report.writing.get(),
                  ::getpid(),
                  confinement};
  const pid_t pid = fork_with_signals_held(plan);
  if (pid < 0) return fail_errno(command.argv.front(), errno);
  return hand_over(command, pid, std::move(*pipes));
}

}  // namespace dais::os
