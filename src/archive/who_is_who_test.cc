// SPDX-License-Identifier: Apache-2.0
// Which record a source means: external ids before names, two of one name, aliases, mentions, several sources. On both
// databases.
#include "archive/cdp_ids.h"
#include "archive/record_fixture_test.h"

namespace dais::archive {
namespace {

class WhoIsWho : public RecordTest {};

TEST_P(WhoIsWho, TwoMeetingsOfOneHourAreToldApartByTheirNumberAtAnotherSource) {
  take({{"a", {council("1", "2024-03-05T19:00:00")}}, {"b", {council("2", "2024-03-05T19:00:00")}}}, "supplier");
  take({{"b", {council("2", "2024-03-05T19:00:00")}}, {"a", {council("1", "2024-03-05T19:00:00")}}}, "history");
  EXPECT_EQ(reader()->events({}, {}).value().total, 2);
  EXPECT_EQ(id("event", "1", "history"), id("event", "1", "supplier"));
  EXPECT_EQ(id("event", "2", "history"), id("event", "2", "supplier"));
}

TEST_P(WhoIsWho, TwoPersonsOfOneNameStayTwo) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {
      voted("Res 1", {{named("Ann Lee", "7"), "Aye"}, {named("Ann Lee", "8"), "Nay"}, {named("Ann Lee"), "Aye"}})};
  take({{"a", {event}}});
  // The bare name fits both and is joined to neither.
  EXPECT_EQ(people().size(), 3U);
}

TEST_P(WhoIsWho, ABareNameJoinsTheOnePersonItFitsInWhateverOrder) {
  domain::Event first = council("1", "2024-03-05T19:00:00");
  first.items = {voted("Res 1", {{named("Ann  LEE"), "Aye"}})};
  domain::Event second = council("2", "2024-03-12T19:00:00");
  second.items = {voted("Res 2", {{named("Ann Lee", "7"), "Nay"}})};
  take({{"a", {first}}});
  take({{"b", {second}}});
  ASSERT_EQ(people().size(), 1U);
  EXPECT_EQ(people()[0].ref.id, id("person", "7"));
  EXPECT_EQ(people()[0].vote_count, 2);
  // A namesake comes: the bare name no longer says who is meant.
  domain::Event third = council("3", "2024-03-19T19:00:00");
  third.items = {voted("Res 3", {{named("Ann Lee", "8"), "Aye"}})};
  take({{"c", {third}}});
  EXPECT_EQ(people().size(), 3U);
}

TEST_P(WhoIsWho, AnAliasJoinsTwoSpellingsReversibly) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Gale A. Brewer", "7"), "Aye"}}),
                 voted("Res 2", {{named("Gale Brewer"), "Nay"}})};
  take({{"a", {event}}});
  ASSERT_EQ(people().size(), 2U);
  const std::string other = people()[0].ref.id == id("person", "7") ? people()[1].ref.id : people()[0].ref.id;
  config_.aliases = {{"Gale A. Brewer", {"Gale Brewer"}}};
  take({});
  ASSERT_EQ(people().size(), 1U);
  EXPECT_EQ(people()[0].vote_count, 2);
  EXPECT_EQ(reader()->person(id("person", "7"), {}, {}).value().also_known_as, std::vector<std::string>{"Gale Brewer"});
  const Located moved = reader()->locate("person", other).value();
  EXPECT_TRUE(moved.moved);
  EXPECT_EQ(moved.id, id("person", "7"));
  config_.aliases.clear();
  take({});
  EXPECT_EQ(people().size(), 2U);
}

TEST_P(WhoIsWho, AMatterOnlyMentionedIsNotListedUntilItSpeaksForItself) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  domain::EventItem item;
  item.name = "Oversight";
  item.matter.emplace();
  item.matter->standing = domain::Standing::kMentioned;
  item.matter->external_id = "55";
  item.matter->name = "T2024-1";
  item.matter->title = "Mentioned title";
  event.items = {item};
  take({{"a", {event}}});
  EXPECT_EQ(reader()->matters({}, {}).value().total, 0);
  EXPECT_EQ(reader()->matter(id("matter", "55")).value().summary.title, "Mentioned title");
  domain::Matter own = *item.matter;
  own.standing = domain::Standing::kStated;
  own.title = "Its own title";
  take({{"m", {own}}});
  event.comment = "changed";
  take({{"a", {event}}});
  EXPECT_EQ(reader()->matters({}, {}).value().total, 1);
  EXPECT_EQ(reader()->matter(id("matter", "55")).value().summary.title, "Its own title");
}

TEST_P(WhoIsWho, TwoSourcesOfOneMeetingShareIt) {
  take({{"a", {council("1", "2024-03-05T19:00:00")}}}, "first");
  domain::Event same = council("x9", "2024-03-05T19:00:00");
  same.location = "Town Hall";
  take({{"b", {same}}}, "second");
  EXPECT_EQ(reader()->events({}, {}).value().total, 1);
  EXPECT_EQ(id("event", "1", "first"), id("event", "x9", "second"));
  // Two meetings of one hour that one source tells apart stay two.
  take({{"c", {council("2", "2024-03-05T19:00:00")}}}, "first");
  EXPECT_EQ(reader()->events({}, {}).value().total, 2);
}

TEST_P(WhoIsWho, ASecondTermUnderOneTitleIsARoleOfItsOwn) {
  domain::Person person = named("Ann Lee", "7");
  domain::Body body;
  body.name = "Council";
  person.roles = {
      {{"", "Member", body, at("2018-01-01"), at("2021-12-31")}, {"", "Member", body, at("2022-01-01"), {}}}};
  take({{"p", {person}}});
  const auto roles = reader()->person(id("person", "7"), {}, {}).value().roles;
  ASSERT_EQ(roles.size(), 2U);
  EXPECT_TRUE(roles[0].current);
  EXPECT_FALSE(roles[1].current);
}

TEST_P(WhoIsWho, CdpIdsLeadToOurs) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("M. Lorena González"), "Approve"}})};
  take({{"a", {event}}});
  const Located person = reader()->locate("person", "e54faa3434c9").value();
  EXPECT_TRUE(person.moved);
  EXPECT_EQ(person.id, people()[0].ref.id);
  const std::string cdp_event = cdp_id_of_event(cdp_id_of_name("Council"), *event.start);
  EXPECT_EQ(reader()->locate("event", cdp_event).value().id, id("event", "1"));
  EXPECT_EQ(reader()->locate("event", "ffffffffffff").error().code, ErrorCode::kNotFound);
}

INSTANTIATE_TEST_SUITE_P(Both, WhoIsWho, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
