// SPDX-License-Identifier: Apache-2.0
// Home, search, lists, people, matters, bodies, votes.
#include "site/served_pages.h"

namespace dais::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

using HomePage = ServedPages;

TEST_F(HomePage, BeginsWithTheSearchBoxAndSaysWhatThereIs) {
  const Answer page = get("/");
  EXPECT_THAT(page.text, HasSubstr("<input id=\"q\" name=\"q\" type=\"search\" autocomplete=\"off\">"));
  EXPECT_THAT(page.text, HasSubstr("<a class=\"row-title\" href=\"/events/eventheld2222\">Town Council<span "
                                   "class=\"vh\">, Tuesday, March 5, 2024</span></a>"));
  EXPECT_THAT(page.text,
              HasSubstr("<a href=\"/bodies/bodycouncil22\">Town Council</a><span class=\"muted\">3 meetings</span>"));
  EXPECT_THAT(page.text, HasSubstr("<dt>hour to search</dt>"));
}

TEST_F(HomePage, OfAnEmptyArchiveSaysSo) {
  town_->home = {};
  const Answer page = get("/");
  EXPECT_THAT(page.text, HasSubstr("Nothing here yet"));
  EXPECT_THAT(page.text, HasSubstr("No meeting has been held yet."));
  EXPECT_THAT(page.text, Not(HasSubstr("What this archive holds")));
}

using SearchPage = ServedPages;

TEST_F(SearchPage, ShowsMomentsThatOpenAtTheirSecond) {
  const Answer page = get("/search?q=bike");
  EXPECT_EQ(town_->last_search.text, "bike");
  EXPECT_THAT(page.text, HasSubstr("2 passages: meetings where anyone said “bike”."));
  EXPECT_THAT(page.text,
              HasSubstr("<a href=\"/events/eventheld2222?s=0&amp;t=61&amp;q=bike#here\">Speaker not named,<span "
                        "class=\"at\"> at 1:01</span></a>"));
  EXPECT_THAT(page.text, HasSubstr("I ask whether <mark>bike</mark> lanes &lt;b&gt;belong&lt;/b&gt; there."));
  EXPECT_THAT(page.text, HasSubstr("the cost of <mark>bike</mark> parking &amp; more"));
  EXPECT_THAT(page.text, HasSubstr("<a href=\"/search?q=bike&amp;sort=newest\">Newest first</a>"));
  EXPECT_THAT(
      page.text,
      HasSubstr("<a href=\"/search?q=bike&amp;body=bodycouncil22\">Town Council</a> <span class=\"muted\">2</span>"));
  EXPECT_THAT(page.text, HasSubstr("<a href=\"/search?q=bike&amp;from=2024-01-01&amp;to=2024-12-31\">2024</a>"));
}

TEST_F(SearchPage, TakesEveryFilterAndEachCanBeTakenBack) {
  const Answer page = get("/search?q=bike&body=bodycouncil22&person=personbooder2&from=2024-01-01&sort=oldest&limit=5");
  EXPECT_EQ(town_->last_search.body_id, "bodycouncil22");
  EXPECT_EQ(town_->last_search.person_id, "personbooder2");
  EXPECT_EQ(town_->last_search.sort, "oldest");
  EXPECT_EQ(town_->last_search.paging.limit, 5U);
  EXPECT_EQ(format_utc(*town_->last_search.from), "2024-01-01T06:00:00Z");
  EXPECT_THAT(
      page.text,
      HasSubstr(
          "href=\"/search?q=bike&amp;person=personbooder2&amp;from=2024-01-01&amp;sort=oldest\">Town Council<span"));
  EXPECT_THAT(page.text, HasSubstr("<input type=\"hidden\" name=\"person\" value=\"personbooder2\">"));
}

