// SPDX-License-Identifier: Apache-2.0
#include "config/config.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "config/fields.h"

namespace dais::config {
namespace {

std::string error_of(std::string_view toml, const std::vector<std::string>& overrides = {}) {
  const auto config = parse(toml, "dais.toml", overrides);
  if (config) return "";
  EXPECT_EQ(config.error().code, ErrorCode::kBadConfig);
  return config.error().message;
}

TEST(Config, ReadsTheContractsExcerpt) {
  const auto config = parse(R"(
[instance]
name = "New York City Council"
timezone = "America/New_York"          # IANA
public_url = "https://council.example"

[net]
allow_private_networks = []

[[source]]
name = "nyc"
kind = "legistar"
client = "nyc"
requests_per_second = 5
base_url = "https://webapi.legistar.com/v1"
token_file = "/run/secrets/legistar"

[[source]]
name = "nyc-history"
kind = "legislator"
path = "nyc_legislation"

[[source]]
name = "scrapers"
kind = "cdp"
command = ["python3", "scraper.py"]

[[alias]]
person = "Gale A. Brewer"
also = ["Gale Brewer"]
)",
                            "dais.toml", {});
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->instance.name, "New York City Council");
  EXPECT_EQ(config->instance.timezone, "America/New_York");
  ASSERT_EQ(config->sources.size(), 3U);
  EXPECT_EQ(config->sources[0].client, "nyc");
  EXPECT_EQ(config->sources[0].token_file, "/run/secrets/legistar");
  EXPECT_EQ(config->sources[1].path, "nyc_legislation");
  EXPECT_EQ(config->sources[2].command, (std::vector<std::string>{"python3", "scraper.py"}));
  EXPECT_EQ(config->aliases, (std::vector<Alias>{{"Gale A. Brewer", {"Gale Brewer"}}}));
}

TEST(Config, AnEmptyFileIsAllDefaults) { EXPECT_EQ(parse("", "dais.toml", {}).value(), Config{}); }

TEST(Config, NamesTheLineOfASyntaxError) {
  EXPECT_TRUE(error_of("[instance]\nname = \"x\"\ntimezone = = 3\n").starts_with("dais.toml:3: "));
}

TEST(Config, NamesFileLineAndTheNearestKeyOfAnUnknownOne) {
  EXPECT_EQ(error_of("[instance]\nname = \"x\"\ntimezome = \"UTC\"\n"),
            "dais.toml:3: unknown key \"instance.timezome\"; did you mean \"instance.timezone\"?");
  EXPECT_EQ(error_of("timezone = \"UTC\"\n"),
            "dais.toml:1: unknown key \"timezone\"; did you mean \"instance.timezone\"?");
  EXPECT_EQ(error_of("[[source]]\nname = \"a\"\nkind = \"cdp\"\npaht = \"x\"\n"),
            "dais.toml:4: unknown key \"source.paht\"; did you mean \"source.path\"?");
}

TEST(Config, NamesTheLineOfAValueOfTheWrongType) {
  EXPECT_EQ(error_of("[net]\n\nrequests_per_second = \"2\"\n"),
            "dais.toml:3: net.requests_per_second: should be a number, is a text");
  EXPECT_EQ(error_of("[net]\nmax_bytes = -1\n"),
            "dais.toml:2: net.max_bytes: should be a whole number of at least 0, is a whole number (-1)");
  EXPECT_EQ(error_of("[serve]\nthreads = 99999999999\n"),
            "dais.toml:2: serve.threads: should be a whole number, is a whole number (99999999999)");
  EXPECT_EQ(error_of("[net]\nallow_private_networks = [1]\n"),
            "dais.toml:2: net.allow_private_networks: should be an array of texts, is an array");
  EXPECT_EQ(error_of("[source]\nname = \"a\"\n"),
            "dais.toml:1: source: should be an array of tables: [[source]], is a table");
  EXPECT_EQ(error_of("instance = 3\n"), "dais.toml:1: instance: should be a table: [instance], is a whole number (3)");
}

TEST(Config, RefusesAnUnknownTimeZone) {
  EXPECT_EQ(error_of("[instance]\nname = \"x\"\ntimezone = \"Mars/Olympus\"\n"),
            "dais.toml:3: instance.timezone: unknown time zone \"Mars/Olympus\"; use an IANA name such as "
            "\"America/New_York\"");
  EXPECT_NE(error_of("[instance]\ntimezone = \"../../etc/passwd\"\n"), "");
  EXPECT_NE(error_of("[instance]\ntimezone = \"\"\n"), "");
}

