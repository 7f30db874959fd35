// SPDX-License-Identifier: Apache-2.0
#include "archive/place_checkup.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "os/files.h"

namespace dais::archive {
namespace {

using testing::HasSubstr;
using testing::Not;

class PlaceCheckup : public testing::Test {
 protected:
  std::string texts(Instant at) {
    std::string all;
    for (const Finding& finding : check_place(folder_.path(), config_, at))
      all += (finding.health == Health::kBad ? "bad " : "") + finding.text + "\n";
    return all;
  }
  std::string texts() { return texts(now()); }
  void write(const std::string& name) { std::ofstream(folder_.path() + "/" + name) << "x"; }

  os::TempDir folder_ = os::TempDir::make().value();
  config::Config config_;
};

TEST_F(PlaceCheckup, SaysHowMuchRoomThereIs) {
  EXPECT_THAT(texts(), HasSubstr("are free"));
  EXPECT_THAT(texts(), Not(HasSubstr("bad")));
  config_.recordings.keep_free_gigabytes = 1e9;
  EXPECT_THAT(texts(), HasSubstr("less than the 1000000000.0 GB of recordings.keep_free_gigabytes"));
}

TEST_F(PlaceCheckup, NamesAnAddressThatOthersCannotFollow) {
  EXPECT_THAT(texts(), HasSubstr("instance.public_url is not set"));
  config_.instance.public_url = "http://localhost:8000";
  EXPECT_THAT(texts(), HasSubstr("names this machine itself"));
  config_.instance.public_url = "http://council.example";
  EXPECT_THAT(texts(), HasSubstr("is without TLS"));
  config_.instance.public_url = "https://council.example";
  EXPECT_THAT(texts(), Not(HasSubstr("public_url")));
}

TEST_F(PlaceCheckup, NamesATokenThatAllMayReadAndOneThatIsGone) {
  config::Source source;
  source.name = "nyc";
  source.token_file = "token";
  config_.sources = {source};
  EXPECT_THAT(texts(), HasSubstr("bad [[source]] \"nyc\": token_file: " + folder_.path() + "/token cannot be read"));
  write("token");
  ::chmod((folder_.path() + "/token").c_str(), 0644);
  EXPECT_THAT(texts(), HasSubstr("every user of this machine may read"));
  ::chmod((folder_.path() + "/token").c_str(), 0640);
  EXPECT_THAT(texts(), Not(HasSubstr("token")));
}

TEST_F(PlaceCheckup, NamesAClockThatStandsBeforeItsFiles) {
  write("dais.toml");
  EXPECT_THAT(texts(), Not(HasSubstr("clock")));
  EXPECT_THAT(texts(Instant{}), HasSubstr("bad the clock says 1970-01-01T00:00:00"));
}

TEST_F(PlaceCheckup, NamesWhatARestoreLeft) {
  std::filesystem::create_directory(folder_.path() + "/.restore");
  EXPECT_THAT(texts(), HasSubstr("/.restore: a backup or a restore is under way, or was cut off"));
}

}  // namespace
}  // namespace dais::archive
