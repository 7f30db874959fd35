// SPDX-License-Identifier: Apache-2.0
// The index through its interface alone: what is put is found, replaced, removed; what a query means.
#include "search/index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "search/sample_sessions.h"

namespace dais::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Index : public testing::Test {
 protected:
  void SetUp() override {
    index.put({"s1", "2023-01-19", "Council",
               "Ann: We need bike lanes on Nicollet Avenue. | Bob: The parking minimum is part-time."});
    index.put({"s2", "2023-05-02", "Council", "Bob: A bike shop opened. | Cy: Snow is removed from lanes at 14:30."});
    index.put({"s3", "2024-02-06", "Parks Board", "Ann: Élan Vital asked for bikes & <trees>. | Dee: Running water."});
    index.commit();
  }
  SampleIndex index;
};

TEST_F(Index, FindsWordsByStem) {
  EXPECT_THAT(index.sessions("bikes"), UnorderedElementsAre("s1", "s2", "s3"));
  EXPECT_THAT(index.sessions("run"), ElementsAre("s3"));
}

TEST_F(Index, AllWordsAreThereWhereAllAreAskedFor) {
  Query query;
  query.text = "bike shop";
  query.words = WordsAsked::kAll;
  EXPECT_EQ(index.find(query).total, 1);
  EXPECT_THAT(index.find(query).understood, HasSubstr("“bike” and “shop”"));
}

TEST_F(Index, PassagesWithAllWordsComeFirst) { EXPECT_EQ(index.sessions("bike shop").front(), "s2"); }

TEST_F(Index, APhraseIsAPhrase) {
  EXPECT_THAT(index.sessions("\"bike lanes\""), ElementsAre("s1"));
  EXPECT_THAT(index.sessions("\"lanes bike\""), IsEmpty());
  EXPECT_THAT(index.sessions("\"bike lane\""), IsEmpty()) << "word forms are exact";
  EXPECT_THAT(index.sessions("\"BIKE lanes\""), ElementsAre("s1"));
  EXPECT_THAT(index.sessions("\"running\""), ElementsAre("s3"));
  EXPECT_THAT(index.sessions("\"run\""), IsEmpty());
}

TEST_F(Index, WordsThatEverybodySaysAreLookedForInARow) {
  index.put({"s4", "2024-03-05", "Council", "Ann: To be or not to be heard. | Bob: Not here, to be sure."});
  index.commit();
  EXPECT_THAT(index.find("not to be").understood, HasSubstr("“not to be”"));
  EXPECT_EQ(index.find("not to be").hits.at(0).start_seconds, 0);
  EXPECT_THAT(index.sessions("is at"), UnorderedElementsAre("s1", "s2")) << "said by nobody in this order: as words";
  EXPECT_THAT(index.find("is at").understood, HasSubstr("“is” or “at”"));
  EXPECT_THAT(index.sessions("to be sure"), ElementsAre("s4"));
}

TEST_F(Index, FoldsAccentsAndCase) { EXPECT_THAT(index.sessions("\"elan VITAL\""), ElementsAre("s3")); }

TEST_F(Index, ExcludesAndJoins) {
  EXPECT_THAT(index.sessions("bike -lanes"), UnorderedElementsAre("s3"));
  EXPECT_THAT(index.sessions("snow OR water"), UnorderedElementsAre("s2", "s3"));
  EXPECT_THAT(index.sessions("bike NOT \"bike shop\""), UnorderedElementsAre("s1", "s3"));
}

TEST_F(Index, FindsWordsNearOneAnother) {
  EXPECT_THAT(index.sessions("bike NEAR avenue"), ElementsAre("s1"));
  EXPECT_THAT(index.sessions("nicollet NEAR/3 need"), IsEmpty());
  EXPECT_THAT(index.sessions("nicollet NEAR/4 need"), ElementsAre("s1"));
  EXPECT_THAT(index.sessions("shop NEAR \"snow is\""), ElementsAre("s2"));
}

TEST_F(Index, FindsWhatStandsInParentheses) {
  EXPECT_THAT(index.sessions("(bike shop) OR \"running water\""), UnorderedElementsAre("s2", "s3"));
  EXPECT_THAT(index.sessions("bike -(shop snow)"), UnorderedElementsAre("s1", "s3"));
  EXPECT_THAT(index.sessions("(trees (elan OR snow)) OR parking"), UnorderedElementsAre("s1", "s3"));
}

TEST_F(Index, FindsWordsByTheirBeginning) {
  EXPECT_THAT(index.sessions("runn*"), ElementsAre("s3"));
  EXPECT_THAT(index.sessions("park* OR remo*"), UnorderedElementsAre("s1", "s2"));
  EXPECT_THAT(index.sessions("xq*"), IsEmpty());
}

