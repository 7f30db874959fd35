// SPDX-License-Identifier: Apache-2.0
#include "os/subprocess.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <ctime>
#include <optional>

#include "os/child_start.h"
#include "os/descriptor.h"
#include "os/said.h"

namespace dais::os {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kErrorTail = 8192;
constexpr std::chrono::milliseconds kBetweenAsking{200};

/// Keeps SIGPIPE from this thread while it writes to a child that may have closed its input.
class NoBrokenPipeSignal {
 public:
  NoBrokenPipeSignal() {
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  ~NoBrokenPipeSignal() {
    const timespec at_once{0, 0};
    if (sigismember(&before_, SIGPIPE) == 0) {
      while (sigtimedwait(&pipe_, nullptr, &at_once) > 0) {
      }
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }
  NoBrokenPipeSignal(const NoBrokenPipeSignal&) = delete;
  NoBrokenPipeSignal& operator=(const NoBrokenPipeSignal&) = delete;

 private:
  sigset_t pipe_{};
  sigset_t before_{};
};

/// One run: feeds, listens, watches the clock, and leaves no process of the group behind.
class Supervisor {
 public:
  Supervisor(const Command& command, StartedChild child, const std::function<Flow(std::string_view)>& on_output)
      : command_(command),
        child_(std::move(child)),
        on_output_(on_output),
        deadline_(Clock::now() + command.timeout),
        input_left_(command.input) {
    if (input_left_.empty()) child_.input.reset();
  }

  ~Supervisor() {
    // Also when on_output threw: nothing of the group outlives this call.
    if (!reaped_) {
      ::kill(-child_.pid, SIGKILL);
      while (::waitpid(child_.pid, nullptr, 0) < 0 && errno == EINTR) {
      }
    }
  }
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  Outcome supervise() {
    while (!has_ended()) {
      wait_for_something();
      feed();
      read_output();
      read_errors();
      watch_clock();
    }
    ::kill(-child_.pid, SIGKILL);  // Its own children, if it left any.
    // What it wrote before it ended is still in the pipes.
    read_output();
    read_errors();
    finish();
    return std::move(outcome_);
  }

 private:
  bool has_ended() const {
    siginfo_t info{};
    // WNOWAIT: its id, and with it the group's, stays ours until the group is killed.
    const int code = ::waitid(P_PID, static_cast<id_t>(child_.pid), &info, WEXITED | WNOHANG | WNOWAIT);
    return code != 0 || info.si_pid == child_.pid;
  }

  void wait_for_something() {
    std::array<pollfd, 4> all{{{child_.exit_notice.get(), POLLIN, 0},
                               {child_.output.get(), POLLIN, 0},
                               {child_.errors.get(), POLLIN, 0},
                               {child_.input.get(), POLLOUT, 0}}};
    auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline_ - Clock::now());
    if (command_.cancelled) left = std::min(left, kBetweenAsking);
    // Without a descriptor for its end (kernels before 5.3) we have to look now and then.
    if (!child_.exit_notice.is_open()) left = std::min(left, std::chrono::milliseconds{20});
    ::poll(all.data(), all.size(), static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000)));
  }