TEST_F(SearchPage, AnEmptyAnswerSaysWhatWasSearchedAndWhatToTry) {
  town_->found.hits.clear();
  town_->found.total = 0;
  town_->found.suggestion = "bicycle";
  town_->found.unsaid = {"bycicle"};
  town_->found.nearest = {{archive::Dropped::kBody, "", "bycicle", 12}};
  const Answer page = get("/search?q=bycicle&body=bodycouncil22");
  EXPECT_EQ(page.status, 200);
  EXPECT_THAT(page.text, HasSubstr("Nothing was found"));
  EXPECT_THAT(page.text, HasSubstr("This archive holds the words of 1 meeting, 1 hour, between Wednesday, January 10, "
                                   "2024 and Wednesday, May 7, 2031. "
                                   "4 more meetings have no transcript and cannot be found by words."));
  EXPECT_THAT(page.text, HasSubstr("Did you mean <a href=\"/search?q=bicycle&amp;body=bodycouncil22\">bicycle</a>?"));
  EXPECT_THAT(page.text, HasSubstr("In this archive nobody was heard saying “bycicle”."));
  EXPECT_THAT(page.text, HasSubstr("<a href=\"/search?q=bycicle\">In all bodies: 12 passages</a>"));
}

TEST_F(SearchPage, AnythingTypedIsAQuestion) {
  for (const char* text :
       {"%22", "%5C", "14%3A30", "kosten%2Fbaten", "%3Cscript%3E", "%27%20OR%201%3D1", "%F0%9F%9A%B2", "%26%26%26"}) {
    EXPECT_EQ(get(std::string("/search?q=") + text).status, 200) << text;
  }
  EXPECT_THAT(get("/search?q=%22%3E%3Cb%3E").text, HasSubstr("value=\"&quot;&gt;&lt;b&gt;\""));
}

TEST_F(SearchPage, LeadsToTheNextPage) {
  town_->next_cursor = "c/2=";
  town_->only_cursor = "c/2=";
  EXPECT_THAT(get("/search?q=bike&limit=1").text,
              HasSubstr("<a class=\"button\" rel=\"next\" href=\"/search?q=bike&amp;limit=1&amp;cursor=c%2F2%3D\">"));
  EXPECT_THAT(get("/search?q=bike&cursor=c%2F2%3D").text,
              HasSubstr("<a class=\"button quiet\" href=\"/search?q=bike\">First page</a>"));
  EXPECT_EQ(town_->last_paging.cursor, "c/2=");
}

using VotePage = ServedPages;

TEST_F(VotePage, SaysTheTallyInWordsBeforeTheBarAndTheRows) {
  const Answer page = get("/votes/votesplit2222");
  const std::size_t words =
      page.text.find("<p class=\"verdict\">Passed 5 to 2; 1 absent; 1 unrecognised; roll call.</p>");
  const std::size_t bar = page.text.find("<desc");
  const std::size_t row =
      page.text.find("<td><span class=\"vote unrecognised\">Unrecognised</span></td><td>Hurrah</td>");
  ASSERT_NE(words, std::string::npos);
  ASSERT_NE(bar, std::string::npos);
  ASSERT_NE(row, std::string::npos);
  EXPECT_LT(words, bar);
  EXPECT_LT(bar, row);
  EXPECT_THAT(page.text, HasSubstr("href=\"/events/eventheld2222#item-itembike22222\""));
}

TEST_F(VotePage, WithoutRowsIsAPageOfItsOwn) {
  const Answer page = get("/votes/votevoice2222");
  EXPECT_THAT(page.text, HasSubstr("No individual votes were recorded (voice vote)."));
  EXPECT_THAT(page.text, Not(HasSubstr("<figure")));
}

TEST_F(VotePage, SaysWhereTheOutcomeAndTheRowsDisagree) {
  EXPECT_THAT(get("/votes/voteodd222222").text,
              HasSubstr("It states the outcome “Passed”, but the individual votes are 1 yes and 2 no."));
  EXPECT_THAT(get("/votes/votesplit2222").text, Not(HasSubstr("do not fit")));
}

using PersonPage = ServedPages;

TEST_F(PersonPage, ShowsOfficesVotesAndTheTableBehindThem) {
  const Answer page = get("/people/personannlee2");
  EXPECT_THAT(page.text, HasSubstr("Of 3 recorded votes: 2 “Yes”, 1 “No”."));
  EXPECT_THAT(page.text, HasSubstr("href=\"/api/v1/people/personannlee2/votes.csv\""));
  EXPECT_THAT(page.text, HasSubstr("<a class=\"button\" href=\"/search?person=personannlee2\">What they said</a>"));
  EXPECT_THAT(page.text, HasSubstr("since Jan 1, 2023"));
  EXPECT_THAT(page.text, HasSubstr("Jan 1, 2020 to Dec 31, 2022"));
  EXPECT_THAT(page.text, HasSubstr("<span class=\"vote yes\">Yes</span> <span class=\"muted\">“Aye”</span>"));
}

