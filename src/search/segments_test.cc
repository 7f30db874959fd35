// SPDX-License-Identifier: Apache-2.0
// An index over many commits, against a plain map of what it should hold: replaced, removed, merged, damaged.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <map>
#include <set>

#include "search/sample_sessions.h"
#include "search/snapshot.h"

namespace dais::search {
namespace {

using testing::HasSubstr;

std::vector<std::string> segment_files(const SampleIndex& index) {
  return os::list_files(index.folder(), ".segment", os::Depth::kThisFolder).value();
}

/// A session whose only word is found nowhere else.
void put_word(SampleIndex& index, const std::string& id, const std::string& word) {
  index.put({id, "2023-01-01", "Council", "Ann: " + word});
}

std::map<std::string, std::string> held(SampleIndex& index, const std::set<std::string>& words) {
  std::map<std::string, std::string> found;
  for (const std::string& word : words) {
    for (const std::string& id : index.sessions("\"" + word + "\"")) found[id] += word;
  }
  return found;
}

RC_GTEST_PROP(Segments, HoldTheLastVersionOfEachSessionOnce, ()) {
  SampleIndex index;
  std::map<std::string, std::string> expected;
  std::set<std::string> words;
  // Most commits begin to merge; what comes next is put, replaced and removed beside that.
  for (int left = *rc::gen::inRange(0, 120); left > 0; --left) {
    const std::string id = "s" + std::to_string(*rc::gen::inRange(0, 12));
    const int what = *rc::gen::inRange(0, 12);
    if (what < 5) {
      const std::string word = "w" + std::to_string(words.size());
      words.insert(word);
      put_word(index, id, word);
      expected[id] = word;
    } else if (what < 7) {
      RC_ASSERT(index.writer().remove(id).has_value());
      expected.erase(id);
    } else {
      index.commit();
    }
  }
  index.commit();
  RC_ASSERT(held(index, words) == expected);
  RC_ASSERT(index.writer().settle().has_value());
  RC_ASSERT(held(index, words) == expected);
  const auto versions = open_writer(index.folder()).value()->versions().value();
  RC_ASSERT(versions.size() == expected.size());
}

TEST(Segments, ManyCommitsLeaveFewFiles) {
  SampleIndex index;
  for (int i = 0; i < 100; ++i) {
    put_word(index, "s" + std::to_string(i), "lane");
    index.commit();
  }
  ASSERT_TRUE(index.writer().settle());
  EXPECT_EQ(index.find("lane").total, 100);
  EXPECT_LE(segment_files(index).size(), 8U);
}

TEST(Segments, WhatIsTooMuchForMemoryIsWrittenBeforeTheCommit) {
  SampleIndex index;
  auto writer = open_writer(index.folder(), {.most_in_memory = 1}).value();
  const auto lane = transcript_of("Ann: lane");
  const auto tree = transcript_of("Ann: tree");
  for (int i = 0; i < 10; ++i) {
    ASSERT_TRUE(writer->put(session_of("s" + std::to_string(i), lane)));
    // Replaced and removed while it is written, or was.
    ASSERT_TRUE(writer->put(session_of("s" + std::to_string(i / 2), tree)));
  }
  ASSERT_TRUE(writer->remove("s9"));
  EXPECT_EQ(index.find("lane").total, 0);
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(index.find("lane").total, 4);
  EXPECT_EQ(index.find("tree").total, 5);
  ASSERT_TRUE(writer->settle());
  EXPECT_EQ(index.find("lane").total, 4);
  EXPECT_EQ(index.find("tree").total, 5);
}

TEST(Segments, WhatIsReplacedAgainAndAgainTakesNoRoom) {
  SampleIndex index;
  for (int i = 0; i < 50; ++i) {
    put_word(index, "s", "lane");
    index.commit();
  }
  ASSERT_TRUE(index.writer().settle());
  EXPECT_EQ(index.find("lane").total, 1);
  EXPECT_EQ(segment_files(index).size(), 1U);
}

TEST(Segments, AReaderKeepsWhatItReadsThoughItIsMergedAway) {
  SampleIndex index;
  put_word(index, "s", "lane");
  index.commit();
  const auto before = load_snapshot(index.folder(), nullptr).value();
  for (int i = 0; i < 20; ++i) {
    put_word(index, "t" + std::to_string(i), "tree");
    index.commit();
  }
  ASSERT_TRUE(index.writer().settle());
  EXPECT_EQ(before.segments.at(0)->texts(0).value(), std::vector<std::string>{"lane"});
}

TEST(Segments, AMergeThatCannotBeWrittenLosesNothing) {
  SampleIndex index;
  const std::string first_of_merge = index.folder() + "/9.segment";
  for (int i = 0; i < 7; ++i) {
    put_word(index, "s" + std::to_string(i), "lane");
    index.commit();
  }
  // A folder in its place: the eighth commit is written, the segment that it is merged into cannot be.
  ASSERT_TRUE(os::ensure_folder(first_of_merge + "/in-the-way"));
  put_word(index, "s7", "lane");
  index.commit();
  ASSERT_FALSE(index.writer().settle());
  EXPECT_EQ(SampleIndex(index.folder()).find("lane").total, 8);
  std::filesystem::remove_all(first_of_merge);
  put_word(index, "s8", "lane");
  index.commit();
  EXPECT_EQ(index.find("lane").total, 9);
  EXPECT_TRUE(check_index(index.folder())->empty());
}

TEST(Segments, WhatNoManifestNamesIsRemoved) {
  SampleIndex index;
  put_word(index, "s", "lane");
  index.commit();
  const std::string left = index.folder() + "/99.segment";
  ASSERT_TRUE(os::write_file_atomically(left, "of a writer that was killed"));
  put_word(index, "t", "lane");
  index.commit();
  EXPECT_FALSE(os::read_file(left, 100).has_value());
}

TEST(Segments, EveryByteIsUnderAChecksum) {
  SampleIndex index;
  index.put({"s", "2023-01-01", "Council", "Ann: bike lanes and trees"});
  index.commit();
  EXPECT_TRUE(check_index(index.folder())->empty());
  const std::string file = segment_files(index).at(0);
  const std::string whole = os::read_file(file, 1U << 20U).value();
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    ASSERT_TRUE(os::write_file_atomically(file, bytes, os::Durable::kNo));
    const auto damaged = check_index(index.folder()).value();
    ASSERT_EQ(damaged.size(), 1U) << at;
    EXPECT_EQ(damaged[0].file, file);
  }
}

TEST(Segments, ADamagedOneIsNamedAndItsSessionsAreMissingForTheWriter) {
  SampleIndex index;
  put_word(index, "s", "lane");
  index.commit();
  const std::string file = segment_files(index).at(0);
  ASSERT_TRUE(os::write_file_atomically(file, "dais.seg and then nothing"));
  const auto reader = open_reader(index.folder());
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, ErrorCode::kStorage);
  EXPECT_THAT(reader.error().message, HasSubstr(file));
  auto writer = open_writer(index.folder()).value();
  EXPECT_TRUE(writer->versions()->empty());
  const auto transcript = transcript_of("Ann: lane");
  ASSERT_TRUE(writer->put(session_of("s", transcript)));
  ASSERT_TRUE(writer->commit());
  EXPECT_EQ(SampleIndex(index.folder()).find("lane").total, 1);
}

RC_GTEST_PROP(Segments, BytesThatChangedNeverDoMoreThanMakeItFail, ()) {
  SampleIndex index;
  index.put({"s", "2023-01-01", "Council", "Ann: bike lanes and trees | Bob: a bike, lanes, more bikes | Cy: lane"});
  index.commit();
  const std::string file = segment_files(index).at(0);
  std::string bytes = os::read_file(file, 1U << 20U).value();
  for (int left = *rc::gen::inRange(1, 6); left > 0; --left)
    bytes[static_cast<std::size_t>(*rc::gen::inRange<std::size_t>(0, bytes.size()))] = *rc::gen::arbitrary<char>();
  RC_ASSERT(os::write_file_atomically(file, bytes, os::Durable::kNo).has_value());
  auto reader = open_reader(index.folder());
  for (const char* text : {"bike", "\"bike lanes\"", "lanez", "-tree"}) {
    if (reader)
      static_cast<void>((*reader)->find(
          {.text = text, .body_id = "", .person_id = "", .session_id = "", .event_id = "", .from = {}, .to = {}}));
  }
}

}  // namespace
}  // namespace dais::search
