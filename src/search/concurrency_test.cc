// SPDX-License-Identifier: Apache-2.0
// Readers beside a writer, two writers, and a process killed in the middle of writing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <thread>

#include "search/index.h"
#include "search/sample_sessions.h"
#include "search/sqlite.h"

namespace dais::search {
namespace {

SessionText session_of(const std::string& id, const domain::Transcript& transcript) {
  SessionText session;
  session.session_id = session.event_id = id;
  session.version = "v";
  session.transcript = &transcript;
  return session;
}

TEST(IndexConcurrency, AReaderSeesWholeCommitsWhileAWriterWrites) {
  SampleIndex index;
  index.commit();
  std::atomic<bool> done = false;
  std::atomic<int> failures = 0;
  const auto read = [&] {
    auto reader = open_reader(index.file()).value();
    std::int64_t before = 0;
    while (!done) {
      const auto answer = reader->find(Query{
          .text = "lanes", .body_id = "", .person_id = "", .session_id = "", .event_id = "", .from = {}, .to = {}});
      // Sessions are committed in pairs.
      if (!answer || answer->total % 2 != 0 || answer->total < before) {
        ++failures;
      }
      before = answer ? answer->total : before;
    }
  };
  std::thread first(read);
  std::thread second(read);
  const domain::Transcript transcript = transcript_of("Ann: bike lanes | Bob: trees");
  for (int i = 0; i < 30; ++i) {
    ASSERT_TRUE(index.writer().put(session_of("a" + std::to_string(i), transcript)));
    ASSERT_TRUE(index.writer().put(session_of("b" + std::to_string(i), transcript)));
    index.commit();
  }
  done = true;
  first.join();
  second.join();
  EXPECT_EQ(failures, 0);
  EXPECT_EQ(index.find("lanes").total, 60);
}

TEST(IndexConcurrency, ASecondWriterGoesOnWhenTheFirstHasCommitted) {
  SampleIndex index;
  const domain::Transcript transcript = transcript_of("Ann: bike lanes");
  ASSERT_TRUE(index.writer().put(session_of("a", transcript)));
  std::thread other([&] {
    auto writer = open_writer(index.file()).value();
    EXPECT_TRUE(writer->put(session_of("b", transcript)));
    EXPECT_TRUE(writer->commit());
  });
  index.commit();
  other.join();
  EXPECT_EQ(index.find("lanes").total, 2);
}

/// Puts and commits for ever, telling each commit by a byte.
[[noreturn]] void write_for_ever(const std::string& file, int told) {
  auto writer = open_writer(file);
  const domain::Transcript transcript = transcript_of("Ann: bike lanes and more | Bob: trees | snow on the lanes");
  for (int i = 0; writer; ++i) {
    if (!(*writer)->put(session_of("s" + std::to_string(i), transcript)) || !(*writer)->commit() ||
        ::write(told, "x", 1) != 1) {
      break;
    }
  }
  ::_exit(1);
}

TEST(IndexConcurrency, AKilledWriterLosesNothingCommitted) {
  for (int round = 1; round <= 5; ++round) {
    SampleIndex index;
    int pipe[2];
    ASSERT_EQ(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) {
      write_for_ever(index.file(), pipe[1]);
    }
    ::close(pipe[1]);
    char byte = 0;
    std::size_t told = 0;
    while (told < static_cast<std::size_t>(7 * round) && ::read(pipe[0], &byte, 1) == 1) {
      ++told;
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    while (::read(pipe[0], &byte, 1) == 1) {
      ++told;
    }
    ::close(pipe[0]);
    const auto versions = index.writer().versions();
    ASSERT_TRUE(versions) << versions.error().message;
    EXPECT_GE(versions->size(), told);
    EXPECT_LE(versions->size(), told + 1);
    EXPECT_EQ(index.find("lanes").total, static_cast<std::int64_t>(versions->size()));
    auto connection = Connection::open(index.file()).value();
    EXPECT_EQ(connection.integer("SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'").value(),
              0);
  }
}

}  // namespace
}  // namespace dais::search
