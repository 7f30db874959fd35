// SPDX-License-Identifier: Apache-2.0
#include "archive/spelling.h"

#include <fstream>

#include "archive/instance.h"
#include "archive/record_fixture_test.h"

namespace dais::archive {
namespace {

class SpellingTest : public RecordTest {
 protected:
  void SetUp() override {
    RecordTest::SetUp();
    if (IsSkipped()) return;
    config_.speech.word_list = place_->folder() + "/words";
    std::ofstream(config_.speech.word_list) << "the\nis\nhere\nmember\ncouncil\nroll\npresent\nTuesday\n";
    domain::Event meeting = council("E1", "2024-03-05T18:00:00");
    domain::EventItem item = voted("Repair of the Nicollet bridge", {{named("Aurin Chowdhury"), "Yes"}});
    item.matter.emplace();
    item.matter->name = "2024-00123";
    item.matter->title = "Nicollet Avenue repair and the Nicollet bridge";
    meeting.items = {item};
    take({{"e1", {meeting}}});
  }
  std::string shown_after(const std::string& cues) {
    domain::Event meeting = council("E2", "2024-03-12T18:00:00");
    meeting.sessions.push_back(spoken(cues));
    take({{"e2", {meeting}}});
    const SessionView session = reader()->event(id("event", "E2")).value().sessions.front();
    std::string text;
    for (const auto& sentence : session.transcript->sentences)
      text += (text.empty() ? "" : " / ") + (sentence.speaker.empty() ? "" : sentence.speaker + ": ") + sentence.text;
    return text;
  }
};

TEST_P(SpellingTest, CaptionsInCapitalsGetTheNamesOfTheArchive) {
  EXPECT_EQ(shown_after("00:01.000 --> 00:04.000\n>> CLERK: COUNCIL MEMBER CHOWDHURY IS HERE.\n\n"
                        "00:05.000 --> 00:09.000\n>> AURIN CHOWDHURY: THE NICOLLET ROLL IS 2024-00123.\n"),
            "Clerk: Council Member Chowdhury is here. / Aurin Chowdhury: The Nicollet roll is 2024-00123.");
}

TEST_P(SpellingTest, TheConfigMayLeaveThemAsTheyCame) {
  config_.speech.capitals = "as written";
  EXPECT_EQ(shown_after("00:01.000 --> 00:04.000\nTHE ROLL.\n"), "THE ROLL.");
}

TEST_P(SpellingTest, TextOfAnotherLanguageIsLeftAlone) {
  config_.instance.language = "es";
  domain::Transcript transcript;
  transcript.language = "en-US";
  transcript.sentences.push_back({0, 1, "THE ROLL.", "", false, {}, {{0, 1, "THE"}, {0, 1, "ROLL."}}});
  const auto database =
      store::open_database(places_of(place_->folder(), config_).catalog, store::Access::kReadWrite).value();
  Spelling spelling(*database, config_);
  ASSERT_TRUE(spelling.care_for(transcript));
  EXPECT_EQ(transcript.sentences[0].text, "THE ROLL.");
}

TEST_P(SpellingTest, KnowsWhatMayBeSpokenAtAMeeting) {
  const auto database =
      store::open_database(places_of(place_->folder(), config_).catalog, store::Access::kReadWrite).value();
  const auto names = load_known_names(*database, id("event", "E1"));
  ASSERT_TRUE(names) << names.error().message;
  EXPECT_EQ(names->bodies, std::vector<std::string>{"Council"});
  EXPECT_EQ(names->persons, std::vector<std::string>{"Aurin Chowdhury"});
  EXPECT_EQ(names->numbers, std::vector<std::string>{"2024-00123"});
  EXPECT_EQ(names->titles, std::vector<std::string>{"Nicollet Avenue repair and the Nicollet bridge"});
}

INSTANTIATE_TEST_SUITE_P(Both, SpellingTest, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
