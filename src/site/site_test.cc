// SPDX-License-Identifier: Apache-2.0
// What holds for every page: escaping, policy, errors, parameters, assets.
#include "site/assets.h"
#include "site/embedded.h"
#include "site/served_pages.h"

namespace dais::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const std::vector<std::string>& every_page() {
  static const std::vector<std::string> kPages = {"/",
                                                  "/search",
                                                  "/search?q=bike",
                                                  "/search/follow?q=bike",
                                                  "/events",
                                                  "/events/eventheld2222?s=0&t=9&q=bike",
                                                  "/events/eventheld2222?s=1&t=9",
                                                  "/events/eventbare2222",
                                                  "/events/eventnext2222",
                                                  "/events/eventoff22222",
                                                  "/events/eventgone2222",
                                                  "/people",
                                                  "/people/personannlee2",
                                                  "/people/personbooder2",
                                                  "/matters",
                                                  "/matters/matterbike222",
                                                  "/matters/mattertax2222",
                                                  "/bodies",
                                                  "/bodies/bodycouncil22",
                                                  "/bodies/bodyplanning2",
                                                  "/votes/votesplit2222",
                                                  "/votes/votevoice2222",
                                                  "/votes/voteodd222222",
                                                  "/votes",
                                                  "/votes?person=personannlee2&with=personbooder2",
                                                  "/people/personannlee2/agreement",
                                                  "/people/personbooder2/attendance",
                                                  "/bodies/bodycouncil22/record",
                                                  "/coverage",
                                                  "/coverage?body=bodycouncil22",
                                                  "/voting",
                                                  "/help"};
  return kPages;
}

TEST(Templates, EveryOneEscapesByContext) {
  ASSERT_GT(embedded_templates().size(), 20U);
  for (const Embedded& file : embedded_templates()) {
    EXPECT_THAT(std::string(file.content), StartsWith("{{%AUTOESCAPE context=\"HTML\"}}")) << file.name;
    // A picture is markup already; src/plot escapes what it writes, and its tests hold it to that.
    if (file.name != "plot.tpl") EXPECT_THAT(std::string(file.content), Not(HasSubstr(":none"))) << file.name;
    EXPECT_THAT(std::string(file.content), Not(HasSubstr("style="))) << file.name;
    EXPECT_THAT(std::string(file.content), Not(HasSubstr(" on"
                                                         "click=")))
        << file.name;
  }
}

class EveryPage : public ServedPages, public ::testing::WithParamInterface<std::string> {};

TEST_P(EveryPage, IsWholeSafeAndNamed) {
  const Answer page = get(GetParam());
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.type, "text/html; charset=utf-8");
  EXPECT_EQ(page.header("Content-Security-Policy"),
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'; "
            "media-src 'self'");
  EXPECT_EQ(page.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(page.header("Referrer-Policy"), "strict-origin-when-cross-origin");
  EXPECT_THAT(page.text, StartsWith("<!doctype html>"));
  EXPECT_EQ(count_of(page.text, "<h1>"), 1);
  EXPECT_EQ(count_of(page.text.substr(0, page.text.find("</head>")), "<title>"), 1);
  EXPECT_EQ(count_of(page.text, "<meta name=\"description\""), 1);
  EXPECT_EQ(count_of(page.text, "</html>"), 1);
  // The one script is ours, from a file; nobody's name or text becomes one.
  EXPECT_EQ(count_of(page.text, "<script") - count_of(page.text, "<script type=\"application/ld+json\">{"), 1);
  EXPECT_EQ(count_of(page.text, "</script>"), count_of(page.text, "<script"));
  EXPECT_THAT(page.text, Not(HasSubstr("javascript:")));
  EXPECT_THAT(page.text, Not(HasSubstr("<b>belong")));
  EXPECT_THAT(page.text, Not(HasSubstr("style=")));
  EXPECT_THAT(page.text, Not(HasSubstr("{{")));
}

TEST_P(EveryPage, RefusesAParameterItDoesNotKnow) {
  const std::string separator = GetParam().find('?') == std::string::npos ? "?" : "&";
  const Answer page = get(GetParam() + separator + "colour=%3Cred%3E");
  EXPECT_EQ(page.status, 400);
  EXPECT_THAT(page.text, HasSubstr("colour: this page knows no such parameter"));
  EXPECT_THAT(page.text, HasSubstr("req-7"));
}

