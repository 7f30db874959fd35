// SPDX-License-Identifier: Apache-2.0
#include "os/sandbox.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <csignal>
#include <filesystem>

#include "os/descriptor.h"
#include "os/files.h"

namespace dais::os {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr const char* kPython =
    "/usr/bin/python3";  // The system's: another one may live where no wall lets it be read.

/// Every promise is held to both ways: rooms, where this machine lets us make them, and our own filters.
class BothWays : public testing::TestWithParam<Sandbox::Try> {
 protected:
  void SetUp() override {
    if (!sandbox_.in_force().holds()) GTEST_SKIP() << sandbox_.in_force().text();
    input_ = temp_.path() + "/in";
    output_ = temp_.path() + "/out";
    secret_ = temp_.path() + "/secret";
    fs::create_directory(output_);
    ASSERT_TRUE(write_file_atomically(input_, "given"));
    ASSERT_TRUE(write_file_atomically(secret_, "not given"));
  }

  ConfinedCommand python(const std::string& program) const {
    ConfinedCommand command;
    command.argv = {kPython, "-I", "-S", "-c", program};
    command.readable = {input_};
    command.writable = output_;
    command.timeout = seconds{20};
    return command;
  }

  Outcome run(const ConfinedCommand& command) const {
    auto outcome = sandbox_.run(command);
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome ? *outcome : Outcome{};
  }

  /// The last line that Python wrote of the fault it met.
  std::string fault(const std::string& program) const {
    std::string said = run(python(program)).error_tail;
    while (said.ends_with('\n')) said.pop_back();
    return said.substr(said.rfind('\n') + 1);
  }