TEST_F(Index, HyphensNumbersAndClockTimesAreFound) {
  EXPECT_THAT(index.sessions("\"part time\""), ElementsAre("s1"));
  EXPECT_EQ(index.sessions("part-time").front(), "s1");
  EXPECT_THAT(index.sessions("14:30"), ElementsAre("s2"));
}

TEST_F(Index, TypedFiltersNarrow) {
  EXPECT_THAT(index.sessions("bike body:parks"), ElementsAre("s3"));
  EXPECT_THAT(index.sessions("bike -body:parks after:2023-05"), ElementsAre("s2"));
  EXPECT_THAT(index.sessions("bike before:2023-05-02"), ElementsAre("s1"));
  EXPECT_THAT(index.sessions("bike speaker:bob"), ElementsAre("s2"));
  EXPECT_THAT(index.sessions("bike after:2025"), IsEmpty());
}

TEST_F(Index, ASpeakersWordsAreTheirsAlone) {
  EXPECT_THAT(index.sessions("parking speaker:ann"), IsEmpty()) << "Bob said it in the same passage";
  EXPECT_THAT(index.find("speaker:ann parking OR bikes").hits.at(0).speaker, "Ann");
}

TEST_F(Index, ASpeakersNameIsFoundWithoutBeingSaid) { EXPECT_THAT(index.sessions("Dee"), ElementsAre("s3")); }

TEST_F(Index, AWholeNameIsLookedForInWhoSpeaksNotInWhatIsSaid) {
  index.put({"s4", "2024-03-01", "Council", "Cy: Ann Lee, Ann Lee, thank you Ann Lee, bikes are fine."});
  index.put({"s5", "2024-03-02", "Council", "Ann Lee: About bikes I have a view."});
  index.commit();
  EXPECT_EQ(index.sessions("What did Ann Lee say about bikes?").front(), "s5");
}

TEST(IndexLanding, AtTheWordsOrAtTheBestQuarterMinuteOfAnAnswer) {
  SampleIndex index;
  domain::Transcript transcript;
  const std::vector<const char*> texts = {"Welcome.", "The bridge, the bridge again.", "It is old.", "Repair it.",
                                          "Thanks."};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    domain::Sentence sentence;
    sentence.start = static_cast<domain::Milliseconds>(i) * 10'000;
    sentence.end = sentence.start + 9'000;
    sentence.text = texts[i];
    transcript.sentences.push_back(sentence);
  }
  index.put({"s", "2023-01-01", "Council", ""}, transcript);
  index.commit();
  EXPECT_EQ(index.find("repair").hits.at(0).start_seconds, 30);
  EXPECT_EQ(index.find("What did they say about the bridge?").hits.at(0).start_seconds, 0);
}

TEST_F(Index, GivenFiltersNarrow) {
  Query query;
  query.text = "bike";
  query.body_id = "body-Council";
  EXPECT_EQ(index.find(query).total, 2);
  query.person_id = "person-Ann";
  EXPECT_EQ(index.find(query).total, 1);
  query =
      Query{.text = "bike", .body_id = "", .person_id = "", .session_id = "s2", .event_id = "", .from = {}, .to = {}};
  EXPECT_EQ(index.find(query).total, 1);
  query.session_id.clear();
  query.event_id = "event-s3";
  EXPECT_EQ(index.find(query).hits.at(0).session_id, "s3");
  query.event_id.clear();
  query.from = parse_instant("2023-05-02T18:00:00Z", "UTC").value();
  EXPECT_EQ(index.find(query).total, 2) << "the start itself is in";
  query.to = parse_instant("2024-02-06T18:00:00Z", "UTC").value();
  EXPECT_EQ(index.find(query).total, 1) << "the end itself is out";
}

TEST_F(Index, NewestAndOldestAreTrueOrders) {
  Query query;
  query.text = "bike";
  query.sort = Sort::kNewest;
  const Answer newest = index.find(query);
  ASSERT_EQ(newest.hits.size(), 3U);
  EXPECT_EQ(newest.hits[0].session_id, "s3");
  EXPECT_EQ(newest.hits[2].session_id, "s1");
  query.sort = Sort::kOldest;
  EXPECT_EQ(index.find(query).hits.at(0).session_id, "s1");
}

TEST_F(Index, FiltersAloneAnswerWithEverythingNewestFirst) {
  EXPECT_THAT(index.sessions("body:council"), ElementsAre("s2", "s1"));
  EXPECT_THAT(index.sessions("-bike"), IsEmpty());
  EXPECT_THAT(index.sessions("-snow"), ElementsAre("s3", "s1"));
}

