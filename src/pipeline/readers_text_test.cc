// SPDX-License-Identifier: Apache-2.0
#include "pipeline/readers_text.h"

#include <gtest/gtest.h>

#include "os/said.h"

namespace dais::pipeline {
namespace {

constexpr const char* kData = "/srv/town hall/data";

TEST(ReadersText, LeavesOutWhatOthersSaid) {
  EXPECT_EQ(error_for_readers("sh: ended with exit code 1" + os::it_said("key=s3cret\nline two"), kData),
            "sh: ended with exit code 1; what it said is for the operator");
  EXPECT_EQ(error_for_readers("answered 404", kData), "answered 404");
  EXPECT_EQ(os::it_said(""), "");
}

TEST(ReadersText, LeavesOutTheRestOfALineOfALogAndNoMore) {
  EXPECT_EQ(log_for_readers("10:00 fetching\n10:01 failed; it said: /home/ann s3cret\n10:02 again\n", kData),
            "10:00 fetching\n10:01 failed; what it said is for the operator\n10:02 again\n");
  EXPECT_EQ(log_for_readers("no line break", kData), "no line break");
  EXPECT_EQ(log_for_readers("", kData), "");
}

TEST(ReadersText, ShowsPathsOfTheInstanceAsFromItsFolder) {
  EXPECT_EQ(error_for_readers("/srv/town hall/data/blobs/ab/cd.mp4: is empty", kData),
            "data/blobs/ab/cd.mp4: is empty");
  EXPECT_EQ(error_for_readers("refused: \"/srv/town hall/records/1.json\": line 3", kData),
            "refused: \"records/1.json\": line 3");
  EXPECT_EQ(error_for_readers("./data/blobs/ab: not there", "./data"), "data/blobs/ab: not there");
  EXPECT_EQ(error_for_readers("town/data/blobs/ab and downtown/data/x", "town/data"),
            "data/blobs/ab and downtown/data/x");
}

TEST(ReadersText, ShowsOfOtherPathsTheLastNameOnly) {
  EXPECT_EQ(error_for_readers("/home/ann/bin/scrape: ended with exit code 2", kData),
            "…/scrape: ended with exit code 2");
  EXPECT_EQ(error_for_readers("(/home/ann/feeds/x.json), file=/etc/dais/key", kData), "(…/x.json), file=…/key");
}

TEST(ReadersText, LeavesAddressesAndSlashesInWordsAlone) {
  for (const char* text : {"https://town.example/a/b.mp4: answered 404", "started: Parks/Recreation 5/3", "and / or",
                           "asks /v1", "see file://x/y"})
    EXPECT_EQ(error_for_readers(text, kData), text);
}

}  // namespace
}  // namespace dais::pipeline
