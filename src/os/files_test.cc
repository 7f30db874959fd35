// SPDX-License-Identifier: Apache-2.0
#include "os/files.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace dais::os {
namespace {

namespace fs = std::filesystem;

class Files : public ::testing::Test {
 protected:
  std::string path(const std::string& name) const { return dir_.path() + "/" + name; }
  void put(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << text;
  }
  TempDir dir_ = TempDir::make().value();
};

TEST_F(Files, AreReadWhole) {
  put("a", std::string("one\0two\n", 8));
  EXPECT_EQ(read_file(path("a"), 8).value(), std::string("one\0two\n", 8));
  put("empty", "");
  EXPECT_EQ(read_file(path("empty"), 0).value(), "");
  const std::string large(300'000, 'x');
  put("large", large);
  EXPECT_EQ(read_file(path("large"), 300'000).value(), large);
}

TEST_F(Files, OverTheLimitAreRefusedByTheirSize) {
  put("sparse", "x");
  fs::resize_file(path("sparse"), 2'200'000'000);
  const auto read = read_file(path("sparse"), 1'000'000);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::kTooLarge);
  EXPECT_EQ(read.error().message, path("sparse") + ": has 2200000000 bytes, more than the 1000000 allowed");
}

TEST_F(Files, OfUnstatedSizeAreReadUpToTheLimit) {
  // procfs says 0 bytes of everything.
  EXPECT_FALSE(read_file("/proc/self/status", 1'000'000).value().empty());
  EXPECT_EQ(read_file("/proc/self/status", 10).error().code, ErrorCode::kTooLarge);
}

TEST_F(Files, ThatAreNoneAreNamed) {
  EXPECT_EQ(read_file(path("none"), 1).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(read_file(path("none"), 1).error().message, path("none") + ": No such file or directory");
  EXPECT_EQ(read_file(dir_.path(), 1).error().code, ErrorCode::kBadInput);
  ASSERT_EQ(::mkfifo(path("fifo").c_str(), 0600), 0);
  EXPECT_EQ(read_file(path("fifo"), 1).error().message, path("fifo") + ": is not a regular file");
}

TEST_F(Files, AreReplacedWholeAndLeaveNothingBeside) {
  for (const Durable durable : {Durable::kYes, Durable::kNo}) {
    ASSERT_TRUE(write_file_atomically(path("a"), "first", durable));
    ASSERT_TRUE(write_file_atomically(path("a"), "second", durable));
    EXPECT_EQ(read_file(path("a"), 100).value(), "second");
  }
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_.path()), fs::directory_iterator()), 1);
}

TEST_F(Files, ThatCannotBeWrittenLeaveTheOldOne) {
  fs::create_directory(path("folder"));
  const auto written = write_file_atomically(path("folder"), "text");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().message, path("folder") + ": Is a directory");
  EXPECT_EQ(write_file_atomically(path("no/where"), "text").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(std::distance(fs::directory_iterator(dir_.path()), fs::directory_iterator()), 1);
}

TEST_F(Files, FoldersAreMadeWithThoseAbove) {
  ASSERT_TRUE(ensure_folder(path("a/b/c")));
  ASSERT_TRUE(ensure_folder(path("a/b/c")));
  put("file", "");
  EXPECT_FALSE(ensure_folder(path("file")));
  EXPECT_FALSE(ensure_folder(path("file/below")));
}

TEST_F(Files, OfAFolderAreListedInOrder) {
  for (const char* name :
       {"b.json", "a.json", "c.txt", ".hidden.json", "sub/d.json", ".git/e.json", "sub/deep/f.json"}) {
    put(name, "");
  }
  fs::create_directory(path("folder.json"));
  fs::create_directory_symlink(dir_.path(), path("sub/loop"));
  EXPECT_EQ(list_files(dir_.path(), ".json", Depth::kThisFolder).value(),
            (std::vector<std::string>{path("a.json"), path("b.json")}));
  EXPECT_EQ(list_files(dir_.path(), ".json", Depth::kAllFolders).value(),
            (std::vector<std::string>{path("a.json"), path("b.json"), path("sub/d.json"), path("sub/deep/f.json")}));
  EXPECT_EQ(list_files(path("none"), "", Depth::kAllFolders).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(list_files(path("a.json"), "", Depth::kAllFolders).error().code, ErrorCode::kNotFound);
}

TEST_F(Files, AreFoundByAPattern) {
  for (const char* name : {"2023/b.json", "2022/a.json", "2022/c.txt"}) put(name, "");
  EXPECT_EQ(glob(path("*/*.json")).value(), (std::vector<std::string>{path("2022/a.json"), path("2023/b.json")}));
  EXPECT_EQ(glob(path("*.none")).value(), std::vector<std::string>{});
  EXPECT_EQ(glob(path("*")).value(), std::vector<std::string>{});
}

TEST_F(Files, AreResolvedInsideTheirFolder) {
  put("base/sub/a.vtt", "");
  const std::string base = fs::canonical(path("base")).string();
  EXPECT_EQ(resolve_inside(path("base"), "sub/a.vtt").value(), base + "/sub/a.vtt");
  EXPECT_EQ(resolve_inside(path("base"), "sub/../sub/./a.vtt").value(), base + "/sub/a.vtt");
  EXPECT_EQ(resolve_inside(path("base"), "not/there/yet").value(), base + "/not/there/yet");
  EXPECT_EQ(resolve_inside(path("base"), "").value(), base);
  EXPECT_EQ(resolve_inside(path("none"), "a").error().code, ErrorCode::kNotFound);
}

TEST_F(Files, NeverResolveOutsideTheirFolder) {
  put("base/sub/a.vtt", "");
  put("based/secret", "");
  fs::create_symlink("/etc", path("base/etc"));
  fs::create_symlink("sub/a.vtt", path("base/inner"));
  fs::create_symlink("../../based", path("base/sub/out"));
  for (const char* bad : {"..", "../based/secret", "sub/../../based/secret", "/etc/passwd", "etc/passwd", "etc/none",
                          "sub/out/secret", "none/../../based", "../base/../based/secret"}) {
    const auto resolved = resolve_inside(path("base"), bad);
    ASSERT_FALSE(resolved) << bad << " became " << *resolved;
    EXPECT_EQ(resolved.error().code, ErrorCode::kForbidden) << bad;
  }
  EXPECT_EQ(resolve_inside(path("base"), std::string_view("a\0b", 3)).error().code, ErrorCode::kForbidden);
  EXPECT_EQ(resolve_inside(path("base"), "../x").error().message, "../x: leads out of " + path("base"));
  EXPECT_TRUE(resolve_inside(path("base"), "inner"));
}

TEST_F(Files, TempDirGoesWithItsOwner) {
  std::string where;
  {
    TempDir inner = TempDir::make(dir_.path()).value();
    where = inner.path();
    std::ofstream(where + "/file") << "x";
    TempDir moved = std::move(inner);
    EXPECT_TRUE(fs::exists(where));
  }
  EXPECT_FALSE(fs::exists(where));
  EXPECT_EQ(TempDir::make(path("none")).error().code, ErrorCode::kNotFound);
}

TEST_F(Files, LockNamesItsHolderToTheSecond) {
  auto first = FileLock::acquire(path("lock"), "dais ingest");
  ASSERT_TRUE(first);
  const auto second = FileLock::acquire(path("lock"), "dais serve");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::kConflict);
  EXPECT_EQ(second.error().message,
            path("lock") + ": held by dais ingest (process " + std::to_string(::getpid()) + ")");
  {
    const FileLock moved = std::move(*first);
    EXPECT_FALSE(FileLock::acquire(path("lock"), "dais serve"));
  }
  EXPECT_TRUE(FileLock::acquire(path("lock"), "dais serve"));
}

}  // namespace
}  // namespace dais::os