  TempDir temp_ = TempDir::make().value();
  Sandbox sandbox_ = Sandbox::find(GetParam());
  std::string input_, output_, secret_;
};

INSTANTIATE_TEST_SUITE_P(Sandbox, BothWays, testing::Values(Sandbox::Try::kAll, Sandbox::Try::kOwnFilters),
                         [](const auto& info) { return info.param == Sandbox::Try::kAll ? "Best" : "OwnFilters"; });

TEST_P(BothWays, ReadsWhatItIsGivenAndWritesIntoItsFolder) {
  const auto outcome =
      run(python("open('made', 'w').write(open('" + input_ + "').read() + ' back'); import os; print(os.getcwd())"));
  EXPECT_TRUE(outcome.succeeded()) << outcome.error_tail;
  EXPECT_EQ(outcome.output, fs::canonical(output_).string() + "\n");
  EXPECT_EQ(read_file(output_ + "/made", 100).value(), "given back");
}

TEST_P(BothWays, CannotReadOtherFiles) {
  EXPECT_FALSE(run(python("print(open('" + secret_ + "').read())")).succeeded());
  EXPECT_FALSE(run(python("print(open('/etc/passwd').read())")).succeeded());
  EXPECT_EQ(run(python("import os; print(os.listdir('" + temp_.path() + "'))")).output.find("secret"),
            std::string::npos);
  EXPECT_FALSE(run(python("print(open('/proc/1/environ').read())")).succeeded());
  EXPECT_FALSE(run(python("import os; os.symlink('" + secret_ + "', 'link'); print(open('link').read())")).succeeded());
}

TEST_P(BothWays, CannotWriteElsewhere) {
  for (const std::string& path : {input_, temp_.path() + "/new", std::string("/tmp/dais-new"), std::string("/new"),
                                  std::string("/dev/shm/dais-new"), std::string("/usr/dais-new")}) {
    EXPECT_FALSE(run(python("open('" + path + "', 'a').write('x')")).succeeded()) << path;
    EXPECT_TRUE(path == input_ || !fs::exists(path)) << path;
  }
  EXPECT_EQ(read_file(input_, 100).value(), "given");
  EXPECT_FALSE(run(python("import os; os.remove('" + input_ + "')")).succeeded());
  EXPECT_FALSE(run(python("import os; os.rename('" + input_ + "', 'taken')")).succeeded());
}

TEST_P(BothWays, HasNoNetwork) {
  const Descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  ASSERT_EQ(::bind(listener.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
  ASSERT_EQ(::listen(listener.get(), 8), 0);
  ASSERT_EQ(::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size), 0);
  const std::string port = std::to_string(ntohs(address.sin_port));
  EXPECT_EQ(fault("import socket; socket.create_connection(('127.0.0.1', " + port + "), 5)"),
            "PermissionError: [Errno 1] Operation not permitted");
  EXPECT_EQ(fault("import socket; socket.socket(socket.AF_UNIX)"),
            "PermissionError: [Errno 1] Operation not permitted");
  pollfd waiting{listener.get(), POLLIN, 0};
  EXPECT_EQ(::poll(&waiting, 1, 0), 0);
}

TEST_P(BothWays, SeesNothingOfOurEnvironment) {
  ::setenv("DAIS_SECRET_FOR_TEST", "x", 1);
  const auto outcome = run(python("import os; print(os.environ.get('DAIS_SECRET_FOR_TEST'), os.environ.get('HOME'))"));
  EXPECT_EQ(outcome.output, "None None\n");
}

TEST_P(BothWays, CannotStartOrEndOtherProcesses) {
  EXPECT_EQ(fault("import os\nwhile True: os.fork()"), "PermissionError: [Errno 1] Operation not permitted");
  EXPECT_EQ(fault("import os; os.kill(" + std::to_string(::getpid()) + ", 0)"),
            "PermissionError: [Errno 1] Operation not permitted");
  EXPECT_TRUE(run(python("import threading; t = threading.Thread(target=print); t.start(); t.join()")).succeeded());
}

TEST_P(BothWays, MayStartOthersWhereThatIsAllowed) {
  ConfinedCommand command = python("import os; print(os.waitstatus_to_exitcode(os.system('exit 3')))");
  command.processes = Processes::kSeveral;
  EXPECT_EQ(run(command).output, "3\n");
}

TEST_P(BothWays, IsEndedAfterItsTime) {
  ConfinedCommand command = python("while True: pass");
  command.timeout = milliseconds{300};
  EXPECT_EQ(run(command).end, End::kTimedOut);
}

TEST_P(BothWays, IsEndedAfterItsProcessorTime) {
  ConfinedCommand command = python("while True: pass");
  command.limits.cpu_seconds = 1;
  const auto outcome = run(command);
  EXPECT_EQ(outcome.end, End::kSignalled);
  EXPECT_TRUE(outcome.signal == SIGXCPU || outcome.signal == SIGKILL) << outcome.signal;
}

TEST_P(BothWays, GetsNoMoreMemoryThanItMay) {
  ConfinedCommand command = python("kept = []\nwhile True: kept.append(bytearray(10_000_000))");
  command.limits.memory_bytes = 300'000'000;
  EXPECT_NE(run(command).error_tail.find("MemoryError"), std::string::npos);
}

TEST_P(BothWays, WritesNoLargerFileThanItMay) {
  ConfinedCommand command = python("f = open('huge', 'wb', 0)\nfor _ in range(100): f.write(b'x' * 1_000_000)");
  command.limits.file_bytes = 5'000'000;
  EXPECT_FALSE(run(command).succeeded());
  EXPECT_EQ(fs::file_size(output_ + "/huge"), 5'000'000U);
}

TEST_P(BothWays, StopsWhenItIsCancelled) {
  ConfinedCommand command = python("while True: pass");
  command.cancelled = [] { return true; };
  EXPECT_EQ(run(command).end, End::kStopped);
}

TEST_P(BothWays, HandsOverOutputAsItComes) {
  std::string seen;
  const auto outcome = sandbox_.run(python("print('a'); print('b')"), [&seen](std::string_view piece) {
    seen += piece;
    return Flow::kContinue;
  });
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(seen, "a\nb\n");
}

TEST_P(BothWays, ReadingEverythingStillWritesIntoItsFolderOnly) {
  ConfinedCommand command = python("open('made', 'w').write(open('" + secret_ + "').read())");
  command.reading = Reading::kEverything;
  EXPECT_TRUE(run(command).succeeded());
  EXPECT_EQ(read_file(output_ + "/made", 100).value(), "not given");
  command.argv.back() = "open('" + secret_ + "', 'a').write('x')";
  EXPECT_FALSE(run(command).succeeded());
}

TEST_P(BothWays, ItsNetworkIsThereWhereThatIsAllowed) {
  ConfinedCommand command = python("import socket; socket.socket(); print('made')");
  command.network = Network::kOpen;
  EXPECT_EQ(run(command).output, "made\n");
}

TEST_P(BothWays, NamesWhatIsNotThere) {
  ConfinedCommand command = python("pass");
  command.readable = {temp_.path() + "/none"};
  EXPECT_EQ(sandbox_.run(command).error().message, temp_.path() + "/none: No such file or directory");
  command.readable.clear();
  command.argv = {"dais-no-such-program"};
  const auto error = sandbox_.run(command).error();
  EXPECT_EQ(error.code, ErrorCode::kUnavailable);
  EXPECT_EQ(error.message, "dais-no-such-program: is not installed (not found in PATH)");
}

TEST(Sandbox, SaysWhatIsInForce) {
  const InForce rooms{Walls::kRooms, 7, true, ""};
  EXPECT_TRUE(rooms.holds());
  EXPECT_EQ(rooms.text(),
            "in a room of their own (bubblewrap): no network, no other file, no other process, a filter of system "
            "calls (seccomp), limits on memory and time");
  EXPECT_EQ((InForce{Walls::kFilters, 3, true, "x"}.text()),
            "under filters of the kernel (Landlock 3, seccomp): no network, no other file, one process, limits on "
            "memory and time");
  const InForce little{Walls::kLimitsOnly, 0, false, "x"};
  EXPECT_FALSE(little.holds());
  EXPECT_EQ(little.text(), "with limits on memory and time only: they could read every file that this user may");
}

TEST(Sandbox, WithoutWallsItsLimitsStillHold) {
  const Sandbox sandbox = Sandbox::find(Sandbox::Try::kLimits);
  EXPECT_EQ(sandbox.in_force().walls, Walls::kLimitsOnly);
  ConfinedCommand command;
  command.argv = {kPython, "-I", "-S", "-c", "bytearray(400_000_000)"};
  command.limits.memory_bytes = 300'000'000;
  const auto outcome = sandbox.run(command);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_NE(outcome->error_tail.find("MemoryError"), std::string::npos);
}

}  // namespace
}  // namespace dais::os
