// SPDX-License-Identifier: Apache-2.0
// Pages of the voting record: figures, the rows behind them, coverage, pictures as files.
#include "site/served_pages.h"

namespace dais::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Bo voted as well, against Ann.
class VotingPages : public ServedPages {
 protected:
  VotingPages() {
    const archive::Ref bo = town_->people.at(harness::kBo).summary.ref;
    town_->votes.at(harness::kOddVote).rows.push_back({bo, "Aye", domain::VoteClass::kYes});
  }
};

TEST_F(VotingPages, ThePersonsFiguresLeadToTheirRows) {
  const Answer page = get("/people/personannlee2");
  EXPECT_THAT(page.text, HasSubstr("<th scope=\"row\">2024</th><td><a "
                                   "href=\"/people/personannlee2?year=2024&amp;class=yes#votes\">1</a></td>"));
  EXPECT_THAT(page.text,
              HasSubstr("Present at <a href=\"/people/personannlee2/attendance\">1 of 1 roll call</a> (100 %)"));
  EXPECT_THAT(page.text, HasSubstr("<a href=\"/people/personannlee2/agreement\">Agreement with each colleague</a>"));
  EXPECT_THAT(page.text, HasSubstr("Against the majority: 0 times in 1 vote (0 %)."));
  EXPECT_THAT(page.text, HasSubstr("<th scope=\"row\">Ordinance</th><td><a "
                                   "href=\"/matters?sponsor=personannlee2&amp;type=Ordinance\">1</a></td>"));
  EXPECT_THAT(page.text, HasSubstr("href=\"/plots/votes-by-year/personannlee2/plot.png\""));
}

TEST_F(VotingPages, ThePersonsVotesCanBeSearchedAndNarrowed) {
  const Answer page = get("/people/personannlee2?q=bike&year=2024&type=Ordinance&contested=true&class=no");
  EXPECT_EQ(town_->last_votes.text, "bike");
  EXPECT_EQ(town_->last_votes.year, 2024);
  EXPECT_EQ(town_->last_votes.matter_type, "Ordinance");
  EXPECT_EQ(town_->last_votes.contested, insight::Contested::kOnly);
  EXPECT_EQ(town_->last_votes.vote_class, domain::VoteClass::kNo);
  EXPECT_THAT(page.text, HasSubstr("value=\"true\" checked"));
  EXPECT_EQ(get("/people/personannlee2?year=24").status, 400);
}

TEST_F(VotingPages, AgreementNamesEachColleagueAndTheVotesShared) {
  const Answer page = get("/people/personannlee2/agreement?contested=true&sort=least");
  EXPECT_THAT(page.text, HasSubstr("<td>0 % <span class=\"tag\">few votes</span></td>"));
  EXPECT_THAT(page.text,
              HasSubstr("<a href=\"/votes?person=personannlee2&amp;with=personbooder2&amp;contested=true\">1</a>"));
  EXPECT_THAT(page.text, HasSubstr("aria-current=\"true\">Least alike</a>"));
  EXPECT_EQ(get("/people/nobody/agreement").status, 404);
  EXPECT_EQ(get("/people/personannlee2/agreement?sort=up").status, 400);
}

TEST_F(VotingPages, AttendanceListsTheRollCalls) {
  const Answer page = get("/people/personbooder2/attendance?present=false");
  EXPECT_EQ(town_->last_attendance.presence, insight::Presence::kNotPresent);
  EXPECT_THAT(page.text, HasSubstr("<a href=\"/events/eventheld2222\">Town Council</a>"));
  EXPECT_THAT(page.text, HasSubstr("Not present</span> <span class=\"muted\">“Absent”</span>"));
}

TEST_F(VotingPages, VotesOfTwoShowBoth) {
  const Answer page = get("/votes?person=personannlee2&with=personbooder2&accord=different");
  EXPECT_THAT(
      page.text,
      HasSubstr("<h1>Votes where Ann Lee and Bo &lt;script&gt;alert(1)&lt;/script&gt; O&#39;Der disagreed</h1>"));
  EXPECT_THAT(page.text, HasSubstr("<span class=\"vote no\">No</span> <span class=\"muted\">“Nay”</span>"));
  EXPECT_EQ(town_->last_votes.accord, insight::Accord::kDifferent);
  EXPECT_EQ(get("/votes?with=personbooder2").status, 400);
  EXPECT_EQ(get("/votes?accord=same&person=personannlee2").status, 400);
}

TEST_F(VotingPages, VotesThatDisagreeWithTheirOutcomeAreListed) {
  const Answer page = get("/votes?disagrees=true");
  EXPECT_THAT(page.text, HasSubstr("<h1>Votes whose outcome and rows disagree</h1>"));
  EXPECT_THAT(page.text, HasSubstr("<a href=\"/votes/voteodd222222\">"));
  EXPECT_THAT(page.text, Not(HasSubstr("/votes/votesplit2222\"")));
}

TEST_F(VotingPages, TheBodysRecordHasAMatrixWithNumbersInIt) {
  const Answer page = get("/bodies/bodycouncil22/record");
  EXPECT_THAT(page.text, HasSubstr("<td class=\"unsure\">(0)</td>"));
  EXPECT_THAT(page.text, HasSubstr("href=\"/api/v1/insight/agreement.csv?body=bodycouncil22\""));
  EXPECT_THAT(page.text, HasSubstr("href=\"/votes?person=personannlee2&amp;against=true&amp;body=bodycouncil22\""));
  EXPECT_EQ(get("/bodies/bodycouncil22/record?body=bodyplanning2").status, 400);
  EXPECT_THAT(get("/bodies/bodyplanning2/record").text, HasSubstr("No two people said yes or no in the same vote."));
}

TEST_F(VotingPages, CoverageSaysWhatIsMissing) {
  const Answer all = get("/coverage");
  EXPECT_THAT(all.text, HasSubstr("<a href=\"/coverage?body=bodycouncil22\">Town Council</a>"));
  const Answer one = get("/coverage?body=bodycouncil22");
  EXPECT_THAT(one.text, HasSubstr("Held without minutes: 1 meeting"));
  EXPECT_THAT(one.text, HasSubstr("<a href=\"/events/eventbare2222\">"));
  EXPECT_THAT(one.text, HasSubstr("<td>1 <span class=\"muted\">50 %</span></td>"));
  EXPECT_EQ(get("/coverage?body=nobody").status, 400);
}

TEST_F(VotingPages, PicturesAreFiles) {
  EXPECT_THAT(get("/plots/tally/votesplit2222/plot.svg").text, HasSubstr("<svg"));
  EXPECT_THAT(get("/plots/votes-by-year/personannlee2/plot.vega.json").text, HasSubstr("vega-lite"));
  EXPECT_EQ(get("/plots/attendance-by-year/personannlee2/plot.bokeh.json").status, 200);
  EXPECT_EQ(get("/plots/agreement/bodycouncil22/plot.gif").status, 404);
  EXPECT_EQ(get("/plots/nothing/personannlee2/plot.svg").status, 404);
  EXPECT_EQ(get("/plots/agreement/nobody/plot.svg").status, 404);
}

TEST_F(VotingPages, HowVotingWorksNamesEveryClass) {
  const Answer page = get("/voting");
  for (const char* label : {"Yes", "Abstained", "Recused or conflict", "Unrecognised"})
    EXPECT_THAT(page.text, HasSubstr(std::string(label) + "</span>"));
}

}  // namespace
}  // namespace dais::site
