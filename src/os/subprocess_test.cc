// SPDX-License-Identifier: Apache-2.0
#include "os/subprocess.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <thread>

#include "os/files.h"

namespace dais::os {
namespace {

using std::chrono::milliseconds;

Command shell(const std::string& script) {
  Command command;
  command.argv = {"sh", "-c", script};
  return command;
}

TEST(Subprocess, HandsOverWhatTheProgramPrints) {
  const auto outcome = run(shell("printf 'out\\n'; printf 'err\\n' >&2; exit 3"));
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->end, End::kExited);
  EXPECT_EQ(outcome->exit_code, 3);
  EXPECT_EQ(outcome->output, "out\n");
  EXPECT_EQ(outcome->error_tail, "err\n");
  EXPECT_FALSE(outcome->succeeded());
}

TEST(Subprocess, TakesArgumentsLiterally) {
  Command command;
  command.argv = {"printf", "%s|", "a b", "$(id)", "'\"", ""};
  EXPECT_EQ(run(command)->output, "a b|$(id)|'\"||");
}

TEST(Subprocess, FeedsItsInputWhileItReadsTheOutput) {
  Command command;
  command.argv = {"cat"};
  command.input.assign(5'000'000, 'x');
  command.input += "end";
  const auto outcome = run(command);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->output, command.input);
}

TEST(Subprocess, OutlivesAProgramThatDoesNotReadItsInput) {
  Command command = shell("exec <&-; echo done");
  command.input.assign(1'000'000, 'x');
  EXPECT_EQ(run(command)->output, "done\n");
}

TEST(Subprocess, TellsAMissingProgramFromAFailingOne) {
  Command command;
  command.argv = {"dais-no-such-program"};
  const auto missing = run(command);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kUnavailable);
  EXPECT_EQ(missing.error().message, "dais-no-such-program: is not installed (not found in PATH)");
  const TempDir dir = TempDir::make().value();
  const std::string text = dir.path() + "/text";
  ASSERT_TRUE(write_file_atomically(text, "no program"));
  command.argv = {text};
  EXPECT_EQ(run(command).error().message, text + ": cannot be run: Permission denied");
  command.argv = {"false"};
  EXPECT_EQ(run(command)->exit_code, 1);
  command.argv = {};
  EXPECT_EQ(run(command).error().code, ErrorCode::kBadInput);
}

TEST(Subprocess, RunsInItsWorkingFolder) {
  const TempDir dir = TempDir::make().value();
  ASSERT_TRUE(write_file_atomically(dir.path() + "/file", "here"));
  Command command = shell("cat file");
  command.working_dir = dir.path();
  EXPECT_EQ(run(command)->output, "here");
  command.working_dir = dir.path() + "/none";
  const auto outcome = run(command);
  ASSERT_FALSE(outcome);
  EXPECT_EQ(outcome.error().code, ErrorCode::kNotFound);
  EXPECT_EQ(outcome.error().message, dir.path() + "/none: No such file or directory");
}

TEST(Subprocess, SeesOnlyTheEnvironmentGiven) {
  ::setenv("DAIS_SECRET", "s", 1);
  Command command;
  command.argv = {"env"};
  EXPECT_EQ(run(command)->output.find("DAIS_SECRET"), std::string::npos);
  command.environment = {"ONE=1", "PATH=/usr/bin:/bin"};
  EXPECT_EQ(run(command)->output, "ONE=1\nPATH=/usr/bin:/bin\n");
  ::unsetenv("DAIS_SECRET");
}

TEST(Subprocess, InheritsNoDescriptor) {
  const int open_one = ::open("/dev/null", O_RDONLY);  // without O_CLOEXEC
  const auto outcome = run(shell("ls /proc/self/fd | tr '\\n' ' '"));
  ::close(open_one);
  EXPECT_EQ(outcome->output, "0 1 2 3 ");  // 3 is ls's own, on the folder
}

TEST(Subprocess, StartsWithOrdinarySignals) {
  std::signal(SIGPIPE, SIG_IGN);
  const auto outcome = run(shell("grep -E 'SigBlk|SigIgn' /proc/self/status | tr -d '\\n'"));
  std::signal(SIGPIPE, SIG_DFL);
  EXPECT_EQ(outcome->output, "SigBlk:\t0000000000000000SigIgn:\t0000000000000000");
}

TEST(Subprocess, IsEndedWhenItsTimeIsUp) {
  Command command = shell("echo begun; sleep 100");
  command.timeout = milliseconds{100};
  const auto outcome = run(command);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->end, End::kTimedOut);
  EXPECT_EQ(outcome->output, "begun\n");
  EXPECT_EQ(require_success(command, *outcome).error().message, "sh: not done after 100 ms, ended");
}