TEST_P(EveryPage, SaysNothingOfTheInsideWhenTheArchiveFails) {
  town_->failure = Error{ErrorCode::kStorage, "/var/lib/dais/catalog.sqlite: disk I/O error"};
  const Answer page = get(GetParam());
  if (GetParam() == "/help" || GetParam() == "/voting") return;  // asks the archive nothing
  EXPECT_EQ(page.status, 500);
  EXPECT_THAT(page.text, HasSubstr("Something went wrong on our side"));
  EXPECT_THAT(page.text, HasSubstr("req-7"));
  EXPECT_THAT(page.text, Not(HasSubstr("sqlite")));
  ASSERT_EQ(logged_.size(), 1U);
  EXPECT_EQ(logged_.front(),
            (std::pair<std::string, std::string>{"req-7", "/var/lib/dais/catalog.sqlite: disk I/O error"}));
}

INSTANTIATE_TEST_SUITE_P(Site, EveryPage, ::testing::ValuesIn(every_page()));

using ErrorPages = ServedPages;

TEST_F(ErrorPages, AnUnknownAddressOffersASearchForItsWords) {
  const Answer page = get("/events/bike-lane_orders");
  EXPECT_EQ(page.status, 404);
  EXPECT_THAT(page.text, HasSubstr("There is nothing under this address"));
  EXPECT_THAT(page.text, HasSubstr("name=\"q\" type=\"search\" value=\"bike lane orders\""));
  EXPECT_THAT(page.text, HasSubstr("<meta name=\"robots\" content=\"noindex\">"));
}

TEST_F(ErrorPages, WordsOfTheAddressAreEscaped) {
  const Answer page = get("/%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E");
  EXPECT_EQ(page.status, 404);
  EXPECT_EQ(count_of(page.text, "<script"), 1);
}

TEST_F(ErrorPages, AWithdrawnRecordThatIsNotKeptSaysWhenAndByWhom) {
  town_->locate_failure = Error{ErrorCode::kGone, "withdrawn by the source “clerk” on 2024-02-01"};
  const Answer page = get("/events/eventheld2222");
  EXPECT_EQ(page.status, 410);
  EXPECT_THAT(page.text, HasSubstr("withdrawn by the source “clerk” on 2024-02-01"));
}

TEST_F(ErrorPages, ABusyArchiveSaysWhenToAskAgain) {
  town_->failure = Error{ErrorCode::kUnavailable, "locked"};
  const Answer page = get("/events");
  EXPECT_EQ(page.status, 503);
  EXPECT_EQ(page.header("Retry-After"), "60");
}

TEST_F(ErrorPages, SayWhatIsWrongAndWhoseFaultItIsNot) {
  const SiteContext context{config_, readers_};
  const auto page = [&](ErrorCode code, const std::string& message) {
    const http::Response answer = error_page(context, {}, {code, message});
    return std::to_string(answer.status) + " " + std::get<std::string>(answer.body);
  };
  const std::string forbidden = page(ErrorCode::kForbidden, "orders: from a page of another site");
  EXPECT_THAT(forbidden, StartsWith("403 "));
  EXPECT_THAT(forbidden, HasSubstr("<h1>That is for the operator of this archive</h1>"));
  EXPECT_THAT(forbidden, HasSubstr("orders: from a page of another site"));
  const std::string method = page(ErrorCode::kMethodNotAllowed, "GET: only POST");
  EXPECT_THAT(method, StartsWith("405 "));
  EXPECT_THAT(method, HasSubstr("<h1>This address cannot be asked that way</h1>"));
  EXPECT_THAT(method, HasSubstr("GET: only POST"));
  const std::string unreadable = page(ErrorCode::kBadInput, "/srv/blobs/0a.mp4: cannot be decoded");
  EXPECT_THAT(unreadable, StartsWith("422 "));
  EXPECT_THAT(unreadable, HasSubstr("<h1>This cannot be made from what is here</h1>"));
  EXPECT_THAT(unreadable, Not(HasSubstr("0a.mp4")));
  for (const ErrorCode code : {ErrorCode::kForbidden, ErrorCode::kMethodNotAllowed, ErrorCode::kBadInput,
                               ErrorCode::kRefused, ErrorCode::kTooLarge, ErrorCode::kConflict})
    EXPECT_THAT(page(code, "x"), Not(HasSubstr("on our side"))) << error_info(code).name;
}

TEST_F(ErrorPages, ButtonsAddressesCannotBeOpened) {
  const Answer page = get("/runs/1/again");
  EXPECT_EQ(page.status, 405);
  EXPECT_EQ(page.header("Allow"), "POST");
  EXPECT_THAT(page.text, HasSubstr("GET: only POST"));
}