TEST(Config, RefusesAListenAddressWithoutAPort) {
  for (const char* bad :
       {"", "localhost", ":8000", "127.0.0.1:", "127.0.0.1:65536", "::1:80", "a b:80", "127.0.0.1:80x"}) {
    EXPECT_EQ(
        error_of("[serve]\nlisten = \"" + std::string(bad) + "\"\n"),
        "dais.toml:2: serve.listen: should be HOST:PORT, such as \"127.0.0.1:8000\", is \"" + std::string(bad) + "\"");
  }
  for (const char* good : {"0.0.0.0:0", "[::1]:8080", "localhost:65535"}) {
    EXPECT_EQ(error_of("[serve]\nlisten = \"" + std::string(good) + "\"\n"), "");
  }
}

TEST(Config, RefusesNumbersThatMakeNoSense) {
  EXPECT_EQ(error_of("[net]\nrequests_per_second = 0\n"),
            "dais.toml:2: net.requests_per_second: should be greater than 0");
  EXPECT_EQ(error_of("[net]\nrequests_per_second = nan\n"),
            "dais.toml:2: net.requests_per_second: should be greater than 0");
  EXPECT_EQ(error_of("[serve]\nthreads = 0\n"), "dais.toml:2: serve.threads: should be greater than 0");
  EXPECT_EQ(error_of("[serve]\nthreads = 2000\n"), "dais.toml:2: serve.threads: should be at most 1024");
}

TEST(Config, RefusesSourcesWithoutANameOrWithTheSameName) {
  EXPECT_EQ(error_of("\n[[source]]\nkind = \"cdp\"\n"), "dais.toml:2: source.name: each [[source]] needs a name");
  EXPECT_EQ(error_of("[[source]]\nname = \"a\"\n"), "dais.toml:1: source.kind: the [[source]] \"a\" needs a kind");
  EXPECT_EQ(
      error_of("[[source]]\nname = \"a\"\nkind = \"cdp\"\npath = \"x\"\n[[source]]\nname = \"a\"\nkind = \"cdp\"\n"),
      "dais.toml:6: source.name: there is another [[source]] named \"a\"");
}

TEST(Config, ReadsRecognisersInTheirOrder) {
  const auto config = parse(R"(
[[recogniser]]
name = "gpu"
kind = "openai"
url = "http://192.168.1.4:8000"
parallel = 3
[[recogniser]]
name = "draft"
kind = "pocketsphinx"
[speech]
when_down = "next"
)",
                            "dais.toml", {});
  ASSERT_TRUE(config) << config.error().message;
  ASSERT_EQ(config->recognisers.size(), 2U);
  EXPECT_EQ(config->recognisers[0].name, "gpu");
  EXPECT_EQ(config->recognisers[0].parallel, 3);
  EXPECT_EQ(config->recognisers[0].piece_seconds, 600);
  EXPECT_EQ(config->recognisers[1].kind, "pocketsphinx");
  EXPECT_EQ(config->speech.when_down, "next");
}

TEST(Config, ReadsWhatIsKeptOfRecordings) {
  const auto config = parse(R"(
[recordings]
keep = "audio"
keep_days = 365
fetch_command = ["yt-dlp", "-o", "{output}", "{url}"]
fetch_hosts = ["video.example"]
)",
                            "dais.toml", {});
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->recordings.keep, "audio");
  EXPECT_EQ(config->recordings.keep_days, 365);
  EXPECT_EQ(config->recordings.fetch_hosts, std::vector<std::string>{"video.example"});
  EXPECT_EQ(config->recordings.sandbox, "best");
}

TEST(Config, ReadsWhichDocumentsAreRead) {
  const auto config = parse("[documents]\nread = \"all\"\nmax_megabytes = 20\n", "dais.toml", {});
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->documents.read, "all");
  EXPECT_EQ(config->documents.max_megabytes, 20);
  EXPECT_EQ(Documents{}.read, "meetings");
  EXPECT_EQ(error_of("[documents]\nread = \"some\"\n"),
            "dais.toml:2: documents.read: should be \"none\", \"meetings\" or \"all\", is \"some\"");
}

