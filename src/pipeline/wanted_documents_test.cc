// SPDX-License-Identifier: Apache-2.0
#include "pipeline/wanted_documents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dais::pipeline {
namespace {

using archive::FileRole;
using archive::FileText;
using archive::FileUse;
using std::chrono::hours;
using testing::ElementsAre;
using testing::IsEmpty;

const Instant kNow = parse_instant("2024-03-08T12:00:00Z", "UTC").value();

class WantedDocuments : public testing::Test {
 protected:
  WantedDocuments() { memory_.now = kNow; }

  FileUse& use(const std::string& uri, FileRole role, const std::string& owner, hours ago) {
    FileUse out;
    out.uri = uri;
    out.role = role;
    (role == FileRole::kMatterFile ? out.matter_id : out.event_id) = owner;
    out.body_name = "Council";
    out.source = "town";
    out.start = kNow - ago;
    out.timezone = "UTC";
    uses_.push_back(out);
    return uses_.back();
  }
  void is_read(const std::string& uri, hours ago, int version = kDocumentVersion) {
    FileText text;
    text.uri = uri;
    text.read_by = version;
    text.read_at = kNow - ago;
    texts_.push_back(text);
  }
  std::vector<DocumentRun> runs() { return wanted_documents(uses_, texts_, config_, "UTC", memory_); }
  std::vector<std::string> kinds() {
    std::vector<std::string> out;
    for (const DocumentRun& run : runs()) {
      for (const NewJob& job : run.jobs) out.push_back(job.kind);
    }
    return out;
  }

  std::vector<FileUse> uses_;
  std::vector<FileText> texts_;
  config::Documents config_;
  Memory memory_;
};

TEST_F(WantedDocuments, AMeetingsFilesAreOneRunThatEndsInTheIndex) {
  use("https://a.example/agenda.pdf", FileRole::kAgenda, "e1", hours(60));
  use("https://a.example/minutes.pdf", FileRole::kMinutes, "e1", hours(60));
  const auto found = runs();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].title, "documents of Council, March 6, 2024");
  EXPECT_EQ(found[0].source, "town");
  EXPECT_THAT(kinds(), ElementsAre("document", "document", "shelve"));
  EXPECT_EQ(found[0].jobs[0].title, "document: Agenda, Council, March 6, 2024");
  EXPECT_EQ(found[0].jobs[0].host, "a.example");
  EXPECT_EQ(found[0].jobs[2].needs.size(), 2U);
  EXPECT_EQ(found[0].jobs[2].needs[1].when, When::kAllEnded);
  EXPECT_THAT(documents_of_args(found[0].jobs[2].args).value(),
              ElementsAre("https://a.example/agenda.pdf", "https://a.example/minutes.pdf"));
}

TEST_F(WantedDocuments, NewerMeetingsComeFirst) {
  use("https://a.example/1.pdf", FileRole::kAgenda, "e1", hours(24 * 90));
  use("https://a.example/2.pdf", FileRole::kAgenda, "e2", hours(24 * 3));
  ASSERT_EQ(runs().size(), 2U);
  EXPECT_EQ(runs()[0].title, "documents of Council, March 5, 2024");
  EXPECT_GT(runs()[0].jobs[0].priority, runs()[1].jobs[0].priority);
}

TEST_F(WantedDocuments, AFileThatSeveralRecordsNameIsReadOnce) {
  use("https://a.example/1.pdf", FileRole::kItemFile, "e1", hours(24 * 90));
  use("https://a.example/1.pdf", FileRole::kItemFile, "e2", hours(24 * 99));
  EXPECT_THAT(kinds(), ElementsAre("document", "shelve"));
}

TEST_F(WantedDocuments, WhatWasReadIsAskedForAgainOnlyWhileItMayChange) {
  use("https://a.example/old.pdf", FileRole::kAgenda, "e1", hours(24 * 90));
  use("https://a.example/new.pdf", FileRole::kAgenda, "e2", hours(24 * 3));
  is_read("https://a.example/old.pdf", hours(24 * 80));
  is_read("https://a.example/new.pdf", hours(23));
  EXPECT_THAT(kinds(), IsEmpty());
  texts_[1].read_at = kNow - hours(25);
  EXPECT_THAT(kinds(), ElementsAre("document", "shelve"));
  texts_[0].read_by = kDocumentVersion - 1;
  EXPECT_EQ(runs().size(), 2U);
}

TEST_F(WantedDocuments, TheConfigSaysWhichAreRead) {
  use("https://a.example/1.pdf", FileRole::kItemFile, "e1", hours(24 * 90));
  use("https://a.example/2.pdf", FileRole::kMatterFile, "m1", hours(24 * 90));
  EXPECT_EQ(runs().size(), 1U);
  config_.read = "all";
  EXPECT_EQ(runs().size(), 2U);
  config_.read = "none";
  EXPECT_THAT(runs(), IsEmpty());
}

TEST_F(WantedDocuments, OneThatFailedRests) {
  use("https://a.example/1.pdf", FileRole::kAgenda, "e1", hours(60));
  const std::string key = runs()[0].jobs[0].unique_key;
  memory_.tries[key] = {kNow - std::chrono::minutes(30), 1};
  EXPECT_THAT(runs(), IsEmpty());
  memory_.tries[key].last = kNow - hours(2);
  EXPECT_EQ(runs().size(), 1U);
}

TEST(DocumentArgs, NameAtLeastOne) {
  EXPECT_FALSE(documents_of_args("{}"));
  EXPECT_FALSE(documents_of_args("{\"documents\":[]}"));
  EXPECT_FALSE(documents_of_args("no"));
}

}  // namespace
}  // namespace dais::pipeline
