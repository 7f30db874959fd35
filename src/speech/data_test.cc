// SPDX-License-Identifier: Apache-2.0
// Every caption and transcript file of the shared data is read, or refused with a reason; the counts are exact.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

#include "json/json.h"
#include "speech/captions.h"

namespace dais::speech {
namespace {

namespace fs = std::filesystem;

fs::path shared_data() {
  const char* source = std::getenv("DAIS_SOURCE_DIR");
  return fs::path(source == nullptr ? "." : source) / ".." / "shared" / "data";
}

std::string load(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

bool starts_in_order(const domain::Transcript& transcript) {
  return std::is_sorted(transcript.sentences.begin(), transcript.sentences.end(),
                        [](const auto& a, const auto& b) { return a.start < b.start; });
}

struct Count {
  int read = 0;
  int refused = 0;
  bool operator==(const Count&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Count& count) {
  return out << count.read << " read, " << count.refused << " refused";
}

/// Reads each file below `folder`; counts by the ending of its name.
std::map<std::string, Count> count_by_ending(const fs::path& folder) {
  std::map<std::string, Count> counts;
  for (const fs::path& path : files_below(folder)) {
    const auto captions = read_captions(load(path), path.filename().string());
    Count& count = counts[path.extension().string()];
    if (captions) {
      ++count.read;
      EXPECT_FALSE(captions->transcript.sentences.empty()) << path;
      EXPECT_TRUE(starts_in_order(captions->transcript)) << path;
      EXPECT_FALSE(captions->transcript.generator.empty()) << path;
    } else {
      ++count.refused;
      EXPECT_EQ(captions.error().code, ErrorCode::kBadInput) << path;
      EXPECT_TRUE(captions.error().message.starts_with(path.filename().string() + ": ")) << captions.error().message;
      EXPECT_GT(captions.error().message.size(), path.filename().string().size() + 10) << path;
    }
  }
  return counts;
}

class SharedCaptions : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!fs::exists(shared_data() / "captions")) GTEST_SKIP() << "needs ../shared/data (captions, cdp, moments)";
  }
};

TEST_F(SharedCaptions, EveryFileFoundInTheWildIsReadOrRefused) {
  const std::map<std::string, Count> want = {{".js", {11, 0}},  {".json", {0, 30}}, {".md", {0, 34}},
                                             {".srt", {19, 0}}, {".tsv", {2, 0}},   {".vtt", {13, 0}}};
  EXPECT_EQ(count_by_ending(shared_data() / "captions"), want);
}

TEST_F(SharedCaptions, EveryTranscriptOfCdpIsRead) {
  const std::map<std::string, Count> want = {{"", {0, 3}},       {".doc", {0, 1}},  {".docx", {0, 1}},
                                             {".json", {17, 7}}, {".mp4", {0, 1}},  {".parquet", {0, 1}},
                                             {".pdf", {0, 1}},   {".pptx", {0, 1}}, {".vtt", {3, 0}}};
  EXPECT_EQ(count_by_ending(shared_data() / "cdp"), want);
}

TEST_F(SharedCaptions, NothingOfCdpsTranscriptsIsLost) {
  std::size_t transcripts = 0;
  for (const fs::path& path : files_below(shared_data() / "cdp")) {
    if (path.extension() != ".json") continue;
    const std::string content = load(path);
    const auto parsed = json::parse(content);
    if (!parsed || !json::View(*parsed)["sentences"].is_array()) continue;
    const json::View sentences = json::View(*parsed)["sentences"];
    const auto captions = read_captions(content, path.filename().string());
    ASSERT_TRUE(captions.has_value()) << path;
    EXPECT_TRUE(captions->is_cdp_transcript) << path;
    EXPECT_TRUE(captions->warnings.empty()) << path << captions->warnings.front();
    ASSERT_EQ(captions->transcript.sentences.size(), sentences.size()) << path;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
      const json::View want = sentences.at(i);
      const domain::Sentence& got = captions->transcript.sentences[i];
      ASSERT_EQ(got.text, want["text"].text().value().value()) << path << want.path();
      ASSERT_NEAR(static_cast<double>(got.start), *want["start_time"].number().value() * 1000, 0.5)
          << path << want.path();
      ASSERT_NEAR(static_cast<double>(got.end), *want["end_time"].number().value() * 1000, 0.5) << path << want.path();
      ASSERT_EQ(got.confidence, want["confidence"].number().value()) << path << want.path();
      if (want["words"].size() > 0) ASSERT_EQ(got.words.size(), want["words"].size()) << path << want.path();
    }
    ++transcripts;
  }
  EXPECT_EQ(transcripts, 17U);
}

TEST_F(SharedCaptions, TheBenchmarksMeetingsAreAllRead) {
  std::map<std::string, std::size_t> meetings;
  std::map<std::string, std::size_t> sentences;
  for (const char* set : {"mpls", "real", "qmsum"}) {
    for (const fs::path& path : files_below(shared_data() / "moments" / set / "captions")) {
      const auto captions = read_captions(load(path), path.filename().string());
      ASSERT_TRUE(captions.has_value()) << captions.error().message;
      EXPECT_TRUE(captions->warnings.empty()) << path << ": " << captions->warnings.front();
      EXPECT_TRUE(starts_in_order(captions->transcript)) << path;
      ++meetings[set];
      sentences[set] += captions->transcript.sentences.size();
      for (const domain::Sentence& sentence : captions->transcript.sentences) {
        EXPECT_LE(sentence.words.size(), 60U) << path;
        EXPECT_LT(sentence.end - sentence.start, 75'000) << path << sentence.text;
      }
      EXPECT_GE(captions->transcript.sentences.size(), 20U) << path;
    }
  }
  EXPECT_EQ(meetings["mpls"] + meetings["real"] + meetings["qmsum"], 345U);
  EXPECT_EQ(meetings["mpls"], 177U);
  EXPECT_EQ(sentences["mpls"], 129294U);
  EXPECT_EQ(sentences["real"], 64415U);
  EXPECT_EQ(sentences["qmsum"], 115672U);
}

}  // namespace
}  // namespace dais::speech
