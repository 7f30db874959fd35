// SPDX-License-Identifier: Apache-2.0
// The open data on the site, of an archive that holds nothing yet, and the links to tables.
#include <gtest/gtest.h>

#include "archive/ingest.h"
#include "os/files.h"
#include "site/served_pages.h"

namespace dais::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class DataPages : public ServedPages {
 protected:
  void SetUp() override {
    auto ingest = archive::Ingest::open(folder_.path(), config_, {"clerk", archive::Effect::kWrite, nullptr}).value();
    ASSERT_TRUE(ingest->finish(sources::Coverage::kPart).has_value());
    config_.instance.licence = "CC0-1.0 </script>";
    publication_ = &shelf_;
  }
  os::TempDir folder_ = os::TempDir::make().value();
  archive::Publication shelf_{folder_.path(), config_};
};

TEST_F(DataPages, ListFilesWithSizesRowsAndHowToReadThem) {
  const Answer page = get("/data/");
  EXPECT_EQ(page.status, 200);
  const std::string version = shelf_.newest().value()->version.version;
  EXPECT_THAT(page.text, HasSubstr("href=\"/data/" + version + "/vote.csv\""));
  EXPECT_THAT(page.text, HasSubstr("href=\"/data/" + version + "/SHA256SUMS\""));
  EXPECT_THAT(page.text, HasSubstr("intake.open_catalog("));
  EXPECT_THAT(page.text, HasSubstr("<script type=\"application/ld+json\">{\"@context\":\"https://schema.org/\""));
  EXPECT_THAT(page.text, HasSubstr("CC0-1.0 \\u003c/script\\u003e"));
  EXPECT_EQ(count_of(page.text, "</script>"), count_of(page.text, "<script"));
}

TEST_F(DataPages, FilesOfAVersionNeverChangeAndTheNewestIsLedTo) {
  const std::string version = shelf_.newest().value()->version.version;
  const Answer file = get("/data/" + version + "/vote.csv");
  EXPECT_EQ(file.status, 200);
  EXPECT_EQ(file.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(file.header("Access-Control-Allow-Origin"), "*");
  EXPECT_THAT(file.file, HasSubstr("/data/open/" + version + "/vote.csv"));
  for (const char* newest : {"/data/latest/vote.csv", "/data/vote.csv"}) {
    const Answer led = get(newest);
    EXPECT_EQ(led.status, 302) << newest;
    EXPECT_EQ(led.header("Location"), "/data/" + version + "/vote.csv");
  }
}

TEST_F(DataPages, GiveNothingThatIsNoFileOfAVersion) {
  const std::string version = shelf_.newest().value()->version.version;
  for (const std::string& path : {"/data/" + version + "/versions.json", std::string("/data/latest/lock"),
                                  std::string("/data/0123456789abcdef/vote.csv"), std::string("/data/x/y")})
    EXPECT_EQ(get(path).status, 404) << path;
  EXPECT_EQ(get("/data/?surely_unknown=1").status, 400);
}

TEST_F(DataPages, ASiteWithoutOpenDataSaysSo) {
  publication_ = nullptr;
  EXPECT_EQ(get("/data/").status, 404);
  EXPECT_EQ(get("/data/latest/vote.csv").status, 404);
}

TEST_F(DataPages, TheCodebookDescribesEveryTable) {
  const Answer page = get("/data/codebook");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.text, HasSubstr("<h2 id=\"vote_event\">"));
  EXPECT_THAT(page.text, HasSubstr("<a href=\"#person\">person</a>"));
  EXPECT_THAT(page.text, HasSubstr("One of: yes, no, abstain, absent, conflict, nonvoting, blank, unrecognised."));
}

TEST_F(DataPages, ListsLeadToTheirTablesWithTheirFilters) {
  EXPECT_THAT(get("/events?has=votes&when=past").text,
              HasSubstr("href=\"/api/v1/events.csv?has=votes&amp;when=past\""));
  EXPECT_THAT(get("/people").text, HasSubstr("href=\"/api/v1/people.csv\""));
  EXPECT_THAT(get("/bodies").text, HasSubstr("href=\"/api/v1/bodies.csv\""));
}

}  // namespace
}  // namespace dais::site