TEST(Config, NamesWhatIsWrongWithRecordings) {
  EXPECT_EQ(error_of("[recordings]\nkeep = \"all\"\n"),
            "dais.toml:2: recordings.keep: should be \"link\", \"audio\" or \"video\", is \"all\"");
  EXPECT_EQ(error_of("[recordings]\nsandbox = \"off\"\n"),
            "dais.toml:2: recordings.sandbox: should be \"best\" or \"require\", is \"off\"");
  EXPECT_EQ(error_of("[recordings]\nfetch_hosts = [\"a.example\"]\n"),
            "dais.toml:2: recordings.fetch_hosts: needs a recordings.fetch_command that fetches from them");
  EXPECT_EQ(error_of("[recordings]\nfetch_command = [\"x\", \"{url}\"]\nfetch_hosts = [\"a.example\"]\n"),
            "dais.toml:2: recordings.fetch_command: needs an argument with {output}");
  EXPECT_EQ(error_of("[recordings]\nclips_at_once = 0\n"),
            "dais.toml:2: recordings.clips_at_once: should be from 1 to 64");
}

TEST(Config, NamesWhatIsWrongWithARecogniser) {
  const std::string head = "[[recogniser]]\nname = \"a\"\n";
  EXPECT_EQ(error_of("[[recogniser]]\nkind = \"openai\"\n"),
            "dais.toml:1: recogniser.name: each [[recogniser]] needs a name");
  EXPECT_EQ(error_of(head),
            "dais.toml:1: recogniser.kind: the [[recogniser]] \"a\" needs a kind: openai, command or pocketsphinx");
  EXPECT_EQ(error_of(head + "kind = \"whisper\"\n"),
            "dais.toml:3: recogniser.kind: the [[recogniser]] \"a\" has the unknown kind \"whisper\"; did you mean "
            "\"openai\"?");
  EXPECT_EQ(error_of(head + "kind = \"openai\"\n"),
            "dais.toml:1: recogniser.url: the [[recogniser]] \"a\" needs a url that starts with https:// or http://");
  EXPECT_EQ(error_of(head + "kind = \"command\"\n"),
            "dais.toml:1: recogniser.command: the [[recogniser]] \"a\" needs a command");
  EXPECT_EQ(
      error_of(head + "kind = \"command\"\ncommand = [\"hear\", \"{output}\"]\n"),
      "dais.toml:4: recogniser.command: the [[recogniser]] \"a\" needs an argument with {audio}: where the file to "
      "hear goes");
  EXPECT_EQ(error_of(head + "kind = \"pocketsphinx\"\nlanguage = \"spanish\"\n"),
            "dais.toml:4: recogniser.language: \"spanish\" is no language that is known; did you mean \"es\"?");
  EXPECT_EQ(error_of(head + "kind = \"pocketsphinx\"\npiece_seconds = 900\n"),
            "dais.toml:4: recogniser.piece_seconds: should be from 20 to 600: servers refuse longer audio");
  EXPECT_EQ(error_of(head + "kind = \"pocketsphinx\"\n" + head + "kind = \"pocketsphinx\"\n"),
            "dais.toml:5: recogniser.name: there is another [[recogniser]] named \"a\"");
  EXPECT_EQ(error_of("[speech]\nwhen_down = \"never\"\n"),
            "dais.toml:2: speech.when_down: should be \"wait\" or \"next\", is \"never\"");
}

TEST(Config, NamesTheLineOfWhatASourceLacks) {
  EXPECT_EQ(
      error_of("[[source]]\nname = \"a\"\nkind = \"legistr\"\n"),
      "dais.toml:3: source.kind: the [[source]] \"a\" has the unknown kind \"legistr\"; did you mean \"legistar\"?");
  EXPECT_EQ(error_of("\n[[source]]\nname = \"a\"\nkind = \"legistar\"\n"),
            "dais.toml:2: source.client: the [[source]] \"a\" is of kind \"legistar\" and needs it: the council's name "
            "there");
  EXPECT_EQ(
      error_of("[[source]]\nname = \"a\"\nkind = \"legistar\"\nclient = \"https://a.legistar.com\"\n"),
      "dais.toml:4: source.client: should be the NAME of https://NAME.legistar.com, is \"https://a.legistar.com\"");
  EXPECT_EQ(
      error_of("[[source]]\nname = \"a\"\nkind = \"legislator\"\n"),
      "dais.toml:1: source.path: the [[source]] \"a\" is of kind \"legislator\" and needs it: the folder of the files");
  EXPECT_EQ(error_of("[[source]]\nname = \"a\"\nkind = \"cdp\"\nurl = \"ftp://a.example\"\n"),
            "dais.toml:4: source.url: should start with https:// or http://, is \"ftp://a.example\"");
}

