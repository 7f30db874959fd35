// SPDX-License-Identifier: Apache-2.0
// /check, /trends and /like.
#include "archive/study.h"
#include "site/served_pages.h"

namespace dais::site {
namespace {

using search::QuotePieceKind;
using ::testing::HasSubstr;
using ::testing::Not;

class StudyPages : public ServedPages {
 protected:
  StudyPages() {
    archive::QuotedMoment moment;
    moment.event = town_->events.at(harness::kHeld).summary;
    moment.speakers = {{"", "Ann <Lee>", ""}};
    moment.url = "/events/x?s=0&t=12";
    moment.place.likeness = 0.999;
    moment.place.same_words = 7;
    moment.place.pieces = {{QuotePieceKind::kSame, "We <will>", 2},
                           {QuotePieceKind::kQuotedOnly, "lower", 1},
                           {QuotePieceKind::kSaidOnly, "raise", 1},
                           {QuotePieceKind::kSkipped, "a b c d e f g h i j k l m n", 14}};
    town_->quoted.quoted_words = 8;
    town_->quoted.places.push_back(moment);

    archive::TrendsView& trends = town_->trends;
    trends.periods = {{2023, 1, "2023-01", "2023-01-01", "2023-01-31", 1000},
                      {2023, 2, "2023-02", "2023-02-01", "2023-02-28", 0}};
    trends.series = {{"bike lanes", "\"bike lanes\"", "“bike lanes”, as said", {}, {12, 1000}, {{12, 1000}, {0, 0}}}};
  }
};

TEST_F(StudyPages, QuotationStandsBesideWhatWasSaid) {
  const std::string page = get("/check?q=we+will").text;
  EXPECT_THAT(page, HasSubstr("Nearly: <a href=\"/events/x?s=0&amp;t=12#here\">Ann &lt;Lee&gt;"));
  EXPECT_THAT(page, HasSubstr("7 of 8 quoted words were said in this order; 99 % alike"));
  EXPECT_THAT(page, HasSubstr("We &lt;will&gt; <del><span class=\"vh\">(quoted, not said: </span>lower"));
  EXPECT_THAT(page, HasSubstr("<ins><span class=\"vh\">(said, not quoted: </span>raise"));
  EXPECT_THAT(page, HasSubstr("a b c d … (14 words) … k l m n"));
  EXPECT_THAT(page, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
}

TEST_F(StudyPages, QuotationThatNobodySaidLeadsToASearch) {
  town_->quoted.places.clear();
  const std::string page = get("/check?q=we+will").text;
  EXPECT_THAT(page, HasSubstr("Not found: nothing like it was said"));
  EXPECT_THAT(page, HasSubstr("/search?q=we%20will"));
}

TEST_F(StudyPages, QuotationTooLongIsRefusedByName) {
  EXPECT_EQ(get("/check?q=" + std::string(4000, 'a')).status, 200);
  const Answer refused = get("/check?q=" + std::string(4001, 'a'));
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.text, HasSubstr("q: longer than 4,000 characters"));
  EXPECT_EQ(get("/check?colour=red").status, 400);
  EXPECT_EQ(post("/check?q=a").status, 405);
}

TEST_F(StudyPages, EachFigureLeadsToItsMoments) {
  const std::string page = get("/trends?q=bike+lanes&from=2023-01-10&body=bodycouncil22").text;
  EXPECT_EQ(town_->last_trends.terms, "bike lanes");
  EXPECT_THAT(page, HasSubstr("<a href=\"/search?q=%22bike%20lanes%22&amp;body=bodycouncil22&amp;from=2023-01-10&amp;"
                              "to=2023-01-31\">12</a> <span class=\"muted\">120.0</span>"));
  EXPECT_THAT(page, HasSubstr("<th scope=\"row\">2023-02</th><td>–</td>"));
  EXPECT_THAT(page, HasSubstr("<svg"));
  EXPECT_THAT(page, HasSubstr("/api/v1/trends.csv?q=bike%20lanes"));
}

TEST_F(StudyPages, TermsAreAskedForAsTheFormSays) {
  EXPECT_EQ(get("/trends?q=tax&per=quarter&by=person&show=count").status, 200);
  EXPECT_EQ(town_->last_trends.per, archive::Per::kQuarter);
  EXPECT_EQ(town_->last_trends.apart, archive::Apart::kPerson);
  EXPECT_EQ(get("/trends?per=week").status, 400);
  town_->trends = {};
  EXPECT_THAT(get("/trends").text, HasSubstr("Type a term."));
  EXPECT_THAT(get("/trends?q=zeppelin").text, HasSubstr("Nobody said that."));
}

TEST_F(StudyPages, SearchShowsWordsThatGoWithItWhereItIsAsked) {
  town_->related = {{"plough & salt", 5, 20}};
  EXPECT_THAT(get("/search?q=snow").text, HasSubstr("href=\"/search?q=snow&amp;related=true\""));
  EXPECT_THAT(
      get("/search?q=snow&sort=newest&related=true").text,
      HasSubstr("<a class=\"chip\" href=\"/search?sort=newest&amp;q=snow%20plough%20%26%20salt\">plough &amp; salt"));
  town_->related.clear();
  EXPECT_THAT(get("/search?q=snow&related=true").text, HasSubstr("No word is said with it much oftener"));
  EXPECT_EQ(get("/search?q=snow&related=yes").status, 400);
}

TEST_F(StudyPages, HitAndQuotedMomentLeadToPassagesLikeThem) {
  EXPECT_THAT(get("/search?q=snow").text, HasSubstr("More like this<span class=\"vh\"> passage at"));
  EXPECT_THAT(get(std::string("/events/") + harness::kHeld + "?s=0&t=2").text,
              HasSubstr(std::string("/like?event=") + harness::kHeld + "&amp;s=0&amp;t=2\">More passages like this"));
}

TEST_F(StudyPages, PassagesAlikeLeadOn) {
  town_->like.event = town_->events.at(harness::kHeld).summary;
  town_->like.text = "We will <raise> it.";
  town_->like.words = {"raise"};
  town_->like.url = "/events/x?s=0&t=12";
  town_->like.found = town_->found;
  town_->like.found.text = "raise";
  const std::string page = get(std::string("/like?event=") + harness::kHeld + "&s=0&t=12").text;
  EXPECT_THAT(page, HasSubstr("We will &lt;raise&gt; it."));
  EXPECT_THAT(page, HasSubstr("/search?q=raise"));
  EXPECT_EQ(count_of(page, "class=\"hit\""), static_cast<int>(town_->found.hits.size()));
  EXPECT_EQ(get("/like").status, 400);
  EXPECT_EQ(get("/like?event=eventnone2222").status, 404);
}

}  // namespace
}  // namespace dais::site