TEST(Subprocess, IsKilledWhenItDoesNotHeedTheFirstSignal) {
  Command command = shell("trap '' TERM; echo begun; while :; do :; done");
  command.timeout = milliseconds{100};
  command.grace = milliseconds{50};
  EXPECT_EQ(run(command)->end, End::kTimedOut);
}

TEST(Subprocess, TakesItsOwnChildrenWithIt) {
  const auto outcome = run(shell("sleep 1000 & echo $!"));
  ASSERT_TRUE(outcome);
  const pid_t grandchild = std::stoi(outcome->output);
  const int notice = static_cast<int>(::syscall(SYS_pidfd_open, grandchild, 0));
  if (notice < 0) return;  // Gone already.
  pollfd ended{notice, POLLIN, 0};
  EXPECT_EQ(::poll(&ended, 1, 5000), 1);
  ::close(notice);
}

TEST(Subprocess, PrintsNoMoreThanItMay) {
  Command command = shell("yes");
  command.max_output = 100'000;
  const auto outcome = run(command);
  ASSERT_TRUE(outcome);
  EXPECT_EQ(outcome->end, End::kTooMuchOutput);
  EXPECT_EQ(outcome->output.size(), 100'000U);
  EXPECT_EQ(require_success(command, *outcome).error().code, ErrorCode::kTooLarge);
  command = shell("printf 12345");
  command.max_output = 5;
  EXPECT_EQ(run(command)->end, End::kExited);
}

TEST(Subprocess, KeepsTheEndOfItsComplaints) {
  Command command = shell("i=0; while [ $i -lt 5000 ]; do echo line $i >&2; i=$((i+1)); done; exit 1");
  const auto outcome = run(command);
  ASSERT_TRUE(outcome);
  EXPECT_LE(outcome->error_tail.size(), 8192U);
  EXPECT_TRUE(outcome->error_tail.starts_with("line "));
  EXPECT_TRUE(outcome->error_tail.ends_with("line 4999\n"));
  EXPECT_TRUE(require_success(command, *outcome).error().message.starts_with("sh: ended with exit code 1; it said: "));
}

TEST(Subprocess, SaysWhichSignalEndedIt) {
  const Command command = shell("kill -9 $$");
  const auto outcome = run(command);
  EXPECT_EQ(outcome->end, End::kSignalled);
  EXPECT_EQ(outcome->signal, SIGKILL);
  EXPECT_EQ(require_success(command, *outcome).error().message, "sh: ended by signal 9");
}

TEST(Subprocess, StreamsItsOutputAsItComes) {
  std::string seen;
  const auto outcome = run_streaming(shell("printf one; printf two"), [&](std::string_view piece) {
    seen += piece;
    return Flow::kContinue;
  });
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->succeeded());
  EXPECT_EQ(seen, "onetwo");
  EXPECT_EQ(outcome->output, "");
}

TEST(Subprocess, EndsWhenItsReaderHasEnough) {
  std::uint64_t pieces = 0;
  const auto outcome = run_streaming(shell("yes"), [&](std::string_view) {
    ++pieces;
    return pieces == 3 ? Flow::kStop : Flow::kContinue;
  });
  EXPECT_EQ(outcome->end, End::kStopped);
  EXPECT_EQ(pieces, 3U);
}

TEST(Subprocess, IsEndedWhenItsReaderThrows) {
  EXPECT_THROW((void)run_streaming(shell("yes"), [](std::string_view) -> Flow { throw std::runtime_error("no"); }),
               std::runtime_error);
}

TEST(Subprocess, LeavesNoDescriptorOpen) {
  const auto count = [] {
    int open = 0;
    for (int fd = 0; fd < 256; ++fd) open += ::fcntl(fd, F_GETFD) >= 0 ? 1 : 0;
    return open;
  };
  const auto before = count();
  (void)run(shell("echo"));
  Command missing;
  missing.argv = {"/none"};
  (void)run(missing);
  EXPECT_EQ(count(), before);
}

TEST(Subprocess, RunsManyAtOnce) {
  std::vector<std::thread> threads;
  std::vector<std::string> outputs(8);
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    threads.emplace_back([&outputs, i] {
      for (int again = 0; again < 5; ++again) outputs[i] += run(shell("echo " + std::to_string(i)))->output;
    });
  }
  for (auto& thread : threads) thread.join();
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    const std::string line = std::to_string(i) + "\n";
    EXPECT_EQ(outputs[i], line + line + line + line + line);
  }
}

}  // namespace
}  // namespace dais::os