TEST_F(Index, NothingTypedFindsNothing) {
  for (const char* text : {"", "   ", "\"\"", "🚲", "- ( ) *", "\"*\" ^ : OR"}) {
    const Answer answer = index.find(std::string(text));
    EXPECT_EQ(answer.total, 0) << text;
    EXPECT_THAT(answer.understood, HasSubstr("nothing")) << text;
  }
}

TEST_F(Index, AHitSaysWhereAndWhat) {
  const Answer answer = index.find("trees");
  ASSERT_EQ(answer.hits.size(), 1U);
  const Hit& hit = answer.hits[0];
  EXPECT_EQ(hit.event_id, "event-s3");
  EXPECT_EQ(hit.speaker, "Ann");
  EXPECT_EQ(hit.start_seconds, 0);
  // The other sentence of the passage is somebody else's: a hit quotes only the one it names.
  EXPECT_EQ(hit.end_seconds, 10);
  EXPECT_EQ(hit.text, "Élan Vital asked for bikes & <trees>.");
  EXPECT_EQ(hit.snippet_html, "Élan Vital asked for bikes &amp; &lt;<mark>trees</mark>&gt;.");
  EXPECT_THAT(answer.terms, ElementsAre("trees"));
}

TEST_F(Index, APhraseThatOneBeganAndAnotherEndedWasNotSaid) {
  EXPECT_EQ(index.find("\"asked for bikes\"").total, 1);
  EXPECT_EQ(index.find("\"trees running\"").total, 0);
}

TEST_F(Index, AHitLandsOnTheSentenceThatSaysIt) { EXPECT_EQ(index.find("parking").hits.at(0).start_seconds, 10); }

TEST_F(Index, FacetsCountAllMatches) {
  Query query;
  query.text = "bike";
  query.limit = 1;
  const Answer answer = index.find(query);
  EXPECT_EQ(answer.total, 3);
  EXPECT_EQ(answer.hits.size(), 1U);
  ASSERT_EQ(answer.bodies.size(), 2U);
  EXPECT_EQ(answer.bodies[0].name, "Council");
  EXPECT_EQ(answer.bodies[0].id, "body-Council");
  EXPECT_EQ(answer.bodies[0].count, 2);
  EXPECT_THAT(answer.years, UnorderedElementsAre(std::pair(2023, 2), std::pair(2024, 1)));
}

TEST_F(Index, PagesPutTogetherAreTheWhole) {
  std::vector<std::string> paged;
  Query query;
  query.text = "bike lanes water";
  const Answer whole = index.find(query);
  query.limit = 1;
  for (query.offset = 0; query.offset < 5; ++query.offset) {
    for (const Hit& hit : index.find(query).hits) {
      paged.push_back(hit.session_id + hit.text);
    }
  }
  std::vector<std::string> all;
  for (const Hit& hit : whole.hits) {
    all.push_back(hit.session_id + hit.text);
  }
  EXPECT_EQ(paged, all);
  EXPECT_EQ(static_cast<std::size_t>(whole.total), all.size());
}

TEST_F(Index, SaysWhatWasSearched) {
  EXPECT_EQ(index.find("bike lanes").understood, "passages where anyone said “bike” or “lanes”");
  EXPECT_EQ(index.find("\"bike lanes\" speaker:\"Ann Lee\" body:Council after:2023 -snow").understood,
            "passages where anyone said “bike lanes”, without “snow”, by Ann Lee, in Council, after 2023-01-01");
  Query query;
  query.person_id = "person-Ann";
  query.body_id = "body-Council";
  EXPECT_EQ(index.find(query).understood, "passages, by Ann, in Council");
}

TEST_F(Index, SuggestsTheSpellingOfTheIndex) {
  EXPECT_EQ(index.find("nicolet").suggestion, "nicollet");
  EXPECT_EQ(index.find("zzzzzzzzzz").suggestion, std::nullopt);
}

TEST_F(Index, SuggestsWhatSoundsTheSame) {
  index.put({"s9", "2023-01-01", "Council", "Ann: Thank you Ms Philips"});
  index.commit();
  EXPECT_EQ(index.find("fillips").suggestion, "philips");
}

TEST_F(Index, WhatTakesTooLongIsRefusedOrAnsweredWithWhatWasLookedAt) {
  Query query;
  query.text = "lanes";
  query.for_matching = std::chrono::milliseconds(0);
  const auto refused = index.reader().find(query);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kBadRequest);
  query.for_matching = std::chrono::hours(1);
  query.for_all = std::chrono::milliseconds(0);
  const Answer part = index.find(query);
  query.for_all = std::chrono::hours(1);
  const Answer whole = index.find(query);
  EXPECT_FALSE(part.is_complete);
  EXPECT_TRUE(whole.is_complete);
  EXPECT_EQ(part.total, whole.total);
  EXPECT_FALSE(part.hits.empty());
}