TEST_F(PersonPage, FiltersGoIntoTheTableForDownload) {
  const Answer page = get("/people/personannlee2?class=no&from=2024-01-01");
  EXPECT_EQ(town_->last_votes.vote_class, domain::VoteClass::kNo);
  EXPECT_THAT(page.text, HasSubstr("href=\"/api/v1/people/personannlee2/votes.csv?class=no&amp;from=2024-01-01\""));
  EXPECT_THAT(page.text, HasSubstr("1 vote · "));
}

TEST_F(PersonPage, AHostileWebsiteIsNotLinked) {
  const Answer page = get("/people/personbooder2");
  EXPECT_THAT(page.text, Not(HasSubstr("Website")));
  EXPECT_THAT(page.text, HasSubstr("<h1>Bo &lt;script&gt;alert(1)&lt;/script&gt; O&#39;Der</h1>"));
  EXPECT_THAT(page.text, HasSubstr("<title>Bo &lt;script&gt;"));
}

using MatterPage = ServedPages;

TEST_F(MatterPage, TellsItsLifeWithMeetingsAndVotes) {
  const Answer page = get("/matters/matterbike222");
  EXPECT_THAT(page.text, HasSubstr("href=\"/search?q=%22Ord%2012-2024%22\""));
  EXPECT_LT(page.text.find("<strong>Introduced</strong>"), page.text.find("<strong>Adopted</strong>"));
  EXPECT_THAT(page.text, HasSubstr("<a href=\"/events/eventheld2222\">Town Council</a>"));
  EXPECT_THAT(page.text, HasSubstr("<a href=\"/votes/votesplit2222\">Passed 5 to 2;"));
  EXPECT_THAT(page.text, HasSubstr("Section 1. There shall be a lane.\nSection 2."));
  EXPECT_THAT(get("/matters/mattertax2222").text, HasSubstr("The sources name no step yet."));
}

using Lists = ServedPages;

TEST_F(Lists, FilterAndSaySoWhereNothingIsLeft) {
  EXPECT_THAT(get("/events?has=votes").text, HasSubstr("1 meeting</p>"));
  EXPECT_EQ(town_->last_events.has, "votes");
  EXPECT_THAT(get("/events?from=2040-01-01").text, HasSubstr("No meeting is like that."));
  EXPECT_THAT(get("/people?q=Ann").text, HasSubstr("1 person</p>"));
  EXPECT_THAT(get("/matters?type=Ordinance&status=Adopted").text, HasSubstr("1 matter</p>"));
  EXPECT_THAT(get("/matters?sponsor=personannlee2").text, HasSubstr("matters of one sponsor"));
  EXPECT_EQ(town_->last_matters.sponsor_id, "personannlee2");
}

TEST_F(Lists, KeepABodyThatTheFormDoesNotList) {
  EXPECT_THAT(get("/events?body=bodyelsewhere").text, HasSubstr("<option value=\"bodyelsewhere\" selected>"));
}

using BodyPage = ServedPages;

TEST_F(BodyPage, ShowsMembersAndMeetingsAndSearchesWithinThem) {
  const Answer page = get("/bodies/bodycouncil22");
  EXPECT_THAT(page.text, HasSubstr("<a href=\"/people/personannlee2\">Ann Lee</a><span class=\"muted\">Council "
                                   "President, District 1, since Jan 1, 2023</span>"));
  EXPECT_THAT(page.text, HasSubstr("<input type=\"hidden\" name=\"body\" value=\"bodycouncil22\">"));
  const Answer board = get("/bodies/bodyplanning2");
  EXPECT_THAT(board.text, HasSubstr("No longer active"));
  EXPECT_THAT(board.text, HasSubstr("The sources name no members."));
}

}  // namespace
}  // namespace dais::site
