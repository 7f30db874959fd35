// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "archive/instance.h"
#include "archive/phrases.h"
#include "archive/record_fixture_test.h"
#include "os/files.h"

namespace dais::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Suggesting : public RecordTest {
 protected:
  void SetUp() override {
    RecordTest::SetUp();
    if (IsSkipped()) return;
    domain::Event event = council("e1", "2024-03-05T18:00");
    event.items = std::vector<domain::EventItem>{voted("Bikes", {{named("Bianca Lee", "p1"), "Yes"}})};
    domain::Matter matter;
    matter.external_id = "m1";
    matter.name = "Int 12";
    matter.title = "Bicycle parking";
    take({{"one", {event}}, {"two", {matter}}});
  }
  std::vector<std::string> kinds(const std::string& text, std::size_t limit = 10) {
    std::vector<std::string> out;
    for (const Suggested& one : reader()->suggest(text, limit).value()) out.push_back(one.kind + " " + one.text);
    return out;
  }
  void know_phrases(const std::vector<Phrase>& phrases) {
    ASSERT_TRUE(os::write_file_atomically(places_of(place_->folder(), config_).phrases, write_phrases(phrases)));
  }
};

TEST_P(Suggesting, PeoplePhrasesMattersAndBodiesByABegunWord) {
  know_phrases({{"bike lanes", 12}, {"the big bike race", 30}});
  EXPECT_THAT(kinds("bi"),
              ElementsAre("person Bianca Lee", "phrase bike lanes", "phrase the big bike race", "matter Int 12"));
  EXPECT_THAT(kinds("cou"), ElementsAre("body Council"));
  EXPECT_THAT(kinds("int 12"), ElementsAre("matter Int 12"));
  EXPECT_THAT(kinds("bi", 1), ElementsAre("person Bianca Lee"));
}

TEST_P(Suggesting, ALetterOrNothingSuggestsNothing) {
  EXPECT_THAT(kinds(""), IsEmpty());
  EXPECT_THAT(kinds("b"), IsEmpty());
  EXPECT_THAT(kinds("\xff"), IsEmpty());
  EXPECT_THAT(kinds("zzz"), IsEmpty());
  EXPECT_THAT(kinds(std::string(5000, 'b')), IsEmpty());
}

TEST_P(Suggesting, ARecordLeadsToItsPage) {
  const auto found = reader()->suggest("bianca", 10).value();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].url, "/people/" + id("person", "p1"));
}

TEST_P(Suggesting, PhrasesAreReadAgainWhenTheyAreLearnedAnew) {
  const auto one = reader();
  EXPECT_THAT(one->suggest("snow", 10).value(), IsEmpty());
  know_phrases({{"snow plows", 3}});
  EXPECT_EQ(one->suggest("snow", 10).value().size(), 1U);
}

INSTANTIATE_TEST_SUITE_P(Databases, Suggesting, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
