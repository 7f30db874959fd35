// SPDX-License-Identifier: Apache-2.0
#include "store/blobs.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "os/files.h"

namespace dais::store {
namespace {

class BlobFolder : public testing::Test {
 protected:
  os::TempDir folder_ = os::TempDir::make().value();
  Blobs blobs_{folder_.path() + "/blobs"};
};

TEST_F(BlobFolder, GivesBackWhatItTook) {
  const std::string text = std::string(100'000, 'a') + '\0' + "end";
  const std::string name = blobs_.put_text(text).value();
  EXPECT_EQ(blobs_.text(name).value(), text);
  EXPECT_EQ(blobs_.put_text(text).value(), name);
  EXPECT_LT(std::filesystem::file_size(blobs_.path_of(name).value()), 200U);
}

TEST_F(BlobFolder, KeepsTheEndingOfARecording) {
  const std::string path = folder_.path() + "/Meeting.MP4";
  std::ofstream(path) << "moving pictures";
  const std::string name = blobs_.put_file(path).value();
  EXPECT_EQ(name.substr(64), ".mp4");
  EXPECT_EQ(os::read_file(blobs_.path_of(name).value(), 100).value(), "moving pictures");
}

TEST_F(BlobFolder, NamesThatAreNoneOfOursLeadNowhere) {
  for (const char* name : {"", "..", "../../etc/passwd", "/etc/passwd", "zz",
                           "0000000000000000000000000000000000000000000000000000000000000000/../x"}) {
    EXPECT_EQ(blobs_.path_of(name).error().code, ErrorCode::kNotFound) << name;
  }
}

TEST_F(BlobFolder, ADamagedBlobIsAnError) {
  const std::string name = blobs_.put_text("some text that is long enough").value();
  std::ofstream(blobs_.path_of(name).value()) << "rubbish";
  EXPECT_EQ(blobs_.text(name).error().code, ErrorCode::kStorage);
}

}  // namespace
}  // namespace dais::store