TEST(Config, ASourceOfIngestionJsonHasOnePlace) {
  const std::string head = "[[source]]\nname = \"a\"\nkind = \"cdp\"\n";
  const std::string needs = "the [[source]] \"a\" is of kind \"cdp\" and needs one of path, url and command, has ";
  EXPECT_EQ(error_of("\n" + head), "dais.toml:2: source.path: " + needs + "none");
  EXPECT_EQ(error_of(head + "url = \"https://a.example\"\npath = \"x\"\n"),
            "dais.toml:4: source.url: " + needs + "path as well");
  EXPECT_EQ(error_of(head + "url = \"https://a.example\"\ncommand = [\"x\"]\n"),
            "dais.toml:5: source.command: " + needs + "url as well");
  EXPECT_EQ(error_of(head + "command = [\"x\"]\n"), "");
}

TEST(Config, NetworksAreAddressesOrCidrBlocks) {
  EXPECT_EQ(error_of("[pipeline]\noperate_from = [\"10.0.0.0/8\", \"intranet\"]\n"),
            "dais.toml:2: pipeline.operate_from: \"intranet\" is no address and no network; write it like "
            "\"10.0.0.0/8\" or \"fd00::/8\"");
  EXPECT_EQ(error_of("[net]\nallow_private_networks = [\"10.0.0.0/33\"]\n"),
            "dais.toml:2: net.allow_private_networks: \"10.0.0.0/33\" is no address and no network; write it like "
            "\"10.0.0.0/8\" or \"fd00::/8\"");
  for (const char* wrong : {"", "10.0.0/8", "10.0.0.0/", "10.0.0.0/-1", "fd00::/129", "10.0.0.0/8 "})
    EXPECT_NE(error_of("[net]\nallow_private_networks = [\"" + std::string(wrong) + "\"]\n"), "") << wrong;
  EXPECT_EQ(error_of("[net]\nallow_private_networks = [\"10.1.2.3\", \"10.0.0.0/8\", \"::1\", \"fd00::/8\"]\n"), "");
}

TEST(Config, ALanguageIsATagThatIsKnown) {
  const auto fault = [](const std::string& tag) { return error_of("[instance]\nlanguage = \"" + tag + "\"\n"); };
  for (const char* good : {"en", "en-US", "de-CH-1996", "zh-Hant-TW", "fil", "sr-Latn"}) EXPECT_EQ(fault(good), "");
  EXPECT_EQ(fault("english"),
            "dais.toml:2: instance.language: \"english\" is no language that is known; did you mean \"en\"?");
  EXPECT_EQ(fault("en_US"),
            "dais.toml:2: instance.language: \"en_US\" is no language that is known; did you mean \"en-US\"?");
  EXPECT_EQ(fault("en-"), "dais.toml:2: instance.language: \"en-\" is no language tag (BCP 47); did you mean \"en\"?");
  EXPECT_NE(fault(""), "");
}

TEST(Config, RemembersWhereEachSourceStands) {
  const auto config = parse(
      "[[source]]\nname = \"a\"\nkind = \"cdp\"\npath = \"x\"\n[[source]]\nname = \"b\"\nkind = \"cdp\"\npath = "
      "\"y\"\n",
      "dais.toml", {});
  ASSERT_TRUE(config.has_value());
  EXPECT_EQ(config->sources[1].place(), "dais.toml:5: [[source]] \"b\"");
  EXPECT_EQ(Source{.name = "made"}.place(), "[[source]] \"made\"");
}

TEST(Config, RefusesAnAliasThatNamesNobody) {
  EXPECT_EQ(error_of("[votes]\nyes = [\"Sí\"]\nno = [\"Sí\"]\n"),
            "dais.toml:3: votes.no: \"Sí\" is listed under yes as well");
  EXPECT_EQ(error_of("[votes]\nyes = [\"\"]\n"),
            "dais.toml:2: votes.yes: an empty word stands for no vote; take it out");
  EXPECT_EQ(error_of("[[alias]]\nalso = [\"x\"]\n"), "dais.toml:1: alias.person: each [[alias]] names a person");
  EXPECT_EQ(error_of("[[alias]]\nperson = \"Ann\"\n"),
            "dais.toml:1: alias.also: the [[alias]] of \"Ann\" lists no other spelling");
}

