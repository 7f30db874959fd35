// SPDX-License-Identifier: Apache-2.0
// Feeds as text, and the pages that give them.
#include "site/feeds.h"

#include "site/served_pages.h"

namespace dais::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Feed small_feed() {
  Feed feed;
  feed.id = "urn:uuid:1";
  feed.title = "Snow & “ice”";
  feed.page_url = "https://town.example/search?q=snow&body=b";
  feed.self_url = "/search.atom?q=snow";
  feed.entries.push_back({.id = "urn:uuid:2",
                          .url = "/events/e?s=0&t=9",
                          .title = "<Ann>",
                          .author = "",
                          .at = parse_instant("2024-03-05T18:00:09Z", "UTC").value(),
                          .text = std::string("Snow\x01 \"falls\".")});
  return feed;
}

TEST(Feeds, AtomEscapesAll) {
  EXPECT_EQ(atom_of(small_feed()),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
            "<id>urn:uuid:1</id>\n<title>Snow &amp; “ice”</title>\n<updated>2024-03-05T18:00:09Z</updated>\n"
            "<link rel=\"self\" type=\"application/atom+xml\" href=\"/search.atom?q=snow\"/>\n"
            "<link rel=\"alternate\" type=\"text/html\" href=\"https://town.example/search?q=snow&amp;body=b\"/>\n"
            "<generator>Dais</generator>\n<entry>\n<id>urn:uuid:2</id>\n<title>&lt;Ann&gt;</title>\n"
            "<updated>2024-03-05T18:00:09Z</updated>\n<author><name>Speaker not named</name></author>\n"
            "<link rel=\"alternate\" type=\"text/html\" href=\"/events/e?s=0&amp;t=9\"/>\n"
            "<summary>Snow &quot;falls&quot;.</summary>\n</entry>\n</feed>\n");
}

TEST(Feeds, JsonFeedHasWhatTheFormatAsksFor) {
  const std::string text = json_feed_of(small_feed());
  EXPECT_THAT(text, HasSubstr(R"("version":"https://jsonfeed.org/version/1.1")"));
  EXPECT_THAT(text, HasSubstr(R"("date_published":"2024-03-05T18:00:09Z")"));
  EXPECT_THAT(text, Not(HasSubstr("authors"))) << "nobody is named";
}

TEST(Feeds, CalendarLinesAreFoldedAndEscaped) {
  CalendarMeeting meeting{.id = "e1",
                          .url = "https://town.example/events/e1",
                          .title = "Council; special, first",
                          .start = parse_instant("2024-03-05T18:00:00Z", "UTC").value(),
                          .duration_seconds = 5'400,
                          .location = "",
                          .text = "Line\n" + std::string(60, 'x') + "éééééééééé",
                          .is_cancelled = true};
  EXPECT_EQ(calendar_of("T", "town.example", {meeting}),
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dais//Search//EN\r\nX-WR-CALNAME:T\r\nBEGIN:VEVENT\r\n"
            "UID:e1@town.example\r\nDTSTAMP:20240305T180000Z\r\nDTSTART:20240305T180000Z\r\nDURATION:PT90M\r\n"
            "SUMMARY:Council\\; special\\, first\r\nDESCRIPTION:Line\\n" +
                std::string(57, 'x') +
                "\r\n xxxéééééééééé\r\nSTATUS:CANCELLED\r\nURL:https://town.example/events/e1\r\nEND:VEVENT\r\n"
                "END:VCALENDAR\r\n");
}

class FollowPages : public ServedPages {};

TEST_F(FollowPages, ThePageSaysWhatTheSearchWouldHaveBrought) {
  config_.instance.public_url = "https://alder.example";
  const Answer page = get("/search/follow?q=bike+lanes&body=bodycouncil22");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.text, HasSubstr("It would have brought"));
  EXPECT_THAT(page.text, HasSubstr("https://alder.example/search.atom?q=bike%20lanes&amp;body=bodycouncil22"));
  EXPECT_THAT(page.text, HasSubstr("type=\"application/atom+xml\""));
  EXPECT_EQ(town_->last_search.words, archive::WordsWanted::kAll);
  EXPECT_TRUE(town_->last_search.from.has_value()) << "of the last month alone";
}

TEST_F(FollowPages, FeedsHaveTheMomentsNewestFirst) {
  const Answer atom = get("/search.atom?q=bike");
  EXPECT_EQ(atom.type, "application/atom+xml; charset=utf-8");
  EXPECT_THAT(atom.text, HasSubstr("<entry>"));
  EXPECT_EQ(town_->last_search.sort, "newest");
  EXPECT_EQ(town_->last_search.text, "bike");
  EXPECT_EQ(get("/search.json?q=bike").type, "application/feed+json; charset=utf-8");
}

TEST_F(FollowPages, TheCalendarHasWhatMatchedAndWhatIsToCome) {
  const Answer calendar = get("/search.ics?q=bike");
  EXPECT_EQ(calendar.type, "text/calendar; charset=utf-8");
  EXPECT_THAT(calendar.text, HasSubstr("BEGIN:VEVENT"));
  EXPECT_TRUE(town_->last_events.when.empty()) << "of no body in particular";
  get("/search.ics?q=bike&body=bodycouncil22");
  EXPECT_EQ(town_->last_events.when, "upcoming");
  EXPECT_EQ(town_->last_events.body_id, "bodycouncil22");
}

TEST_F(FollowPages, NothingAndTheUnknownAreRefused) {
  for (const char* path : {"/search/follow", "/search.atom", "/search.json", "/search.ics"}) {
    EXPECT_EQ(get(path).status, 400) << path;
    EXPECT_EQ(get(std::string(path) + "?q=a&colour=red").status, 400) << path;
  }
}

TEST(Feeds, UrnsAreLasting) {
  EXPECT_EQ(urn_of({"a", "b"}), urn_of({"a", "b"}));
  EXPECT_NE(urn_of({"a", "b"}), urn_of({"ab", ""}));
  EXPECT_EQ(urn_of({"a"}).size(), 45U);
}

}  // namespace
}  // namespace dais::site
