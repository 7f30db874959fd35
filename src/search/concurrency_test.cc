// SPDX-License-Identifier: Apache-2.0
// Readers beside a writer, two writers, and a process killed in the middle of writing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "os/files.h"
#include "os/subprocess.h"
#include "search/index.h"
#include "search/sample_sessions.h"
#include "search/snapshot.h"

namespace dais::search {
namespace {

TEST(IndexConcurrency, AReaderSeesWholeCommitsWhileAWriterWrites) {
  SampleIndex index;
  index.commit();
  std::atomic<bool> done = false;
  std::atomic<int> failures = 0;
  const auto read = [&] {
    auto reader = open_reader(index.folder()).value();
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
    auto writer = open_writer(index.folder()).value();
    EXPECT_TRUE(writer->put(session_of("b", transcript)));
    EXPECT_TRUE(writer->commit());
  });
  index.commit();
  other.join();
  EXPECT_EQ(index.find("lanes").total, 2);
}

/// How often a writer is killed; DAIS_INDEX_KILLS asks for more.
int kills() {
  const char* asked = std::getenv("DAIS_INDEX_KILLS");
  return asked == nullptr ? 12 : std::atoi(asked);
}

TEST(IndexConcurrency, AKilledWriterLosesNothingCommitted) {
  SampleIndex index;
  const std::string told_file = index.folder() + ".told";
  std::mt19937 random(7);
  for (int round = 0; round < kills(); ++round) {
    os::Command writer;
    writer.argv = {DAIS_ENDLESS_WRITER, index.folder(), told_file, "r" + std::to_string(round) + "-"};
    writer.grace = std::chrono::milliseconds(0);
    std::size_t heard = 0;
    const std::size_t enough = 1 + random() % 12;
    // It goes on writing and merging until the signal finds it.
    const auto outcome = os::run_streaming(writer, [&](std::string_view commits) {
      heard += commits.size();
      return heard < enough ? os::Flow::kContinue : os::Flow::kStop;
    });
    ASSERT_TRUE(outcome) << outcome.error().message;
    ASSERT_EQ(outcome->end, os::End::kStopped) << outcome->error_tail;
    const std::size_t told = os::read_file(told_file, 1U << 20U).value().size();
    const auto versions = index.writer().versions();
    ASSERT_TRUE(versions) << versions.error().message;
    // A commit may be done though nobody was told of it yet; at most one a kill.
    EXPECT_GE(versions->size(), told);
    EXPECT_LE(versions->size(), told + static_cast<std::size_t>(round) + 1);
    EXPECT_EQ(index.find("lanes").meetings, static_cast<std::int64_t>(versions->size()));
    const auto snapshot = load_snapshot(index.folder(), nullptr);
    ASSERT_TRUE(snapshot) << snapshot.error().message;
    for (const auto& segment : snapshot->segments) EXPECT_TRUE(segment->verify()) << segment->file();
  }
}

}  // namespace
}  // namespace dais::search