TEST(Config, RefusesAnAddressOfAnotherScheme) {
  EXPECT_EQ(error_of("[instance]\npublic_url = \"javascript:alert(1)\"\n"),
            "dais.toml:2: instance.public_url: should start with https:// or http://");
  EXPECT_EQ(error_of("[database]\nurl = \"mysql://x\"\n"),
            "dais.toml:2: database.url: should be empty (SQLite) or start with postgresql://");
}

TEST(ConfigOverrides, ReplaceOneKeyAndKeepTheRest) {
  const auto config = parse("[net]\nrequests_per_second = 9\nmax_bytes = 7\n", "dais.toml",
                            {"net.allow_private_networks=[\"127.0.0.0/8\"]", "net.requests_per_second = 2",
                             "instance.name=\"Town\"", "net.requests_per_second=3"});
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->net.allow_private_networks, std::vector<std::string>{"127.0.0.0/8"});
  EXPECT_EQ(config->net.requests_per_second, 3);
  EXPECT_EQ(config->net.max_bytes, 7U);
  EXPECT_EQ(config->instance.name, "Town");
}

TEST(ConfigOverrides, AreNamedWhereTheyAreWrong) {
  EXPECT_EQ(error_of("", {"net.requests_per_secnd=2"}),
            "--set net.requests_per_secnd=2: unknown key \"net.requests_per_secnd\"; did you mean "
            "\"net.requests_per_second\"?");
  EXPECT_EQ(error_of("", {"instance.name=Town"}),
            "--set instance.name=Town: the value is not TOML; a text needs quotes: instance.name=\"…\"");
  EXPECT_EQ(error_of("", {"instance.name"}),
            "--set instance.name: should be KEY=VALUE, such as net.requests_per_second=2");
  EXPECT_EQ(
      error_of("", {"instance.timezone=\"Nowhere\""}).find("--set instance.timezone=\"Nowhere\": instance.timezone: "),
      0U);
  EXPECT_EQ(error_of("[serve]\nlisten = \"x\"\n", {"net.max_bytes=1"}).find("dais.toml:2: serve.listen"), 0U);
}

TEST(ConfigOverrides, SetNoMoreThanTheKeyTheyName) {
  EXPECT_NE(error_of("", {"instance.name=\"x\"\n[database]\nurl=\"postgresql://other\""}), "");
}

TEST(ConfigLoad, ReadsTheFileOfTheInstance) {
  const std::filesystem::path dir = std::filesystem::path(testing::TempDir()) / "config_load";
  std::filesystem::create_directories(dir);
  std::ofstream(dir / "dais.toml") << "[instance]\nname = \"Somewhere\"\nbody_typ = 1\n";
  const auto config = load(dir.string(), {});
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().message, (dir / "dais.toml").string() +
                                        ":3: unknown key \"instance.body_typ\"; did you mean \"instance.body_type\"?");
  std::ofstream(dir / "dais.toml") << "[instance]\nname = \"Somewhere\"\n";
  EXPECT_EQ(load(dir.string(), {}).value().instance.name, "Somewhere");
  std::filesystem::remove_all(dir);
}

TEST(ConfigLoad, SaysHowToMakeAnInstanceWhereThereIsNone) {
  const auto config = load("/nowhere", {});
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().message, "/nowhere/dais.toml: there is no such file; `dais init DIR` makes an instance");
}

TEST(ConfigPrint, OfTheDefaultsIsReadBackEqual) {
  const std::string text = print(Config{});
  EXPECT_EQ(parse(text, "dais.toml", {}).value(), Config{});
  EXPECT_NE(text.find("# [[source]]"), std::string::npos);
  EXPECT_NE(text.find("timezone = \"UTC\""), std::string::npos);
}

rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(
                          std::vector<std::string>{"a", "Z", "7", " ", "\"", "'", "\\", "\n", "\r", "\t", "#", "=", "[",
                                                   "]", "é", "日", "\x01", "\x7F", "\\u"})),
                      [](const std::vector<std::string>& parts) {
                        std::string text;
                        for (const std::string& part : parts) text += part;
                        return text;
                      });
}

