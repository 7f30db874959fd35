// SPDX-License-Identifier: Apache-2.0
#include "sources/cdp_source.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "json/json.h"
#include "os/files.h"
#include "sources/gathering_sink.h"

namespace dais::sources {
namespace {

namespace fs = std::filesystem;
using domain::Event;
using Names = std::vector<std::string>;

std::string event(const std::string& id, const std::string& session = "") {
  return R"({"body":{"name":"Council"},"external_source_id":")" + id +
         R"(","sessions":[{"session_datetime":"2024-01-05T18:00:00","session_index":0)" +
         (session.empty() ? "" : "," + session) + "}]}";
}

config::Source source_of(const std::string& kind, const std::string& path = "", const std::string& url = "") {
  config::Source source;
  source.name = "s";
  source.kind = kind;
  source.path = path;
  source.url = url;
  return source;
}
config::Source from_path(const std::string& path) { return source_of("cdp", path); }
config::Source from_url(const std::string& url) { return source_of("cdp", "", url); }
config::Source from_command(std::vector<std::string> command) {
  config::Source source = source_of("cdp");
  source.command = std::move(command);
  return source;
}

class CdpIngest : public testing::Test {
 protected:
  void SetUp() override { folder_.emplace(os::TempDir::make().value()); }
  std::string in(const std::string& path) const { return folder_->path() + "/" + path; }
  void put(const std::string& path, const std::string& text) const {
    fs::create_directories(fs::path(in(path)).parent_path());
    std::ofstream(in(path), std::ios::binary) << text;
  }
  SourceContext context() { return {folder_->path(), "America/New_York", client_}; }
  Coverage ingest(std::vector<std::string> paths) {
    return make_ingest_source(std::move(paths), context())->read({}, sink_).value();
  }
  Result<Coverage> gather(const config::Source& config, const Window& window = {}) {
    auto source = make_source(config, context());
    if (!source) return fail(source.error());
    return (*source)->read(window, sink_);
  }
  Names keys() const {
    Names keys;
    for (const Document& document : sink_.documents) keys.push_back(document.key);
    return keys;
  }
  /// The refusals, the temporary folder written as DIR.
  Names refusals() const {
    Names lines = sink_.refusals;
    for (std::string& line : lines) {
      for (std::size_t at = line.find(folder_->path()); at != std::string::npos; at = line.find(folder_->path())) {
        line.replace(at, folder_->path().size(), "DIR");
      }
    }
    return lines;
  }

  GatheringSink sink_;
  TableClient client_;

