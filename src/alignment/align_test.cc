// SPDX-License-Identifier: Apache-2.0
#include "alignment/align.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "alignment/weights.h"

namespace dais::alignment {
namespace {

struct Said {
  double seconds;
  std::string text;  ///< ">>" before it: somebody else begins to speak
};

domain::Transcript transcript_of(const std::vector<Said>& said) {
  domain::Transcript transcript;
  transcript.language = "en";
  for (std::size_t i = 0; i < said.size(); ++i) {
    domain::Sentence sentence;
    const bool turn = said[i].text.starts_with(">> ");
    sentence.turn_start = turn;
    sentence.text = turn ? said[i].text.substr(3) : said[i].text;
    sentence.start = static_cast<domain::Milliseconds>(said[i].seconds * 1000);
    const double next = i + 1 < said.size() ? said[i + 1].seconds : said[i].seconds + 8;
    sentence.end = static_cast<domain::Milliseconds>(std::min(next, said[i].seconds + 8) * 1000);
    transcript.sentences.push_back(sentence);
  }
  return transcript;
}

/// Two minutes of talk about nothing, a sentence every ten seconds from `from`.
void talk(std::vector<Said>& said, double from) {
  const std::vector<std::string> sentences = {
      "I would like to ask how long this takes.", "We looked at that last year.", "The costs were shared among us.",
      "Staff can answer more of this.",           "It seems right to me.",        "I will say more about it later."};
  for (std::size_t i = 0; i < 12; ++i) {
    said.push_back({from + 10 * static_cast<double>(i), sentences[i % sentences.size()]});
  }
}

/// Three items, at 20, 150 and 280 seconds.
std::vector<Said> small_meeting() {
  std::vector<Said> said = {{0, ">> Good evening and welcome."},
                            {20, "We will begin with the bakery license on Elm Street."}};
  talk(said, 30);
  said.push_back(
      {150, ">> All in favor say aye, the motion carries, and the next item is the harbor dredging contract."});
  talk(said, 160);
  said.push_back({280, ">> Any opposed? That is approved. Moving on to the museum loan agreement."});
  talk(said, 290);
  return said;
}

Item titled(std::string title, std::string number = "") {
  Item item;
  item.title = std::move(title);
  item.number = std::move(number);
  return item;
}

Item stated(std::string title, double seconds) {
  Item item = titled(std::move(title));
  item.supplier_seconds = seconds;
  return item;
}

std::vector<Item> small_agenda() {
  return {titled("Bakery license: 12 Elm Street"), titled("Contract for harbor dredging"),
          titled("Loan agreement with the museum")};
}

TEST(Align, ItemsBeginWhereTheyAreIntroduced) {
  const auto places = align(small_agenda(), transcript_of(small_meeting()));
  ASSERT_EQ(places.size(), 3U);
  const std::vector<double> expected = {20, 150, 280};
  for (std::size_t i = 0; i < 3; ++i) {
    ASSERT_TRUE(places[i].seconds) << i << ": " << places[i].why;
    EXPECT_NEAR(*places[i].seconds, expected[i], 6) << i;
    EXPECT_GE(places[i].confidence, 0.5);
    EXPECT_EQ(places[i].origin, Origin::kWorkedOut);
  }
  EXPECT_EQ(places[1].why,
            "Said here: “Contract”, “harbor” and “dredging” of its title; the chair moves on and what came before is "
            "being closed.");
}

TEST(Align, AnItemThatIsNeverSpokenOfStaysOpen) {
  auto agenda = small_agenda();
  agenda.push_back(titled("Quarterly pension valuation"));
  const auto places = align(agenda, transcript_of(small_meeting()));
  EXPECT_FALSE(places[3].seconds);
  EXPECT_EQ(places[3].origin, Origin::kOpen);
  EXPECT_EQ(places[3].confidence, 0);
  EXPECT_EQ(places[3].why, "Nothing of its title is said.");
}

TEST(Align, NoWordsAndNoItemsGiveNoTimes) {
  EXPECT_TRUE(align({}, transcript_of(small_meeting())).empty());
  const auto places = align(small_agenda(), {});
  ASSERT_EQ(places.size(), 3U);
  for (const Place& place : places) {
    EXPECT_FALSE(place.seconds);
    EXPECT_EQ(place.why, "There are no words to look for it in.");
  }
  EXPECT_FALSE(align(std::vector<Item>{titled("")}, transcript_of(small_meeting()))[0].seconds);
}

TEST(Align, ACalledNumberTellsItemsOfOneTitleApart) {
  std::vector<Said> said = {{0, ">> Good evening."}};
  talk(said, 10);
  said.push_back({130, ">> We move on to item number twenty one, a liquor license."});
  talk(said, 140);
  said.push_back({260, ">> We move on to item number twenty two, a liquor license."});
  talk(said, 270);
  const std::vector<Item> items = {titled("Liquor license", "22."), titled("Liquor license", "23.")};
  const auto places = align(items, transcript_of(said));
  ASSERT_TRUE(places[0].seconds);
  EXPECT_NEAR(*places[0].seconds, 260, 6);
  EXPECT_NE(places[0].why.find("its number"), std::string::npos);
}

TEST(Align, AFileNumberIsHeardAsItIsSpoken) {
  std::vector<Said> said = {{0, ">> Good evening."}};
  talk(said, 10);
  said.push_back({130, ">> Next is resolution number 387."});
  talk(said, 140);
  Item item = titled("Zoning of a parcel");
  item.matter_name = "Res 0387-2022";
  item.matter_type = "Resolution";
  const auto places = align(std::vector<Item>{item}, transcript_of(said));
  ASSERT_TRUE(places[0].seconds) << places[0].why;
  EXPECT_NEAR(*places[0].seconds, 130, 6);
  EXPECT_EQ(places[0].why, "Said here: its file number; the chair moves on.");
}

TEST(Align, AnItemTakenOutOfOrderIsFoundWhereTheWordsLeaveLittleDoubt) {
  auto agenda = small_agenda();
  std::rotate(agenda.begin(), agenda.begin() + 2, agenda.end());  // the museum is first on the agenda, last in the room
  const auto places = align(agenda, transcript_of(small_meeting()));
  ASSERT_TRUE(places[1].seconds && places[2].seconds);
  EXPECT_NEAR(*places[1].seconds, 20, 6);
  EXPECT_NEAR(*places[2].seconds, 150, 6);
  if (places[0].seconds) EXPECT_NEAR(*places[0].seconds, 280, 6);
}

TEST(Align, ItemsTakenTogetherBeginTogether) {
  std::vector<Said> said = {{0, ">> Good evening."}};
  talk(said, 10);
  said.push_back({130, ">> The next items are the harbor dredging contract and the museum loan agreement together."});
  talk(said, 140);
  const std::vector<Item> items = {titled("Harbor dredging contract"), titled("Museum loan agreement")};
  const auto places = align(items, transcript_of(said));
  ASSERT_TRUE(places[0].seconds && places[1].seconds);
  EXPECT_NEAR(*places[0].seconds, 130, 12);
  EXPECT_NEAR(*places[1].seconds, 130, 12);
}

TEST(Align, AStatedTimeIsKept) {
  auto agenda = small_agenda();
  agenda[1].supplier_seconds = 171.25;
  const auto places = align(agenda, transcript_of(small_meeting()));
  EXPECT_EQ(places[1].seconds, 171.25);
  EXPECT_EQ(places[1].origin, Origin::kStated);
  EXPECT_EQ(places[1].confidence, 1);
  EXPECT_EQ(places[1].why, "The source states this time.");
  EXPECT_NEAR(places[0].seconds.value_or(-1), 20, 6);
}

TEST(Align, AStatedTimeIsKeptWhereNothingIsSaid) {
  const auto places = align(std::vector<Item>{stated("Parks", 90)}, {});
  EXPECT_EQ(places[0].seconds, 90);
  EXPECT_EQ(places[0].origin, Origin::kStated);
}

TEST(Align, AStatedTimeOutsideTheRecordingIsNotKept) {
  auto agenda = small_agenda();
  agenda[1].supplier_seconds = 90'000;
  agenda[2].supplier_seconds = -4;
  const auto places = align(agenda, transcript_of(small_meeting()));
  EXPECT_NEAR(places[1].seconds.value_or(-1), 150, 6);
  EXPECT_EQ(places[1].origin, Origin::kWorkedOut);
  EXPECT_NE(places[1].why.find("The time that the source states does not fit the words."), std::string::npos);
  EXPECT_NEAR(places[2].seconds.value_or(-1), 280, 6);
}

TEST(Align, OnlyTheMeetingsOwnPartOfARecordingIsRead) {
  Options options;
  options.from_seconds = 100;
  options.to_seconds = 275;
  const auto places = align(small_agenda(), transcript_of(small_meeting()), options);
  EXPECT_FALSE(places[0].seconds);
  EXPECT_NEAR(places[1].seconds.value_or(-1), 150, 6);
  EXPECT_FALSE(places[2].seconds);
}

TEST(Align, CaptionsThatMissALetterOfANameStillGiveIt) {
  std::vector<Said> said = {{0, ">> Good evening."}};
  talk(said, 10);
  said.push_back({130, ">> We will move on to the next item which is Kartagener Tavrn."});
  talk(said, 140);
  const auto places = align(std::vector<Item>{titled("Kartagenar Tavern")}, transcript_of(said));
  EXPECT_NEAR(places[0].seconds.value_or(-1), 130, 6);
}

TEST(Align, ALanguageWithoutATableIsAlignedByTheTitlesWords) {
  std::vector<Said> said = {{0, ">> Dobrý večer."},
                            {10, "Vítejte na jednání."},
                            {60, ">> Hovoříme o dopravě ve městě."},
                            {200, ">> Další je rekonstrukce plaveckého stadionu Podolí."},
                            {260, "Kdo je pro?"}};
  auto transcript = transcript_of(said);
  transcript.language = "cs";
  const auto places = align(std::vector<Item>{titled("Rekonstrukce plaveckého stadionu Podolí")}, transcript,
                            {.from_seconds = 0, .to_seconds = {}, .least_confidence = 0});
  EXPECT_NEAR(places[0].seconds.value_or(-1), 200, 6);
}

std::vector<Said> any_words() {
  const auto word = rc::gen::elementOf(std::vector<std::string>{
      "park", "item", "number", "two", "next", "is", "harbor", "all", "in", "favor", "elm", "street", "12", "é", "¿?"});
  std::vector<Said> said;
  double now = static_cast<double>(*rc::gen::inRange(0, 50));
  for (int sentences = *rc::gen::inRange(0, 25); sentences > 0; --sentences) {
    std::string text = *rc::gen::arbitrary<bool>() ? ">> " : "";
    for (const std::string& each : *rc::gen::container<std::vector<std::string>>(word)) text += each + " ";
    said.push_back({now, text});
    now += static_cast<double>(*rc::gen::inRange(0, 90));
  }
  return said;
}

std::vector<Item> any_items() {
  std::vector<Item> items;
  for (int count = *rc::gen::inRange(0, 8); count > 0; --count) {
    Item item;
    item.title = *rc::gen::elementOf(std::vector<std::string>{"Park", "Harbor: 12 Elm Street", "", "Elm", "Item two"});
    item.number = *rc::gen::elementOf(std::vector<std::string>{"", "2", "12", "3.A", "IV"});
    items.push_back(item);
  }
  return items;
}

RC_GTEST_PROP(Align, PlacesStandInAgendaOrderWithinTheRecording, ()) {
  const auto said = any_words();
  const auto items = any_items();
  Weights weights = learned_weights();
  weights.out_of_order = -2000;  // none may stand out of order
  const auto places =
      align_with(items, transcript_of(said), {.from_seconds = 0, .to_seconds = {}, .least_confidence = 0}, weights);
  RC_ASSERT(places.size() == items.size());
  double last = 0;
  for (const Place& place : places) {
    RC_ASSERT(place.confidence >= 0 && place.confidence <= 1);
    RC_ASSERT(!place.why.empty());
    RC_ASSERT(place.seconds.has_value() == (place.origin != Origin::kOpen));
    if (!place.seconds) continue;
    RC_ASSERT(*place.seconds >= last);
    RC_ASSERT(*place.seconds <= said.back().seconds + 8);
    last = *place.seconds;
  }
}

RC_GTEST_PROP(Align, AStatedTimeOfAnItemWithoutWordsIsKept, ()) {
  const auto said = any_words();
  auto items = any_items();
  RC_PRE(!items.empty());
  const auto which = *rc::gen::inRange<std::size_t>(0, items.size());
  items[which] = stated("Unsaid", said.empty() ? 10 : said[said.size() / 2].seconds);
  const auto places = align(items, transcript_of(said));
  RC_ASSERT(places[which].seconds == items[which].supplier_seconds);
  RC_ASSERT(places[which].origin == Origin::kStated);
}

}  // namespace
}  // namespace dais::alignment