TEST_F(Index, KeepsToPartsOfSessionsThatAreGiven) {
  index.put(
      {"s8", "2023-01-01", "Council", "Ann: A gazebo. | Bob: No gazebo here, or anywhere in this town. | Cy: Gazebo!"});
  index.commit();
  Query query;
  query.text = "gazebo";
  query.spans = std::vector<SessionSpan>{{"s8", 0, 1}};
  EXPECT_EQ(index.find(query).total, 1);
  query.spans = std::vector<SessionSpan>{{"s8", 1, 5}, {"s1", 0, 100}};
  EXPECT_EQ(index.find(query).total, 0);
}

TEST(IndexMeetings, AHitSaysHowManyOthersItsMeetingHas) {
  SampleIndex index;
  domain::Transcript transcript = transcript_of("gazebo | gazebo | gazebo", 200'000);
  index.put({"s1", "2023-01-01", "Council", ""}, transcript);
  transcript.sentences.resize(1);
  index.put({"s2", "2023-01-02", "Council", ""}, transcript);
  index.commit();
  Query query;
  query.text = "gazebo";
  query.limit = 3;
  const Answer answer = index.find(query);
  EXPECT_EQ(answer.total, 4);
  EXPECT_EQ(answer.meetings, 2);
  EXPECT_TRUE(answer.has_more);
  for (const Hit& hit : answer.hits) EXPECT_EQ(hit.more_in_meeting, hit.session_id == "s1" ? 2 : 0);
}

TEST_F(Index, SuggestsToAskForLess) {
  EXPECT_EQ(index.find("\"lanes bike\"").suggestion, "lanes bike");
  EXPECT_EQ(index.find("water body:council").suggestion, "water");
}

TEST_F(Index, PuttingAgainReplaces) {
  index.put({"s1", "2023-01-19", "Council", "Ann: Only gravel now."});
  EXPECT_THAT(index.sessions("parking"), ElementsAre("s1")) << "not before the commit";
  index.commit();
  EXPECT_THAT(index.sessions("parking"), IsEmpty());
  EXPECT_THAT(index.sessions("\"only gravel\""), ElementsAre("s1"));
}

TEST_F(Index, RemovedIsGone) {
  ASSERT_TRUE(index.writer().remove("s3"));
  ASSERT_TRUE(index.writer().remove("never-there"));
  index.commit();
  EXPECT_THAT(index.sessions("bike"), UnorderedElementsAre("s1", "s2"));
  EXPECT_THAT(index.writer().versions().value(), UnorderedElementsAre(std::pair("s1", "v1"), std::pair("s2", "v1")));
}

TEST_F(Index, ASessionWithoutWordsIsKnownAndFindsNothing) {
  index.put({"s4", "2024-03-01", "Council", ""});
  index.commit();
  EXPECT_EQ(index.writer().versions().value().count("s4"), 1U);
  EXPECT_EQ(index.writer().version("s4").value(), index.writer().versions().value().at("s4"));
  EXPECT_EQ(index.writer().version("nobody's").value(), "");
  EXPECT_EQ(index.find("bike").total, 3);
}

TEST(IndexFolder, AnotherFormatIsBegunAnew) {
  SampleIndex index;
  index.put({"s1", "2023-01-19", "Council", "Ann: bike"});
  index.commit();
  EXPECT_EQ(index.find("bike").total, 1);
  ASSERT_TRUE(os::write_file_atomically(index.folder() + "/manifest", "dais-index-999\nbirth 1\n"));
  auto writer = open_writer(index.folder());
  ASSERT_TRUE(writer) << writer.error().message;
  EXPECT_THAT((*writer)->versions().value(), IsEmpty());
  EXPECT_EQ(index.find("bike").total, 0) << "a reader follows";
}

TEST(IndexFolder, AFileInItsPlaceIsLeftAlone) {
  SampleIndex index;
  ASSERT_TRUE(os::write_file_atomically(index.folder(), "a diary", os::Durable::kNo));
  const auto writer = open_writer(index.folder());
  ASSERT_FALSE(writer);
  EXPECT_THAT(writer.error().message, HasSubstr(index.folder()));
  EXPECT_EQ(os::read_file(index.folder(), 100).value(), "a diary");
}

}  // namespace
}  // namespace dais::search