TEST_F(ErrorPages, AWrongValueIsNamed) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"/events/eventheld2222?t=abc", "t: not a place in a recording"},
      {"/events/eventheld2222?s=7", "s: this meeting has 2 recordings, counted from 0"},
      {"/events/eventheld2222?s=one", "s: must be a whole number from 0 to 999"},
      {"/events?from=yesterday", "from: not a date; write it as 2024-03-05"},
      {"/events?to=2024-13-01", "to: not a date"},
      {"/events?has=fun", "has: must be one of recording, transcript, votes"},
      {"/events?limit=0", "limit: must be a whole number from 1 to 200"},
      {"/events?limit=201", "limit: must be a whole number from 1 to 200"},
      {"/events?cursor=mine", "cursor: not one of ours"},
      {"/search?q=a&q=b", "q: given more than once"},
      {"/search?sort=best", "sort: must be one of relevance, newest, oldest"},
      {"/people/personannlee2?class=maybe", "class: must be one of yes, no,"},
  };
  for (const auto& [target, message] : cases) {
    const Answer page = get(target);
    EXPECT_EQ(page.status, 400) << target;
    EXPECT_THAT(page.text, HasSubstr(message)) << target;
  }
}

TEST_F(ErrorPages, WhatTrackersAppendIsNoParameterOfAPage) {
  for (const char* name : {"utm_source", "utm_anything", "fbclid", "gclid", "igsh", "igshid", "si", "mc_cid", "mc_eid",
                           "ref", "msclkid", "_ga", "gad_source", "mkt_tok"}) {
    EXPECT_EQ(get(std::string("/events/eventheld2222?s=0&t=9&") + name + "=x%2Fy").status, 200) << name;
    EXPECT_EQ(get(std::string("/?") + name + "=x").status, 200) << name;
  }
  EXPECT_EQ(get("/?colour=x").status, 400);
  config_.instance.public_url = "https://alder.example";
  const std::string page = get("/events/eventheld2222?s=0&t=9&igsh=abc&utm_source=x").text;
  EXPECT_THAT(page, Not(HasSubstr("igsh")));
  EXPECT_THAT(page, HasSubstr("<link rel=\"canonical\" href=\"https://alder.example/events/eventheld2222\">"));
}

TEST_F(ErrorPages, EmptyFieldsOfAFormAreNoParameters) {
  EXPECT_EQ(get("/events?body=&from=&to=&has=&when=").status, 200);
  EXPECT_EQ(get("/search?q=bike&body=&from=&to=&sort=relevance").status, 200);
}

using Addresses = ServedPages;

TEST_F(Addresses, AnOldIdLeadsToTheNewOneWithItsQuery) {
  const Answer moved = get("/events/0123456789ab?s=0&t=1m5s");
  EXPECT_EQ(moved.status, 301);
  EXPECT_EQ(moved.header("Location"), "/events/eventheld2222?s=0&t=1m5s");
}

TEST_F(Addresses, DaysOfAFilterAreThoseOfTheArchivesZone) {
  get("/events?from=2024-03-05&to=2024-03-10");
  EXPECT_EQ(format_utc(*town_->last_events.from), "2024-03-05T06:00:00Z");
  // The clocks went forward that night: the day ends five hours after midnight UTC.
  EXPECT_EQ(format_utc(*town_->last_events.to), "2024-03-11T05:00:00Z");
}

TEST_F(Addresses, PublicUrlMakesCanonicalLinksAndOpenSearch) {
  EXPECT_EQ(get("/opensearch.xml").status, 404);
  config_.instance.public_url = "https://alder.example/";
  EXPECT_THAT(get("/events/eventheld2222?s=0&t=9").text,
              HasSubstr("<link rel=\"canonical\" href=\"https://alder.example/events/eventheld2222\">"));
  const Answer description = get("/opensearch.xml");
  EXPECT_EQ(description.status, 200);
  EXPECT_EQ(description.type, "application/opensearchdescription+xml");
  EXPECT_THAT(description.text, HasSubstr("template=\"https://alder.example/search?q={searchTerms}\""));
}

using Assets = ServedPages;

TEST_F(Assets, HaveNamesOfTheirContentAndAreKeptForEver) {
  const std::string& script = asset_path("app.js");
  EXPECT_THAT(script, ::testing::MatchesRegex("/assets/app-[0-9a-f]{10}\\.js"));
  const Answer answer = get(script);
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.type, "text/javascript; charset=utf-8");
  EXPECT_EQ(answer.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_GT(answer.text.size(), 1000U);
  EXPECT_THAT(get("/").text, HasSubstr("<script src=\"" + script + "\" defer></script>"));
  EXPECT_EQ(get("/assets/app-0000000000.js").status, 404);
  EXPECT_EQ(get(asset_path("site.css")).type, "text/css; charset=utf-8");
}

