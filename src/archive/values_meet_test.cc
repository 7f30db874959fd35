// SPDX-License-Identifier: Apache-2.0
// New values where others are known: null, change, withdrawal, return. On both databases.
#include "archive/record_fixture_test.h"

namespace dais::archive {
namespace {

class ValuesMeet : public RecordTest {};

TEST_P(ValuesMeet, NullNeverOverwritesAndAChangeKeepsTheOldValue) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.location = "Town Hall";
  event.agenda_uri = "https://a.example/agenda.pdf";
  take({{"a", {event}}});
  event.location.reset();
  event.agenda_uri = "https://a.example/agenda-2.pdf";
  take({{"a", {event}}});
  const EventView view = reader()->event(id("event", "1")).value();
  EXPECT_EQ(view.summary.location, "Town Hall");
  EXPECT_EQ(view.agenda_uri, "https://a.example/agenda-2.pdf");
  ASSERT_EQ(view.provenance.changes.size(), 1U);
  EXPECT_EQ(view.provenance.changes[0].field, "agenda_uri");
  EXPECT_EQ(view.provenance.changes[0].old_value, "https://a.example/agenda.pdf");
  EXPECT_EQ(view.provenance.changes[0].new_value, "https://a.example/agenda-2.pdf");
}

TEST_P(ValuesMeet, AnItemNoLongerListedIsWithdrawnAndComesBack) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  domain::EventItem roof;
  roof.name = "Roof";
  domain::EventItem pool;
  pool.name = "Pool";
  event.items = {roof, pool};
  take({{"a", {event}}});
  event.items = {roof};
  EXPECT_EQ(take({{"a", {event}}}).tables.at("event_item").withdrawn, 1);
  EventView view = reader()->event(id("event", "1")).value();
  ASSERT_EQ(view.items.size(), 2U);
  EXPECT_FALSE(view.items[0].withdrawn);
  EXPECT_TRUE(view.items[1].withdrawn);
  event.items.reset();
  EXPECT_FALSE(take({{"a", {event}}}).tables.contains("event_item"));
  event.items = {roof, pool};
  take({{"a", {event}}});
  EXPECT_FALSE(reader()->event(id("event", "1")).value().items[1].withdrawn);
}

TEST_P(ValuesMeet, AnItemTakenUpTwiceIsTwoItems) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  domain::EventItem comment;
  comment.name = "Public Comment";
  event.items = {comment, comment};
  take({{"a", {event}}});
  EXPECT_EQ(reader()->event(id("event", "1")).value().items.size(), 2U);
}

INSTANTIATE_TEST_SUITE_P(Both, ValuesMeet, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
