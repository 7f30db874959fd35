// SPDX-License-Identifier: Apache-2.0
#include "deployment/answers.h"

#include <set>

#include <gmock/gmock.h>

#include "deployment/sample_answers_test.h"

namespace dais::deployment {
namespace {

using testing::HasSubstr;

std::string fault_of(std::string Answers::* member, const std::string& answer) {
  Answers answers;
  answers.*member = answer;
  const Status good = check(answers);
  return good ? "" : good.error().message;
}

TEST(Answers, OfNobodyMakeAnArchiveThatCanBeRead) {
  EXPECT_TRUE(check(Answers{}));
  const auto config = config::parse(config::print(config_of(completed(Answers{}))), "dais.toml", {});
  ASSERT_TRUE(config) << config.error().message;
  EXPECT_EQ(config->instance.name, "A Dais archive");
}

TEST(Answers, ThatWillNotDoAreNamedWithTheirOption) {
  EXPECT_EQ(fault_of(&Answers::timezone, "Europe/Atlantis"),
            "--timezone: \"Europe/Atlantis\" is no IANA time zone (for example America/New_York)");
  EXPECT_EQ(fault_of(&Answers::name, ""), "--name: \"\" is empty; an archive needs a name");
  EXPECT_THAT(fault_of(&Answers::name, "two\nlines"), HasSubstr("should be one line"));
  EXPECT_EQ(fault_of(&Answers::transcriber, "opnai"),
            "--transcriber: \"opnai\" is none of none, openai, command, pocketsphinx; did you mean \"openai\"?");
  EXPECT_EQ(fault_of(&Answers::keep, "vidoe"),
            "--keep: \"vidoe\" is none of link, audio, video; did you mean \"video\"?");
  EXPECT_EQ(fault_of(&Answers::gather_hour, "24"), "--gather-hour: \"24\" should be a whole number from 0 to 23");
  EXPECT_EQ(fault_of(&Answers::contact, "clerk"),
            "--contact: \"clerk\" is no e-mail address, such as clerk@town.example");
  EXPECT_EQ(fault_of(&Answers::public_url, "council.example"),
            "--public-url: \"council.example\" is no address, such as https://council.example");
  EXPECT_THAT(fault_of(&Answers::public_url, "https://town.example/council"), HasSubstr("has a path"));
  EXPECT_THAT(fault_of(&Answers::storage_dir, "/var/lib/../etc"), HasSubstr("should be a whole path"));
  EXPECT_THAT(fault_of(&Answers::storage_dir, "var/lib"), HasSubstr("should be a whole path"));
  EXPECT_THAT(fault_of(&Answers::slug, "Merrow Ford"), HasSubstr("should be lower case letters"));
  EXPECT_THAT(fault_of(&Answers::languages, "en,"), HasSubstr("should be BCP 47 tags"));
  EXPECT_EQ(fault_of(&Answers::languages, "english"),
            "--language: \"english\" is no language that is known; did you mean \"en\"?");
  EXPECT_EQ(fault_of(&Answers::languages, "en,qq"),
            "--language: \"en,qq\" has \"qq\", which is no language that is known; did you mean \"qu\"?");
  EXPECT_EQ(fault_of(&Answers::transcriber_command, "hear 'it {audio}"),
            "--transcriber-command: \"hear 'it {audio}\" has a quote (') that is not closed");
  EXPECT_EQ(fault_of(&Answers::transcriber_command, "hear it"),
            "--transcriber-command: \"hear it\" needs {audio}, where the file to hear goes");
  EXPECT_THAT(fault_of(&Answers::source_kind, "legistr"), HasSubstr("is none of cdp, legislator, legistar"));
}

TEST(Answers, ThatNeedOneAnotherSaySo) {
  EXPECT_EQ(fault_of(&Answers::source_client, "nyc"), "--source-kind: needed with the other --source options");
  EXPECT_EQ(fault_of(&Answers::source_kind, "legistar"), "--source-client: needed with --source-kind legistar");
  EXPECT_EQ(fault_of(&Answers::source_kind, "cdp"), "--source-path: needed with --source-kind cdp, or --source-url");
  EXPECT_EQ(fault_of(&Answers::transcriber, "openai"), "--transcriber-url: needed with --transcriber openai");
  EXPECT_EQ(fault_of(&Answers::transcriber, "command"), "--transcriber-command: needed with --transcriber command");
}

TEST(Answers, BecomeTheConfiguration) {
  Answers answers = sample_answers();
  answers.languages = "fr,nl";
  answers.look_back_days = "14";
  answers.transcriber = "command";
  answers.transcriber_command = "'/srv/my tools/hear' -f  {audio}";
  answers.database = "postgres";
  ASSERT_TRUE(check(answers));
  const config::Config config = config_of(completed(answers));
  EXPECT_EQ(config.instance.language, "fr");
  EXPECT_EQ(config.instance.public_url, "https://council.example");
  EXPECT_EQ(config.database.url, "postgresql:///merrow-ford?host=/run/postgresql");
  ASSERT_EQ(config.sources.size(), 1U);
  EXPECT_EQ(config.sources[0].name, "legistar");
  EXPECT_EQ(config.sources[0].look_back_days, 14);
  ASSERT_EQ(config.recognisers.size(), 1U);
  EXPECT_EQ(config.recognisers[0].command, (std::vector<std::string>{"/srv/my tools/hear", "-f", "{audio}"}));
  EXPECT_EQ(config.recordings.keep, "video");
}

TEST(Answers, AreReadBackFromTheirFile) {
  Answers answers;
  answers.name = "Älmhult \"kommun\" \\ 'råd'";
  answers.contact = "clerk@town.example";
  const auto back = parse_answers(print_answers(answers), ".init-answers.toml");
  ASSERT_TRUE(back) << back.error().message;
  EXPECT_EQ(*back, answers);
  EXPECT_EQ(parse_answers("name = 3\n", "f").error().message, "f: name: should be a text in quotes");
  EXPECT_THAT(parse_answers("\nname =\n", "f").error().message, HasSubstr("f:2: "));
}

TEST(Slug, IsMadeOfTheName) {
  EXPECT_EQ(slug_of("Merrow Ford Town Council"), "merrow-ford-town-council");
  EXPECT_EQ(slug_of("  Älmhult — råd! "), "almhult-rad");
  EXPECT_EQ(slug_of("東京"), "archive");
  EXPECT_EQ(slug_of(std::string(39, 'a') + " b").size(), 39U);
}

TEST(Cron, SpreadsArchivesOverTheHour) {
  Answers answers;
  answers.gather_hour = "4";
  std::set<std::string> minutes;
  for (const char* slug : {"a", "b", "c", "d", "e", "f"}) {
    answers.slug = slug;
    EXPECT_EQ(cron_of(answers), cron_of(answers));
    EXPECT_THAT(cron_of(answers), testing::EndsWith(" 4 * * *"));
    minutes.insert(cron_of(answers));
  }
  EXPECT_GT(minutes.size(), 3U);
}

}  // namespace
}  // namespace dais::deployment
