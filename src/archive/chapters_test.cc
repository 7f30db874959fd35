// SPDX-License-Identifier: Apache-2.0
#include "archive/chapters.h"

#include "archive/instance.h"
#include "archive/item_times.h"
#include "archive/record_fixture_test.h"

namespace dais::archive {
namespace {

AgendaItem item(const std::string& number, const std::string& name, std::optional<double> seconds, int session = 0) {
  AgendaItem out;
  out.id = "item" + number;
  out.agenda_number = number;
  out.name = name;
  if (seconds) out.moment = ItemMoment{session, *seconds, TimeOrigin::kStated, 1, {}};
  return out;
}

TEST(Chapters, ItemsFollowTheirTimesAndEndWhereTheNextBegins) {
  EventView event;
  event.items = {item("1", "Minutes", 60.5), item("2", "Bridge <b> & tunnel\nrepairs", 30),
                 item("", "Park", std::nullopt), item("4", "Elsewhere", 90, 1), item("5", "Dropped", 95)};
  event.items.back().withdrawn = true;
  SessionView session;
  session.clip_end_seconds = 3725.25;
  EXPECT_EQ(write_chapters(chapters_of(event, session)),
            "WEBVTT\n\n"
            "00:00:30.000 --> 00:01:00.500\n2. Bridge &lt;b&gt; &amp; tunnel repairs\n\n"
            "00:01:00.500 --> 01:02:05.250\n1. Minutes\n");
}

TEST(Chapters, ItemsTakenTogetherAreOneChapter) {
  EventView event;
  event.items = {item("3.", "Fees", 30), item("4.", "Fines", 30.2)};
  const auto chapters = chapters_of(event, {});
  ASSERT_EQ(chapters.size(), 1U);
  EXPECT_EQ(chapters[0].title, "3. Fees; 4. Fines");
  EXPECT_EQ(chapters[0].item_ids, (std::vector<std::string>{"item3.", "item4."}));
  EXPECT_GT(chapters[0].end, chapters[0].start);
}

TEST(Chapters, NoTimesMakeAnEmptyFile) { EXPECT_EQ(write_chapters(chapters_of({}, {})), "WEBVTT\n"); }

class ItemMoments : public RecordTest {};

TEST_P(ItemMoments, AreStatedOrWorkedOutAndSayWhy) {
  domain::Event event = council("1", "2024-03-05T19:00:00");
  event.sessions = {spoken("00:10.000 --> 00:14.000\nThe harbour bridge is closed.\n")};
  domain::EventItem stated;
  stated.name = "Bridge";
  stated.start_seconds = 12;
  domain::EventItem open;
  open.name = "Tunnel";
  event.items = {stated, open};
  take({{"a", {event}}});
  EventView view = reader()->event(id("event", "1")).value();
  ASSERT_TRUE(view.items.at(0).moment);
  EXPECT_EQ(view.items[0].moment->seconds, 12);
  EXPECT_EQ(view.items[0].moment->origin, TimeOrigin::kStated);
  EXPECT_FALSE(view.items.at(1).moment);
  const std::string session = view.sessions.at(0).id;
  const std::vector<ItemTime> times = {{view.items[0].id, session, 12.4, 1, "The source states this time."},
                                       {view.items[1].id, session, 40, 0.7, "Said here: “Tunnel”."}};
  auto database = store::open_database(places_of(place_->folder(), config_).catalog, store::Access::kReadWrite).value();
  auto transaction = store::Transaction::begin(*database).value();
  ASSERT_TRUE(keep_item_times(*database, view.summary.ref.id, times, "a test"));
  ASSERT_TRUE(transaction.commit());
  database.reset();
  view = reader()->event(view.summary.ref.id).value();
  EXPECT_EQ(view.items[0].moment->seconds, 12) << "the source's own second";
  EXPECT_EQ(view.items[0].moment->origin, TimeOrigin::kStated);
  ASSERT_TRUE(view.items[1].moment);
  EXPECT_EQ(view.items[1].moment->seconds, 40);
  EXPECT_EQ(view.items[1].moment->origin, TimeOrigin::kWorkedOut);
  EXPECT_EQ(view.items[1].moment->confidence, 0.7);
  EXPECT_EQ(view.items[1].moment->why, "Said here: “Tunnel”.");
}

INSTANTIATE_TEST_SUITE_P(Both, ItemMoments, harness::on_each_database(), harness::database_name);

}  // namespace
}  // namespace dais::archive