 private:
  std::optional<os::TempDir> folder_;
};

TEST_F(CdpIngest, TakesFilesFoldersArraysAndLines) {
  put("one.json", event("1"));
  put("set/ingest/a.json", event("2"));
  put("set/ingest/b.json", "[" + event("3") + "," + event("4") + "]");
  put("set/truth.jsonl", "{}");
  put("lines.jsonl", event("5") + "\n" + event("6") + "\n");
  ASSERT_EQ(ingest({in("one.json"), in("set"), in("lines.jsonl")}), Coverage::kPart);
  EXPECT_EQ(keys(), (Names{"one.json", "ingest/a.json", "ingest/b.json#1", "ingest/b.json#2", "lines.jsonl#1",
                           "lines.jsonl#2"}));
  EXPECT_EQ(sink_.refusals, Names{});
  EXPECT_EQ(sink_.last_done, 4U);
  EXPECT_EQ(sink_.last_total, 4U);
}

TEST_F(CdpIngest, TakesAFolderWithAnAwkwardName) {
  put("a b;$(x)/x.json", event("1"));
  ingest({in("a b;$(x)/")});
  EXPECT_EQ(keys(), Names{"x.json"});
}

TEST_F(CdpIngest, NamesWhatIsNotThereAndTakesTheRest) {
  put("one.json", event("1"));
  fs::create_directories(in("empty"));
  ingest({in("nothing.json"), in("empty"), in("*.jsn"), in("one.json")});
  EXPECT_EQ(refusals(), (Names{"DIR/nothing.json: there is no such file or folder", "DIR/empty: has no *.json",
                               "DIR/*.jsn: names no file"}));
  EXPECT_EQ(sink_.documents.size(), 1U);
}

TEST_F(CdpIngest, NamesFileLineAndColumnOfABrokenFileAndTakesTheRest) {
  put("a.json", "{\n  \"body\": oops\n}");
  put("b.json", event("1"));
  put("c.json", R"({"transcript": []})");
  put("d.json", "caf\xE9");
  ingest({in("")});
  EXPECT_EQ(
      refusals(),
      (Names{"DIR/a.json: line 2, column 11: not JSON: syntax error",
             "DIR/c.json: $.body: no CDP ingestion JSON: there is no \"body\" (an event), \"person\" or \"matter\"",
             "DIR/d.json: line 1, column 1: not JSON: syntax error"}));
  EXPECT_EQ(keys(), Names{"b.json"});
}

TEST_F(CdpIngest, NamesTheJsonPathInAnArrayAndTheLineOfLines) {
  put("a.json", "[" + event("1") + R"(,{"body":{}}])");
  put("b.jsonl", event("2") + "\n{\"body\":{}}\n{\"body\":\n");
  ingest({in("a.json"), in("b.jsonl")});
  EXPECT_EQ(refusals(), (Names{"DIR/a.json: $[1].body.name: is required, and is not given",
                               "DIR/b.jsonl:2: $.body.name: is required, and is not given",
                               "DIR/b.jsonl:3: column 9: the JSON ends in the middle"}));
  EXPECT_EQ(keys(), (Names{"a.json#1", "b.jsonl#1"}));
}

TEST_F(CdpIngest, RefusesJsonThatIsNestedTooDeep) {
  put("deep.json", R"({"body":)" + std::string(100000, '[') + std::string(100000, ']') + "}");
  ingest({in("deep.json")});
  EXPECT_EQ(refusals(), Names{"DIR/deep.json: line 1, column 72: nested deeper than 64 levels"});
}

TEST_F(CdpIngest, RefusesATwoGigabyteFileWithoutReadingIt) {
  put("big.json", "");
  ASSERT_EQ(::truncate(in("big.json").c_str(), 2LL << 30), 0);
  ingest({in("big.json")});
  EXPECT_EQ(refusals(), Names{"DIR/big.json: has 2147483648 bytes, more than the 268435456 allowed"});
}

TEST_F(CdpIngest, FindsCaptionsBesideTheFileAndInTheFoldersAbove) {
  put("set/ingest/a.json", event("1", R"("caption_uri":"captions/1.vtt")"));
  put("set/ingest/b.json", event("2", R"("caption_uri":"2.vtt")"));
  put("set/captions/1.vtt", "one");
  put("set/ingest/2.vtt", "two");
  ingest({in("set")});
  EXPECT_EQ(sink_.refusals, Names{});
  EXPECT_EQ(sink_.all<Event>().at(0).sessions[0].caption->content, "one");
  EXPECT_EQ(sink_.all<Event>().at(0).sessions[0].caption->uri, "captions/1.vtt");
  EXPECT_EQ(sink_.all<Event>().at(1).sessions[0].caption->content, "two");
}

TEST_F(CdpIngest, FindsCaptionsBesideTheFolderOfASingleFile) {
  put("set/ingest/a.json", event("1", R"("caption_uri":"captions/1.vtt")"));
  put("set/captions/1.vtt", "one");
  ingest({in("set/ingest/a.json")});
  EXPECT_EQ(sink_.all<Event>().at(0).sessions[0].caption->content, "one");
}

TEST_F(CdpIngest, SaysWhichFolderToGiveWhereCaptionsAreAboveTheOneGiven) {
  put("set/ingest/a.json", event("1", R"("caption_uri":"captions/1.vtt")"));
  put("set/captions/1.vtt", "one");
  ingest({in("set/ingest")});
  EXPECT_EQ(
      refusals(),
      Names{
          "DIR/set/ingest/a.json: $.sessions[0].caption_uri: \"captions/1.vtt\": there is no such file beside the JSON "
          "file or in the folders above it, up to DIR/set/ingest; where it is further up, give the folder above; the "
          "session is kept without captions"});
  ASSERT_EQ(sink_.all<Event>().size(), 1U);
  EXPECT_EQ(sink_.all<Event>().at(0).sessions[0].caption_uri, std::nullopt);
}

/// Each way out of the folder, as a caption and as a recording: named, and the event goes in without it.
class CdpIngestWayOut : public CdpIngest, public testing::WithParamInterface<const char*> {};

TEST_P(CdpIngestWayOut, IsRefusedAndTheEventIsKept) {
  const std::string link = GetParam();
  put("secret.vtt", "secret");
  put(".hidden/x.vtt", "secret");
  put("set/.hidden/x.vtt", "secret");
  fs::create_directories(in("set"));
  fs::create_symlink(in("secret.vtt"), in("set/link.vtt"));
  fs::create_directory_symlink(in(""), in("set/up"));
  ASSERT_EQ(::mkfifo(in("set/pipe").c_str(), 0600), 0);
  put("set/a.json", event("1", R"("caption_uri":")" + link + R"(","video_uri":")" + link + '"'));
  ingest({in("set")});
  ingest({in("set/a.json")});
  ASSERT_EQ(sink_.all<Event>().size(), 1U);
  const auto session = sink_.all<Event>().at(0).sessions.at(0);
  EXPECT_EQ(session.caption, std::nullopt);
  EXPECT_EQ(session.caption_uri, std::nullopt);
  EXPECT_EQ(session.media_path, std::nullopt);
  EXPECT_EQ(session.media_uri, "");
  ASSERT_EQ(sink_.refusals.size(), 4U);
  EXPECT_NE(sink_.refusals[0].find("a.json: $.sessions[0].video_uri: \"" + link + "\""), std::string::npos)
      << sink_.refusals[0];
  EXPECT_NE(sink_.refusals[1].find("a.json: $.sessions[0].caption_uri: \"" + link + "\""), std::string::npos)
      << sink_.refusals[1];
}

INSTANTIATE_TEST_SUITE_P(All, CdpIngestWayOut,
                         testing::Values("../secret.vtt", "x/../../secret.vtt", "/etc/passwd", "file:///etc/passwd",
                                         "link.vtt", "up/secret.vtt", ".hidden/x.vtt", "gopher://x/1", "//host/share",
                                         "pipe", "set", "nothing.vtt"));

TEST_F(CdpIngest, RefusesAJsonFileThatIsALinkOutOfTheFolder) {
  put("elsewhere.json", event("1"));
  fs::create_directories(in("set"));
  fs::create_symlink(in("elsewhere.json"), in("set/a.json"));
  put("set/b.json", event("2"));
  ingest({in("set")});
  EXPECT_EQ(refusals(), Names{"DIR/set/a.json: a link that leads out of DIR/set"});
  EXPECT_EQ(keys(), Names{"b.json"});
}

TEST_F(CdpIngest, RefusesACaptionThatIsTooLargeWithoutReadingIt) {
  put("a.json", event("1", R"("caption_uri":"big.vtt")"));
  put("big.vtt", "");
  ASSERT_EQ(::truncate(in("big.vtt").c_str(), 2LL << 30), 0);
  ingest({in("")});
  ASSERT_EQ(sink_.refusals.size(), 1U);
  EXPECT_NE(refusals()[0].find("a.json: $.sessions[0].caption_uri: "), std::string::npos);
  EXPECT_NE(refusals()[0].find("has 2147483648 bytes, more than the 67108864 allowed"), std::string::npos);
  EXPECT_EQ(sink_.all<Event>().size(), 1U);
}

TEST_F(CdpIngest, TakesARecordingFromTheFolder) {
  put("set/a.json", event("1", R"("video_uri":"media/1.mp4")"));
  put("set/media/1.mp4", "film");
  ingest({in("set")});
  const auto session = sink_.all<Event>().at(0).sessions[0];
  EXPECT_EQ(session.media_uri, "media/1.mp4");
  EXPECT_EQ(session.media_path, fs::canonical(in("set/media/1.mp4")).string());
}

TEST_F(CdpIngest, TakesALinkWithoutItsSchemeForHttps) {
  put("a.json", event("1", R"("video_uri":"www.youtube.com/watch?v=x")"));
  ingest({in("a.json")});
  EXPECT_EQ(sink_.refusals, Names{});
  EXPECT_EQ(sink_.all<Event>().at(0).sessions[0].media_uri, "https://www.youtube.com/watch?v=x");
}

TEST_F(CdpIngest, FetchesCaptionsFromAServer) {
  client_.answers["https://c.example/1.vtt"] = {200, "WEBVTT"};
  put("a.json", event("1", R"("caption_uri":"https://c.example/1.vtt")"));
  ingest({in("a.json")});
  EXPECT_EQ(sink_.all<Event>().at(0).sessions[0].caption->content, "WEBVTT");
  ingest({in("a.json")});
  EXPECT_EQ(client_.asked.size(), 1U);
  EXPECT_EQ(sink_.documents.size(), 1U);
}

TEST_F(CdpIngest, NamesCaptionsThatCannotBeFetchedAndTriesAgainNextTime) {
  put("a.json", "[" + event("1", R"("caption_uri":"http://169.254.169.254/latest")") + "," +
                    event("2", R"("caption_uri":"https://c.example/2")") + "]");
  client_.answers["https://c.example/2"] = {404, "not here"};
  ingest({in("a.json")});
  EXPECT_EQ(
      refusals(),
      (Names{"DIR/a.json: $[0].sessions[0].caption_uri: http://169.254.169.254/latest: leads to a private address",
             "DIR/a.json: $[1].sessions[0].caption_uri: https://c.example/2: the server answered 404"}));
  ASSERT_EQ(sink_.all<Event>().size(), 2U);
  EXPECT_EQ(sink_.all<Event>().at(1).sessions[0].caption_uri, "https://c.example/2");
  client_.answers["https://c.example/2"] = {200, "WEBVTT"};
  ingest({in("a.json")});
  EXPECT_EQ(sink_.all<Event>().at(3).sessions[0].caption->content, "WEBVTT");
}

TEST_F(CdpIngest, TakesNothingTwiceUnlessItsTextOrItsCaptionsChanged) {
  put("a.json", event("1", R"("caption_uri":"1.vtt")"));
  put("1.vtt", "one");
  ingest({in("a.json")});
  ingest({in("a.json")});
  EXPECT_EQ(sink_.documents.size(), 1U);
  put("1.vtt", "two");
  ingest({in("a.json")});
  EXPECT_EQ(sink_.documents.size(), 2U);
  EXPECT_EQ(sink_.all<Event>().at(1).sessions[0].caption->content, "two");
}

TEST_F(CdpIngest, NamesWhatIsWrongAgainWhenNothingChanged) {
  put("a.json",
      R"({"body":{"name":"B"},"sessions":[{"session_datetime":0,"session_index":0,"caption_uri":"file:///etc/passwd"}]})");
  ingest({in("a.json")});
  ingest({in("a.json")});
  EXPECT_EQ(sink_.documents.size(), 1U);
  ASSERT_EQ(sink_.refusals.size(), 2U);
  EXPECT_EQ(sink_.refusals[0], sink_.refusals[1]);
}

TEST_F(CdpIngest, TakesStandardInput) {
  put("stdin", event("1") + "\nbroken\n" + event("2") + "\n");
  const int before = ::dup(STDIN_FILENO);
  ASSERT_NE(std::freopen(in("stdin").c_str(), "r", stdin), nullptr);
  ingest({"-"});
  ::dup2(before, STDIN_FILENO);
  ::close(before);
  EXPECT_EQ(keys(), (Names{"-#event:1", "-#event:2"}));
  EXPECT_EQ(sink_.refusals, Names{"standard input:2: column 1: not JSON: syntax error"});
  EXPECT_EQ(sink_.last_done, 3U);
}

TEST_F(CdpIngest, GathersAFolderAsAWholeAndAGlobByItsFixedFolder) {
  put("data/x/1.json", event("1", R"("caption_uri":"captions/1.vtt")"));
  put("data/captions/1.vtt", "one");
  EXPECT_EQ(gather(from_path("data")).value(), Coverage::kWhole);
  EXPECT_EQ(keys(), Names{"x/1.json"});
  sink_ = {};
  EXPECT_EQ(gather(from_path("data/*/*.json")).value(), Coverage::kWhole);
  EXPECT_EQ(keys(), Names{"x/1.json"});
  EXPECT_EQ(sink_.all<Event>().at(0).sessions[0].caption->content, "one");
}

TEST_F(CdpIngest, WithdrawsNothingWhereAFileCouldNotBeRead) {
  put("data/1.json", event("1"));
  put("data/2.json", "oops");
  EXPECT_EQ(gather(from_path("data")).value(), Coverage::kPart);
  EXPECT_EQ(gather(from_path("gone")).error().message, in("gone") + ": there is no such file or folder");
}

TEST_F(CdpIngest, GathersTheEventsOfAWindow) {
  put("data/1.json", event("1"));
  const auto at = [](const char* text) { return parse_instant(text, "America/New_York").value(); };
  EXPECT_EQ(gather(from_path("data"), {at("2024-01-06"), {}}).value(), Coverage::kPart);
  EXPECT_EQ(sink_.documents.size(), 0U);
  EXPECT_EQ(gather(from_path("data"), {at("2024-01-05"), at("2024-01-06")}).value(), Coverage::kPart);
  EXPECT_EQ(sink_.documents.size(), 1U);
}

TEST_F(CdpIngest, GathersFromAUrl) {
  client_.answers["https://e.example/events.json?key=secret"] = {
      200, "[" + event("1") + "," + event("2", R"("caption_uri":"x.vtt")") + "]"};
  EXPECT_EQ(gather(from_url("https://e.example/events.json?key=secret")).value(), Coverage::kPart);
  EXPECT_EQ(keys(), (Names{"https://e.example/events.json#event:1", "https://e.example/events.json#event:2"}));
  EXPECT_EQ(
      sink_.refusals,
      Names{
          "https://e.example/events.json: $[1].sessions[0].caption_uri: \"x.vtt\": a relative path, but the JSON does "
          "not come from a file in a folder; the session is kept without captions"});
  EXPECT_EQ(gather(from_url("http://10.0.0.1/")).error().code, ErrorCode::kForbidden);
  client_.answers["https://e.example/gone"] = {503, ""};
  EXPECT_EQ(gather(from_url("https://e.example/gone")).error().message,
            "https://e.example/gone: the server answered 503");
}

TEST_F(CdpIngest, GathersFromACommandInTheFolderOfTheInstance) {
  put("scraper.sh", "cat events.jsonl; echo \"from $DAIS_FROM\" >&2\n");
  put("events.jsonl", event("1") + "\n" + event("2") + "\n");
  EXPECT_EQ(gather(from_command({"/bin/sh", "scraper.sh"})).value(), Coverage::kPart);
  EXPECT_EQ(keys(), (Names{"command#event:1", "command#event:2"}));
}

TEST_F(CdpIngest, TellsACommandTheWindow) {
  put("scraper.sh", "test \"$DAIS_FROM $DAIS_TO\" = '2024-01-05T05:00:00Z 2024-01-06T05:00:00Z' && cat events.json\n");
  put("events.json", event("1"));
  const auto at = [](const char* text) { return parse_instant(text, "America/New_York").value(); };
  const auto read = gather(from_command({"/bin/sh", "scraper.sh"}), {at("2024-01-05"), at("2024-01-06")});
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(sink_.documents.size(), 1U);
}

TEST_F(CdpIngest, StopsACommandThatPrintsAnythingElse) {
  put("scraper.sh", "cat events.jsonl; yes 'not json'\n");
  put("events.jsonl", event("1") + "\n");
  const auto read = gather(from_command({"/bin/sh", "scraper.sh"}));
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().message, "/bin/sh: more than 1000 of its lines are no ingestion JSON; it was stopped");
  EXPECT_EQ(sink_.documents.size(), 1U);
  EXPECT_EQ(sink_.refusals.size(), 1000U);
  EXPECT_TRUE(sink_.refusals.front().starts_with("s:2: ")) << sink_.refusals.front();
}

TEST_F(CdpIngest, NamesACommandThatFailsAndKeepsTheLinesBefore) {
  put("scraper.sh", "cat events.jsonl; echo 'no route to council' >&2; exit 3\n");
  put("events.jsonl", event("1") + "\n");
  const auto read = gather(from_command({"/bin/sh", "scraper.sh"}));
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().message.find("no route to council"), std::string::npos) << read.error().message;
  EXPECT_EQ(sink_.documents.size(), 1U);
  EXPECT_EQ(gather(from_command({"no-such-scraper"})).error().code, ErrorCode::kUnavailable);
}

TEST_F(CdpIngest, NamesTheSourceWhoseConfigurationIsWrong) {
  const auto message = [&](const config::Source& config) { return gather(config).error().message; };
  EXPECT_EQ(message(source_of("cdp")), "[[source]] \"s\": kind \"cdp\" needs one of path, url and command, has none");
  EXPECT_EQ(message(source_of("cdp", "a", "b")),
            "[[source]] \"s\": kind \"cdp\" needs one of path, url and command, has 2");
  EXPECT_EQ(message(source_of("legislator")),
            "[[source]] \"s\": kind \"legislator\" needs a path, the folder of the files");
  EXPECT_EQ(message(source_of("legistar")),
            "[[source]] \"s\": kind \"legistar\" needs a client, the council's name at the vendor");
  EXPECT_EQ(message(source_of("cpd")),
            "[[source]] \"s\": unknown kind \"cpd\"; there are \"cdp\", \"legislator\" and \"legistar\"");
}

std::string document(const std::string& name) {
  const char* root = std::getenv("DAIS_SOURCE_DIR");
  return os::read_file((fs::path(root != nullptr ? root : ".") / "docs" / name).string(), 1U << 20U).value();
}

TEST(IngestionDocument, NamesEveryKeyOfTheSchema) {
  const std::string text = document("ingestion.md");
  const auto schema = json::parse(document("ingestion.schema.json")).value();
  for (const auto& definition : schema.at("$defs").as_object()) {
    if (!definition.value().as_object().contains("properties")) continue;
    for (const auto& key : definition.value().at("properties").as_object()) {
      EXPECT_NE(text.find("`" + std::string(key.key()) + "`"), std::string::npos)
          << definition.key() << ": " << key.key();
    }
  }
}

TEST_F(CdpIngest, TakesTheExampleOfTheDocument) {
  const std::string text = document("ingestion.md");
  const std::size_t start = text.find("```json") + 7;
  put("a.json", text.substr(start, text.find("```", start) - start));
  ingest({in("a.json")});
  EXPECT_EQ(sink_.refusals, Names{});
  EXPECT_EQ(sink_.all<Event>().at(0).items->at(0).votes->size(), 2U);
}

/// The data that issue and examples come with, where it is.
class CdpData : public CdpIngest {
 protected:
  void SetUp() override {
    CdpIngest::SetUp();
    const char* root = std::getenv("DAIS_SOURCE_DIR");
    data_ = (fs::path(root != nullptr ? root : ".") / "../shared/data").lexically_normal().string();
    if (!fs::exists(data_ + "/moments")) GTEST_SKIP() << "../shared/data is not there";
  }
  std::string data_;
};

TEST_F(CdpData, TakesBothExamplesOfCdp) {
  ingest({data_ + "/cdp/example_minimal_event.json", data_ + "/cdp/example_filled_event.json"});
  ASSERT_EQ(sink_.all<Event>().size(), 2U);
  const Event filled = sink_.all<Event>().at(1);
  EXPECT_EQ(filled.sessions.size(), 2U);
  EXPECT_EQ(filled.sessions[1].clip_end_seconds, 359999);
  // Their captions are at addresses that the client of this test refuses; nothing else is.
  for (const std::string& refusal : sink_.refusals)
    EXPECT_NE(refusal.find("caption_uri"), std::string::npos) << refusal;
}

TEST_F(CdpData, TakesEveryMeetingOfTheMomentsWithItsCaptions) {
  for (const auto& [set, meetings] :
       std::vector<std::pair<std::string, std::size_t>>{{"mpls", 177}, {"qmsum", 139}, {"real", 29}}) {
    sink_ = {};
    ingest({data_ + "/moments/" + set});
    EXPECT_EQ(sink_.refusals, Names{}) << set;
    const auto events = sink_.all<Event>();
    EXPECT_EQ(events.size(), meetings) << set;
    for (const Event& one : events)
      EXPECT_TRUE(one.sessions.at(0).caption && !one.sessions[0].caption->content.empty()) << one.external_id;
  }
}

}  // namespace
}  // namespace dais::sources