  void feed() {
    if (!child_.input.is_open()) return;
    const NoBrokenPipeSignal guard;
    while (!input_left_.empty()) {
      const ssize_t put =
          ::write(child_.input.get(), input_left_.data(), std::min<std::size_t>(input_left_.size(), 1U << 16U));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0 && errno == EAGAIN) return;
      if (put < 0) break;  // It reads no more: its own affair.
      input_left_.remove_prefix(static_cast<std::size_t>(put));
    }
    child_.input.reset();
  }

  void read_output() {
    std::array<char, 1U << 16U> piece;
    while (child_.output.is_open()) {
      const ssize_t got = ::read(child_.output.get(), piece.data(), piece.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 && errno == EAGAIN) return;
      if (got <= 0) return child_.output.reset();
      if (!stopping_) take({piece.data(), static_cast<std::size_t>(got)});
      // A program that never stops printing must not keep us from the clock.
      if (Clock::now() >= deadline_) return;
    }
  }

  void take(std::string_view piece) {
    const bool too_much = piece.size() > command_.max_output - taken_;
    if (too_much) piece = piece.substr(0, command_.max_output - taken_);
    taken_ += piece.size();
    if (on_output_) {
      if (on_output_(piece) == Flow::kStop) return terminate(End::kStopped);
    } else {
      outcome_.output.append(piece);
    }
    if (too_much) terminate(End::kTooMuchOutput);
  }

  void read_errors() {
    std::array<char, 4096> piece;
    while (child_.errors.is_open()) {
      const ssize_t got = ::read(child_.errors.get(), piece.data(), piece.size());
      if (got < 0 && errno == EINTR) continue;
      if (got < 0 && errno == EAGAIN) return;
      if (got <= 0) return child_.errors.reset();
      outcome_.error_tail.append(piece.data(), static_cast<std::size_t>(got));
      if (outcome_.error_tail.size() > 4 * kErrorTail) keep_error_tail();
      if (Clock::now() >= deadline_) return;
    }
  }

  void keep_error_tail() {
    std::string& tail = outcome_.error_tail;
    if (tail.size() <= kErrorTail) return;
    tail.erase(0, tail.size() - kErrorTail);
    const auto line = tail.find('\n');
    if (line != std::string::npos && line + 1 < tail.size()) tail.erase(0, line + 1);
  }

  void watch_clock() {
    if (!stopping_ && command_.cancelled && command_.cancelled()) return terminate(End::kStopped);
    if (Clock::now() < deadline_) return;
    if (!stopping_) return terminate(End::kTimedOut);
    ::kill(-child_.pid, SIGKILL);
    deadline_ = Clock::now() + std::chrono::seconds{1};
  }

  void terminate(End why) {
    stopping_ = why;
    child_.input.reset();
    ::kill(-child_.pid, SIGTERM);
    deadline_ = Clock::now() + command_.grace;
  }

  void finish() {
    int status = 0;
    while (::waitpid(child_.pid, &status, 0) < 0 && errno == EINTR) {
    }
    reaped_ = true;
    keep_error_tail();
    outcome_.end = WIFSIGNALED(status) ? End::kSignalled : End::kExited;
    outcome_.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    outcome_.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    if (stopping_) outcome_.end = *stopping_;
  }

  const Command& command_;
  StartedChild child_;
  const std::function<Flow(std::string_view)>& on_output_;
  Clock::time_point deadline_;
  std::string_view input_left_;
  std::uint64_t taken_ = 0;
  std::optional<End> stopping_;
  bool reaped_ = false;
  Outcome outcome_;
};

std::string last_lines(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  constexpr std::size_t kShown = 600;
  if (text.size() > kShown) text.remove_prefix(text.size() - kShown);
  return std::string(text);
}

}  // namespace

std::vector<std::string> minimal_environment() {
  std::vector<std::string> environment;
  for (const char* name : {"PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR"}) {
    if (const char* value = std::getenv(name)) environment.push_back(std::string(name) + "=" + value);
  }
  return environment;
}

Result<Outcome> run(const Command& command) { return run_streaming(command, nullptr); }

Result<Outcome> run_streaming(const Command& command, const std::function<Flow(std::string_view)>& on_output) {
  auto child = start_child(command);
  if (!child) return fail(std::move(child.error()));
  return Supervisor(command, std::move(*child), on_output).supervise();
}

Result<Outcome> run_confined(const Command& command, const Confinement& confinement,
                             const std::function<Flow(std::string_view)>& on_output) {
  auto child = start_child(command, &confinement);
  if (!child) return fail(std::move(child.error()));
  return Supervisor(command, std::move(*child), on_output).supervise();
}

Status require_success(const Command& command, const Outcome& outcome) {
  if (outcome.succeeded()) return {};
  const std::string& name = command.argv.front();
  const std::string said = it_said(last_lines(outcome.error_tail));
  switch (outcome.end) {
    case End::kTimedOut:
      return fail(ErrorCode::kTimeout,
                  name + ": not done after " + std::to_string(command.timeout.count()) + " ms, ended" + said);
    case End::kTooMuchOutput:
      return fail(ErrorCode::kTooLarge, name + ": printed more than the " + std::to_string(command.max_output) +
                                            " bytes allowed, ended" + said);
    case End::kSignalled:
      return fail(ErrorCode::kBadInput, name + ": ended by signal " + std::to_string(outcome.signal) + said);
    case End::kStopped:
      return fail(ErrorCode::kBadInput, name + ": stopped before it was done");
    case End::kExited:
      break;
  }
  return fail(ErrorCode::kBadInput, name + ": ended with exit code " + std::to_string(outcome.exit_code) + said);
}

}  // namespace dais::os