TEST_F(Assets, TheIconAndTheRulesForCrawlersAreThere) {
  EXPECT_EQ(get("/favicon.svg").type, "image/svg+xml");
  EXPECT_EQ(get("/robots.txt").text,
            "User-agent: *\nDisallow: /search\nDisallow: /api/v1/search\nDisallow: /check\nDisallow: "
            "/trends\nDisallow: /like\nDisallow: /plots/\nDisallow: /events/*/clip\n");
}

TEST_F(Assets, RecordingsAreSentAsFiles) {
  town_->media["0a1b.mp4"] = "/srv/blobs/0a1b.mp4";
  const Answer recording = get("/media/0a1b.mp4");
  EXPECT_EQ(recording.status, 200);
  EXPECT_EQ(recording.type, "video/mp4");
  EXPECT_EQ(recording.file, "/srv/blobs/0a1b.mp4");
  EXPECT_EQ(recording.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("/media/none.mp4").status, 404);
  town_->media["0c.jpg"] = "/srv/blobs/0c.jpg";
  EXPECT_EQ(get("/media/0c.jpg").type, "image/jpeg");
}

class ClipFiles : public ServedPages {
 protected:
  Answer clip(const std::string& query) { return get(std::string("/events/") + harness::kHeld + "/clip" + query); }
  void has_shelf() {
    shelf_.emplace(testing::TempDir() + "/clips", config_.recordings);
    clips_ = &*shelf_;
  }
  /// The first session, with a recording that is kept here.
  archive::SessionView& kept_session() {
    town_->media["0a1b.mp4"] = "/srv/blobs/0a1b.mp4";
    archive::SessionView& session = town_->events.at(harness::kHeld).sessions[0];
    session.kept_media = "/media/0a1b.mp4";
    return session;
  }

 private:
  std::optional<media::ClipShelf> shelf_;
};

TEST_F(ClipFiles, AreForRecordingsThatAreKeptHere) {
  EXPECT_EQ(clip("?s=0&from=1&to=2").status, 404);
  has_shelf();
  EXPECT_EQ(clip("?s=1&from=1&to=2").status, 404);
  EXPECT_EQ(clip("?s=7&from=1&to=2").status, 404);
}

TEST_F(ClipFiles, OfARecordingThatCannotBeReadAreRefusedAtOnce) {
  has_shelf();
  archive::SessionView& session = kept_session();
  session.recording_fault = "is empty";
  const Answer answer = clip("?s=0&from=1&to=2");
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(answer.text, HasSubstr("No clip can be cut: the recording cannot be read (is empty)."));
}

TEST_F(ClipFiles, BeyondTheEndOfTheRecordingAreRefusedAtOnce) {
  has_shelf();
  archive::SessionView& session = kept_session();
  session.recording_seconds = 154.4;
  EXPECT_EQ(clip("?s=0&from=155&to=160").status, 422);
  EXPECT_THAT(clip("?s=0&from=155&to=160").text, HasSubstr("The recording is 2:34 long: a clip cannot begin at 2:35."));
  EXPECT_EQ(clip("?s=0&from=150&to=155.1").status, 422);
  EXPECT_THAT(clip("?s=0&from=150&to=3:00").text, HasSubstr("The recording is 2:34 long: a clip cannot end at 3:00."));
  EXPECT_EQ(clip("?s=0&from=150&to=155").status, 202);
}

TEST_F(ClipFiles, SayWhatIsWrongWithTheAddress) {
  has_shelf();
  town_->media["0a1b.mp4"] = "/srv/blobs/0a1b.mp4";
  town_->events.at(harness::kHeld).sessions[0].kept_media = "/media/0a1b.mp4";
  EXPECT_THAT(clip("?s=0&to=2").text, HasSubstr("from: must be a second of the recording, such as 90 or 1:02:03"));
  EXPECT_THAT(clip("?s=0&from=1&to=x").text, HasSubstr("to: must be a second of the recording"));
  EXPECT_THAT(clip("?s=0&from=9&to=2").text, HasSubstr("to: must come after from"));
  EXPECT_THAT(clip("?s=0&from=0&to=601").text, HasSubstr("to: a clip may be 600 seconds long; this one would be 601"));
  EXPECT_EQ(clip("?s=0&from=0&to=601").status, 400);
}

TEST_F(ClipFiles, AreMadeWhileTheReaderIsToldToComeBack) {
  has_shelf();
  town_->media["0a1b.mp4"] = "/srv/blobs/none.mp4";
  town_->events.at(harness::kHeld).sessions[0].kept_media = "/media/0a1b.mp4";
  const Answer answer = clip("?s=0&from=1&to=2");
  EXPECT_EQ(answer.status, 202);
  EXPECT_EQ(answer.header("Refresh"), "1");
  EXPECT_EQ(answer.header("Retry-After"), "1");
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
}

}  // namespace
}  // namespace dais::site