RC_GTEST_PROP(ConfigPrint, IsReadBackEqual, ()) {
  Config config;
  config.instance.name = "n" + *any_text();
  config.instance.about = *any_text();
  config.instance.contact = *any_text();
  config.recordings.fetch_hosts = *rc::gen::container<std::vector<std::string>>(any_text());
  config.recordings.fetch_command = {"fetch", "{url}", "{output}", *any_text()};
  if (config.recordings.fetch_hosts.empty()) config.recordings.fetch_command.clear();
  config.net.requests_per_second = *rc::gen::map(rc::gen::inRange(1, 1'000'000), [](int n) { return n / 7.0; });
  config.net.max_bytes = *rc::gen::inRange<std::uint64_t>(1, 1ULL << 62U);
  config.data.keep = *rc::gen::inRange(1, 100);
  config.serve.threads = *rc::gen::inRange(1, 1024);
  const auto sources = *rc::gen::inRange(0, 3);
  for (int i = 0; i < sources; ++i) {
    Source source;
    source.name = std::to_string(i) + *any_text();
    source.kind = *rc::gen::element<std::string>("cdp", "legislator", "legistar");
    source.client = "nyc";
    source.path = "p" + *any_text();
    if (source.kind != "cdp") source.command = *rc::gen::container<std::vector<std::string>>(any_text());
    config.sources.push_back(source);
    config.aliases.push_back({"p" + *any_text(), {*any_text()}});
    config.votes.absent = {"a" + *any_text()};
  }
  const auto back = parse(print(config), "dais.toml", {});
  RC_ASSERT(back.has_value());
  RC_ASSERT(*back == config);
}

TEST(ConfigDocument, NamesEveryKey) {
  const char* root = std::getenv("DAIS_SOURCE_DIR");
  std::ifstream file(std::filesystem::path(root != nullptr ? root : ".") / "docs" / "configuration.md");
  std::ostringstream text;
  text << file.rdbuf();
  for (const std::string& key : known_keys()) {
    EXPECT_NE(text.str().find("`" + key + "`"), std::string::npos) << "docs/configuration.md says nothing of " << key;
  }
}

TEST(Config, AScheduleThatIsWrongNamesItsField) {
  const std::string source = "[[source]]\nname = \"s\"\nkind = \"cdp\"\npath = \"x\"\n";
  EXPECT_EQ(error_of(source + "schedule = \"0 24 * * *\""),
            "dais.toml:5: source.schedule: \"0 24 * * *\": hour: \"24\" is not within 0 to 23");
  EXPECT_EQ(error_of(source + "schedule = \"0 0 30 2 *\""),
            "dais.toml:5: source.schedule: \"0 0 30 2 *\" never comes: no such day is in any year");
  EXPECT_EQ(error_of("[pipeline]\npublish = \"*/5 * 31 4,6 *\""),
            "dais.toml:2: pipeline.publish: \"*/5 * 31 4,6 *\" never comes: no such day is in any year");
  EXPECT_EQ(error_of(source + "schedule = \"0 0 29 2 mon\""), "");
  EXPECT_EQ(error_of(source + "catch_up = \"twice\""),
            "dais.toml:5: source.catch_up: should be \"once\" or \"backfill\", is \"twice\"");
  EXPECT_EQ(
      error_of("[pipeline]\nprune = \"daily\""),
      "dais.toml:2: pipeline.prune: \"daily\": has 1 field, not five: minute, hour, day of month, month, day of week");
}

TEST(Config, MailNeedsAServerAndASender) {
  EXPECT_EQ(error_of("[alarm]\nmail_to = [\"a@b.example\"]"),
            "dais.toml:2: alarm.mail_to: needs mail.server, through which mail is sent");
  EXPECT_EQ(error_of("[alarm]\nmail_to = [\"a@b.example\"]\n[mail]\nserver = \"smtp://b.example\""),
            "dais.toml:3: mail.from: needs a sender's address, here or as instance.contact");
  EXPECT_EQ(error_of("[mail]\nserver = \"b.example\""),
            "dais.toml:2: mail.server: should start with smtp:// or smtps://, is \"b.example\"");
}

}  // namespace
}  // namespace dais::config
