// SPDX-License-Identifier: Apache-2.0
// Labels become persons on evidence only. On both databases.
#include "archive/speakers.h"

#include "archive/record_fixture_test.h"

namespace dais::archive {
namespace {

domain::Person in_office(const std::string& name, const std::string& external_id, const char* from, const char* until) {
  domain::Person person = named(name, external_id);
  domain::Role role;
  role.title = "Member";
  role.body = domain::Body{};
  role.body->name = "Council";
  role.start = at(from);
  role.end = at(until);
  person.roles = {role};
  return person;
}

class SpeakerEvidence : public RecordTest {
 protected:
  /// Who the label is in a meeting of that day, and why.
  Identified said_by(const std::string& label, const char* when) {
    domain::Event event = council("spoken", when);
    event.sessions = {spoken("00:10.000 --> 00:14.000\n<v " + label + ">The harbour bridge is closed.\n")};
    take({{"spoken", {event}}});
    const EventView view = reader()->event(id("event", "spoken")).value();
    const SessionView& session = view.sessions.at(0);
    return session.identified.empty() ? Identified{} : session.identified.at(0);
  }
};

TEST_P(SpeakerEvidence, AFullNameOfWhoWasInOfficeIsThatPerson) {
  take({{"a", {in_office("Ann Lee", "7", "2020-01-01", "2024-12-31")}}});
  const Identified found = said_by("Council Member Ann Lee", "2024-03-05T19:00:00");
  EXPECT_EQ(found.person.id, id("person", "7"));
  EXPECT_EQ(found.evidence,
            "The label ends with the full name of Ann Lee, and of nobody else in office that day (Member, Council).");
}

TEST_P(SpeakerEvidence, WhoWasNotInOfficeThatDayIsNotTakenForTheSpeaker) {
  take({{"a", {in_office("Ann Lee", "7", "2010-01-01", "2013-12-31")}}});
  EXPECT_EQ(said_by("Ann Lee", "2024-03-05T19:00:00").person.id, "");
}

TEST_P(SpeakerEvidence, OfTwoOfOneNameTheOneInOfficeIsMeantAndWhereBothAreNobody) {
  take({{"a", {in_office("Ann Lee", "7", "2010-01-01", "2013-12-31")}},
        {"b", {in_office("Ann Lee", "8", "2012-01-01", "2024-12-31")}}});
  EXPECT_EQ(said_by("Ann Lee", "2024-03-05T19:00:00").person.id, id("person", "8"));
  EXPECT_EQ(said_by("Ann Lee", "2012-03-05T19:00:00").person.id, "");
}

TEST_P(SpeakerEvidence, VotesCastAroundThatDayAreAnOffice) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Bo Cruz", "9"), "Aye"}})};
  take({{"a", {event}}});
  const Identified found = said_by("Bo Cruz", "2024-03-05T19:00:00");
  EXPECT_EQ(found.person.id, id("person", "9"));
  EXPECT_EQ(found.evidence,
            "The label is the full name of Bo Cruz, and of nobody else in office that day (who voted here before and "
            "after, or in that meeting).");
  EXPECT_EQ(said_by("Bo Cruz", "2025-03-05T19:00:00").person.id, "");
  EXPECT_EQ(said_by("Cruz", "2024-03-05T19:00:00").person.id, "") << "a family name is no evidence";
}

TEST_P(SpeakerEvidence, AnAliasOfTheConfigurationSaysWhoIsMeant) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.items = {voted("Res 1", {{named("Gale A. Brewer", "7"), "Aye"}}),
                 voted("Res 2", {{named("Gale Brewer"), "Nay"}})};
  take({{"a", {event}}});
  config_.aliases = {{"Gale A. Brewer", {"Gale Brewer"}}};
  const Identified found = said_by("Gale Brewer", "2025-03-05T19:00:00");
  EXPECT_EQ(found.person.id, id("person", "7"));
  EXPECT_EQ(found.evidence, "The label is another name of Gale A. Brewer, as the configuration says.");
}

INSTANTIATE_TEST_SUITE_P(Both, SpeakerEvidence, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
