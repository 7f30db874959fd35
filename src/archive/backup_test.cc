// SPDX-License-Identifier: Apache-2.0
// A backup and its return, from each database, and what a backup must not be able to do.
#include "archive/backup.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>

#include "archive/backup_file.h"
#include "archive/dump.h"
#include "archive/prepare.h"
#include "archive/record_fixture_test.h"
#include "base/digest.h"
#include "os/descriptor.h"
#include "os/files.h"
#include "os/use_lock.h"

namespace dais::archive {
namespace {

using testing::HasSubstr;

os::Descriptor opened(const std::string& path) { return os::Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)); }
os::Descriptor made(const std::string& path) {
  return os::Descriptor(::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
}

class Backups : public RecordTest {
 protected:
  void SetUp() override {
    RecordTest::SetUp();
    if (IsSkipped()) return;
    domain::Event event = council("1", "2024-03-05T19:00:00");
    event.items = {voted("Res 1", {{named("Ann Lee"), "Aye"}, {named("Bo Cruz"), "Nay"}})};
    event.sessions = {spoken("00:00:00.000 --> 00:00:05.000\nThe harbour bridge is closed.\n")};
    take({{"a", {event}}});
    write(place_->folder() + "/dais.toml", config::print(config_));
  }
  static void write(const std::string& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }
  std::string file() const { return folder_.path() + "/town.tar.zst"; }
  std::string into() const { return folder_.path() + "/restored"; }
  BackupSummary back() {
    return back_up(place_->folder(), config_, "dais 9.9", made(file()).get(), file(), nullptr).value();
  }
  Result<RestoreSummary> bring(Existing existing = Existing::kRefuse, const std::vector<std::string>& overrides = {}) {
    return restore(into(), overrides, opened(file()).get(), "F", existing, nullptr);
  }
  static std::string version(const std::string& dir, const config::Config& config) {
    EXPECT_TRUE(prepare(dir, config));
    const auto dump = dump_archive(dir, config, dir + "/export");
    return dump ? dump->version : dump.error().message;
  }
  /// A configuration of a folder in which SQLite holds the catalog.
  config::Config plain() const {
    config::Config config = config_;
    config.database.url.clear();
    return config;
  }
  os::TempDir folder_ = os::TempDir::make().value();
};

TEST_P(Backups, ComeBackAsTheSameArchive) {
  const BackupSummary summary = back();
  EXPECT_EQ(summary.files, 4U);  // dais.toml, the catalog, the captions and their text
  const auto restored = bring(Existing::kRefuse, {"database.url=\"\""});
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(restored->program, "dais 9.9");
  EXPECT_TRUE(restored->kept.empty());
  EXPECT_EQ(version(into(), plain()), version(place_->folder(), config_));
  EXPECT_FALSE(std::filesystem::exists(into() + "/.restore"));
  EXPECT_FALSE(std::filesystem::exists(place_->folder() + "/data/.backup"));
}

TEST_P(Backups, GoIntoTheOtherDatabaseAsWell) {
  back();
  ASSERT_TRUE(bring(Existing::kRefuse, {"database.url=\"\""}));
  harness::FreshCatalog other(GetParam());
  config::Config config = plain();
  if (GetParam() == harness::Backend::kPostgres) config.database.url = other.url();
  const std::string target = other.folder() + "/town";
  ASSERT_TRUE(os::ensure_folder(target));
  write(target + "/dais.toml", config::print(config));
  const auto restored = restore(target, {}, opened(file()).get(), "F", Existing::kRefuse, nullptr);
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(version(target, config), version(place_->folder(), config_));
  // Again over it: only when told to.
  const auto twice = restore(target, {}, opened(file()).get(), "F", Existing::kRefuse, nullptr);
  ASSERT_FALSE(twice);
  EXPECT_EQ(twice.error().code, ErrorCode::kConflict);
  EXPECT_THAT(twice.error().message, HasSubstr("holds an archive already; --replace"));
  EXPECT_TRUE(restore(target, {}, opened(file()).get(), "F", Existing::kReplace, nullptr));
  EXPECT_EQ(version(target, config), version(place_->folder(), config_));
}

INSTANTIATE_TEST_SUITE_P(Each, Backups, harness::on_each_database(), harness::database_name);

/// What may lie in a file that says it is a backup. SQLite's is enough.
class ForeignBackups : public Backups {
 protected:
  /// A backup of these files, its sums right.
  void forge(const std::vector<std::pair<std::string, std::string>>& files) {
    const os::Descriptor out = made(file());
    const auto writer = BackupWriter::open(out.get(), "F").value();
    for (const auto& [name, text] : files) ASSERT_TRUE(writer->add_text(name, text));
    ASSERT_TRUE(writer->finish());
  }
  std::string refusal() {
    std::filesystem::create_directories(into() + "/data");
    write(into() + "/data/mine", "kept");
    const auto done = bring(Existing::kReplace);
    EXPECT_EQ(os::read_file(into() + "/data/mine", 100).value(), "kept");
    EXPECT_FALSE(std::filesystem::exists(into() + "/.restore"));
    return done ? "restored" : done.error().message;
  }
  const std::string manifest_ = R"({"format":1,"program":"dais 9.9","made_at":"now","schema":1,"name":"x"})";
};

TEST_P(ForeignBackups, ThatLeadOutOfTheFolderAreRefused) {
  for (const char* name :
       {"../outside", "/etc/outside", "data/../../outside", "data//x", "data/./x", "data/blobs/a\nb"}) {
    forge({{"dais-backup.json", manifest_}, {name, "x"}});
    EXPECT_THAT(refusal(), HasSubstr("F: holds what no backup holds")) << name;
  }
  EXPECT_FALSE(std::filesystem::exists(folder_.path() + "/outside"));
}

TEST_P(ForeignBackups, OfOtherFilesAreNone) {
  forge({{"dais-backup.json", manifest_}, {"data/write.lock", "x"}});
  EXPECT_EQ(refusal(), "F: is no backup of Dais: it holds \"data/write.lock\"");
  forge({{"letters.txt", "Dear all"}});
  EXPECT_EQ(refusal(), "F: is no backup of Dais: it holds \"letters.txt\"");
  forge({{"dais-backup.json", "[]"}});
  EXPECT_EQ(refusal(), "F: dais-backup.json: is no JSON object");
  write(file(), "This is a letter, and no backup at all.");
  EXPECT_THAT(refusal(), HasSubstr("F: is no backup of Dais"));
  write(file(), "");
  EXPECT_THAT(refusal(), HasSubstr("F: is "));
}

TEST_P(ForeignBackups, OfANewerProgramSaySo) {
  forge({{"dais-backup.json", R"({"format":1,"program":"dais 12.0","made_at":"now","schema":9999,"name":"x"})"}});
  EXPECT_THAT(refusal(), HasSubstr("F: was made by a newer program (dais 12.0, schema 9999; this one knows "));
  forge({{"dais-backup.json", R"({"format":2,"program":"dais 12.0","made_at":"now","schema":1,"name":"x"})"}});
  EXPECT_THAT(refusal(), HasSubstr("F: was made by a newer program"));
}

TEST_P(ForeignBackups, CutShortOrDamagedChangeNothing) {
  back();
  const std::string whole = os::read_file(file(), 1U << 26U).value();
  for (const std::size_t size : {whole.size() - 100, whole.size() / 2, std::size_t{100}}) {
    write(file(), whole.substr(0, size));
    EXPECT_THAT(refusal(), HasSubstr("F: is ")) << size;
    EXPECT_FALSE(verify_backup(opened(file()).get(), "F")) << size;
  }
  for (std::size_t place = 50; place < whole.size(); place += whole.size() / 7) {
    std::string damaged = whole;
    damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
    write(file(), damaged);
    EXPECT_FALSE(verify_backup(opened(file()).get(), "F")) << place;
    EXPECT_NE(refusal(), "restored") << place;
  }
}

TEST_P(ForeignBackups, WithoutTheirCatalogOrConfigurationAreNone) {
  forge({{"dais-backup.json", manifest_}, {"dais.toml", ""}, {"data/catalog.sqlite", "not a database"}});
  EXPECT_THAT(refusal(), HasSubstr("not a database"));
  forge({{"dais-backup.json", manifest_}, {"dais.toml", ""}});
  EXPECT_EQ(refusal(), "F: holds no catalog");
  forge({{"dais-backup.json", manifest_}});
  EXPECT_THAT(refusal(), HasSubstr("F: holds no dais.toml"));
}

TEST_P(ForeignBackups, LeaveAConfigurationThatIsThere) {
  back();
  std::filesystem::create_directories(into());
  write(into() + "/dais.toml", "[instance]\nname = \"Mine\"\n");
  const auto restored = bring();
  ASSERT_TRUE(restored) << restored.error().message;
  EXPECT_EQ(restored->kept, std::vector<std::string>{"dais.toml"});
  EXPECT_EQ(os::read_file(into() + "/dais.toml", 1000).value(), "[instance]\nname = \"Mine\"\n");
}

TEST_P(ForeignBackups, WaitForNobodyWhoWrites) {
  back();
  ASSERT_TRUE(bring());
  const auto writer = os::FileLock::acquire(into() + "/data/write.lock", "dais gather");
  const auto refused = bring(Existing::kReplace);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
}

TEST_P(ForeignBackups, TouchNothingThatAServiceWorksOn) {
  back();
  ASSERT_TRUE(bring());
  write(into() + "/data/mine", "kept");
  const auto service = os::UseLock::join(into() + "/data/use.lock", "dais run");
  const auto refused = bring(Existing::kReplace);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kConflict);
  EXPECT_EQ(refused.error().message, "stop what works on " + into() + " before a restore: " + into() +
                                         "/data/use.lock: held by dais run (process " + std::to_string(::getpid()) +
                                         ")");
  EXPECT_EQ(os::read_file(into() + "/data/mine", 100).value(), "kept");
}

INSTANTIATE_TEST_SUITE_P(Each, ForeignBackups, testing::Values(harness::Backend::kSqlite), harness::database_name);

TEST(PlainNames, HoldNothingThatLeadsAway) {
  EXPECT_TRUE(is_plain_name("data/blobs/ab/cd..x"));
  EXPECT_TRUE(is_plain_name(".dais/template/x"));
  for (const char* name : {"", "/", "/a", "a/", "a//b", ".", "..", "a/..", "a\\b", "a\tb", "a\x7f"})
    EXPECT_FALSE(is_plain_name(name)) << name;
}

}  // namespace
}  // namespace dais::archive
