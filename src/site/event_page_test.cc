// SPDX-License-Identifier: Apache-2.0
#include "site/event_parts.h"
#include "site/served_pages.h"

namespace dais::site {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class MeetingPage : public ServedPages {
 protected:
  Answer meeting(const std::string& query = "") { return get(std::string("/events/") + harness::kHeld + query); }
  archive::EventView& held() { return town_->events.at(harness::kHeld); }
};

TEST_F(MeetingPage, WithoutScriptsTheRecordingStandsAtTheSecondAndTheSentenceIsMarked) {
  const Answer page = meeting("?s=0&t=61");
  EXPECT_THAT(page.text, HasSubstr("<video controls playsinline preload=\"metadata\" src=\"/media/0a1b.mp4#t=61\">"));
  EXPECT_THAT(page.text,
              HasSubstr("<span id=\"t61\" class=\"here\"><i id=\"here\"></i><a href=\"?s=0&amp;t=61#t61\">1:01</a>"));
  EXPECT_EQ(count_of(page.text, "class=\"here\""), 1);
  EXPECT_THAT(page.text, HasSubstr("<strong>At 1:01</strong>"));
  EXPECT_THAT(page.text, HasSubstr("<blockquote><p>My question is about the cost of bike parking.</p></blockquote>"));
  EXPECT_THAT(page.text, Not(HasSubstr("autoplay")));
}

TEST_F(MeetingPage, EveryFormOfTimeLeadsToItsSentence) {
  for (const char* time : {"61", "61s", "1m1s", "1:01", "61,66", "62.5", "0h1m1s"}) {
    EXPECT_THAT(meeting(std::string("?s=0&t=") + time).text, HasSubstr("<span id=\"t61\" class=\"here\">")) << time;
  }
  EXPECT_THAT(meeting("?s=0&t=61,66").text, HasSubstr("src=\"/media/0a1b.mp4#t=61,66\""));
}

TEST_F(MeetingPage, AWholeSecondMeansTheSentenceThatBeginsInIt) {
  // Links round down: 9 stands for the sentence at 9.5, not for the end of the one before.
  EXPECT_THAT(meeting("?s=0&t=9").text, HasSubstr("<span id=\"t9.5\" class=\"here\">"));
  EXPECT_THAT(meeting("?s=0&t=9.4").text, HasSubstr("<span id=\"t4\" class=\"here\">"));
  EXPECT_THAT(meeting("?s=0&t=4").text, HasSubstr("<span id=\"t4\" class=\"here\">"));
}

TEST_F(MeetingPage, WithoutATimeNothingIsLoadedBeforeItIsPlayed) {
  const Answer page = meeting();
  EXPECT_THAT(page.text, HasSubstr("preload=\"none\" src=\"/media/0a1b.mp4\">"));
  EXPECT_THAT(
      page.text,
      HasSubstr(
          "<track kind=\"captions\" src=\"/api/v1/events/eventheld2222/sessions/0/transcript.vtt\" srclang=\"en\""));
  EXPECT_THAT(page.text, Not(HasSubstr("class=\"here\"")));
}

TEST_F(MeetingPage, ItsPictureStandsBeforeItIsPlayedAndForThoseWhoShowItsLink) {
  held().sessions[0].thumbnail = "/media/0c0c.jpg";
  config_.instance.public_url = "https://town.example";
  const Answer page = meeting();
  EXPECT_THAT(page.text, HasSubstr("src=\"/media/0a1b.mp4\" poster=\"/media/0c0c.jpg\">"));
  EXPECT_THAT(page.text, HasSubstr("<meta property=\"og:image\" content=\"https://town.example/media/0c0c.jpg\">"));
  EXPECT_THAT(meeting("?t=61").text, Not(HasSubstr("poster=")));
}

TEST_F(MeetingPage, ItsLoudnessIsDrawnForTheEyeOnly) {
  held().sessions[0].loudness = {0, 255, 0};
  const std::string page = meeting().text;
  EXPECT_THAT(page, HasSubstr("preserveAspectRatio=\"none\" aria-hidden=\"true\""));
  EXPECT_THAT(page, HasSubstr("<path d=\"M0 16L0 15L1 15"));
  EXPECT_THAT(page, HasSubstr("L180 1L"));
  held().sessions[0].loudness.clear();
  EXPECT_THAT(meeting().text, Not(HasSubstr("data-wave")));
}

TEST_F(MeetingPage, SoundThatIsKeptPlaysWhereTheRecordingIsElsewhere) {
  archive::SessionView& session = held().sessions[1];
  session.elsewhere_uri = session.media_uri;
  session.media_uri = "/media/0d0d.opus";
  session.kept_audio = session.kept_media = session.media_uri;
  session.media = archive::MediaKind::kAudio;
  const std::string page = meeting("?s=1").text;
  EXPECT_THAT(page, HasSubstr("<audio controls preload=\"none\" src=\"/media/0d0d.opus\">"));
  EXPECT_THAT(page, HasSubstr("href=\"https://www.youtube.com/watch?v=abc123"));
  EXPECT_THAT(page, Not(HasSubstr("The sound alone")));
  held().sessions[0].kept_audio = "/media/0e0e.opus";
  EXPECT_THAT(meeting("?s=0").text, HasSubstr("<a href=\"/media/0e0e.opus\">The sound alone, kept here</a>"));
}

TEST_F(MeetingPage, AMomentCanBeHadAsAClipWhereTheRecordingIsKept) {
  media::ClipShelf shelf(testing::TempDir(), config_.recordings);
  clips_ = &shelf;
  const std::string form = "<form class=\"clip\" data-clip action=\"/events/eventheld2222/clip\"";
  EXPECT_THAT(meeting("?t=61").text, Not(HasSubstr(form)));
  held().sessions[0].kept_media = "/media/0a1b.mp4";
  const auto ends_at = [](const std::string& end) {
    return HasSubstr("<input id=\"clip-to\" name=\"to\" value=\"" + end + "\"");
  };
  const std::string page = meeting("?t=61").text;
  EXPECT_THAT(page, HasSubstr(form));
  EXPECT_THAT(page, HasSubstr("<input type=\"hidden\" name=\"s\" value=\"0\">"));
  EXPECT_THAT(page, HasSubstr("<input id=\"clip-from\" name=\"from\" value=\"1:01\""));
  EXPECT_THAT(page, ends_at("2:01"));
  EXPECT_THAT(page, HasSubstr("At most 10:00;"));
  EXPECT_THAT(page, HasSubstr("<details class=\"clip-part\" open>"));
  EXPECT_THAT(meeting().text, HasSubstr("<details class=\"clip-part\"><summary>Cut a clip</summary>" + form));
  EXPECT_THAT(meeting().text, ends_at("1:00"));
  EXPECT_THAT(meeting("?t=61,66").text, ends_at("1:06"));
  EXPECT_THAT(meeting("?t=61,66.25").text, ends_at("66.25"));
  EXPECT_THAT(meeting("?t=61,6000").text, ends_at("11:01"));
  held().sessions[0].recording_seconds = 100;
  EXPECT_THAT(meeting("?t=61").text, ends_at("1:40"));
  EXPECT_THAT(meeting("?t=100").text, Not(HasSubstr(form)));
}

TEST_F(MeetingPage, ARangeIsQuotedWholeWithWhoSpeaks) {
  const std::string page = meeting("?s=0&t=4,62").text;
  EXPECT_THAT(page, HasSubstr("<strong>From 0:04 to 1:02</strong></p><blockquote>"
                              "<p><b>Ann Lee:</b> The first item is the bike lane on Mill Street &amp; its cost.</p>"
                              "<p><b>Bo "));
  EXPECT_THAT(page, HasSubstr("belong&lt;/b&gt; there. My question is about the cost of bike parking.</p>"
                              "</blockquote>"));
  EXPECT_THAT(meeting("?s=0&t=0,9").text,
              HasSubstr("<strong>From 0:00 to 0:09</strong> Ann Lee</p><blockquote><p>Good evening, and welcome to the "
                        "council. The first item is the bike lane on Mill Street &amp; its cost.</p></blockquote>"));
}

TEST_F(MeetingPage, ACitationHasTheRangeTheAddressAndTheVersion) {
  config_.instance.public_url = "https://alder.example";
  held().sessions.resize(1);
  const std::string page = meeting("?s=0&t=4,62").text;
  EXPECT_THAT(page, HasSubstr("<p data-cite>Town Council, March 5, 2024, from 0:04 to 1:02. Alder Cross, "
                              "<a href=\"https://alder.example/events/eventheld2222?s=0&amp;t=4,62\" data-permanent>"
                              "https://alder.example/events/eventheld2222?s=0&amp;t=4,62</a>. Record as of "));
  EXPECT_THAT(page, HasSubstr("; transcript captions22222 of Mar 5, 2024.</p>"));
  EXPECT_THAT(meeting("?s=0&t=4").text, HasSubstr("March 5, 2024, at 0:04. Alder Cross, <a href=\"https://alder.example"
                                                  "/events/eventheld2222?s=0&amp;t=4\""));
}

TEST_F(MeetingPage, CaptionsWithAFaultSaySoBeforeTheirWordsAndWhereTheyAreCited) {
  EXPECT_THAT(meeting().text, Not(HasSubstr("Something is wrong with these captions")));
  held().sessions[0].transcripts.resize(1);
  held().sessions[0].transcripts[0].fault = "they go on until 12:00 & the recording ends at 2:34";
  const std::string page = meeting("?s=0").text;
  EXPECT_THAT(page, HasSubstr("<p class=\"banner\"><strong>Something is wrong with these captions:</strong> they go on "
                              "until 12:00 &amp; the recording ends at 2:34. They are shown because nothing better is "
                              "here.</p>\n<p class=\"made\">"));
  EXPECT_THAT(page,
              HasSubstr("; transcript captions22222 of Mar 5, 2024. Something is wrong with these captions: they go "
                        "on until 12:00 &amp; the recording ends at 2:34.</p>"));
  EXPECT_THAT(meeting("?s=1").text, Not(HasSubstr("Something is wrong")));
}

TEST_F(MeetingPage, ARecordingThatCannotBeReadSaysSoInThePlaceOfThePlayer) {
  media::ClipShelf shelf(testing::TempDir(), config_.recordings);
  clips_ = &shelf;
  held().sessions[0].media_uri = "https://video.example/7.mp4";
  held().sessions[0].recording_fault = "cannot be decoded: <moov> is missing";
  const std::string page = meeting("?t=61").text;
  EXPECT_THAT(page, HasSubstr("This recording cannot be played here: cannot be decoded: &lt;moov&gt; is missing. "
                              "<a href=\"https://video.example/7.mp4\" rel=\"noopener\">Open the original</a>"));
  EXPECT_THAT(page, Not(HasSubstr("<video")));
  EXPECT_THAT(page, Not(HasSubstr("data-player-bar")));
  held().sessions[0].kept_media = "/media/0a1b.mp4";
  EXPECT_THAT(meeting("?t=61").text, Not(HasSubstr("/clip")));
}

TEST_F(MeetingPage, ARecordingElsewhereIsPlayedFromItsOriginOnly) {
  held().sessions[0].media_uri = "https://video.example:8443/a/b.mp4?x=1";
  const std::string policy = meeting("?t=5").header("Content-Security-Policy");
  EXPECT_THAT(policy, ::testing::EndsWith("media-src 'self' https://video.example:8443"));
  held().sessions[0].media_uri = "https://evil.example; script-src *//b.mp4";
  EXPECT_THAT(meeting("?t=5").header("Content-Security-Policy"), ::testing::EndsWith("media-src 'self'"));
}

TEST_F(MeetingPage, APageElsewhereIsLinkedAtTheSecondWhereItsAddressHasAPlaceForIt) {
  EXPECT_THAT(meeting("?s=1&t=90").text,
              HasSubstr("href=\"https://www.youtube.com/watch?v=abc123&amp;t=90s\" rel=\"noopener\""));
  EXPECT_THAT(meeting("?s=1&t=90").text, HasSubstr("Watch at 1:30 on youtube.com"));
  held().sessions[1].media_uri = "https://granicus.example/player/7";
  const Answer page = meeting("?s=1&t=90");
  EXPECT_THAT(page.text, HasSubstr("Watch on granicus.example"));
  EXPECT_THAT(page.text, HasSubstr("It opens at its start: go to 1:30."));
  held().sessions[1].media_uri = "javascript:alert(1)";
  EXPECT_THAT(meeting("?s=1").text, Not(HasSubstr("href=\"javascript:")));
}

TEST_F(MeetingPage, AnItemLeadsToItsSecondAndATimeThatWasWorkedOutSaysSo) {
  const std::string page = meeting().text;
  EXPECT_THAT(page, HasSubstr("<li id=\"item-itembike22222\" data-from=\"4\">"));
  EXPECT_THAT(page, HasSubstr("<a class=\"time\" href=\"?s=0&amp;t=4#t4\">Starts at 0:04</a></div>"));
  EXPECT_THAT(page,
              HasSubstr("<a class=\"time\" href=\"?s=0&amp;t=12.5#t12.5\">Starts at about 0:12</a> <details>"
                        "<summary>83 % sure</summary><p>Said here: “Res” of its title; the chair moves on. Worked "
                        "out from the transcript.</p></details></div>"));
  EXPECT_THAT(page, HasSubstr("<track kind=\"chapters\" src=\"/api/v1/events/eventheld2222/sessions/0/chapters.vtt\""));
  // Of another recording the items' links lead there, and the line of chapters is not theirs.
  const std::string other = meeting("?s=1").text;
  EXPECT_THAT(other, HasSubstr("href=\"?s=0&amp;t=4#t4\""));
  EXPECT_THAT(other, Not(HasSubstr("data-from")));
}

TEST_F(MeetingPage, SearchEnginesAreToldWhereItemsBegin) {
  config_.instance.public_url = "https://alder.example";
  held().sessions[0].thumbnail = "/media/0c0c.jpg";
  held().items[2].name = "</script><b>";
  const std::string page = meeting().text;
  EXPECT_THAT(page, HasSubstr("<script type=\"application/ld+json\">{\"@context\":\"https://schema.org/\",\"@type\":"
                              "\"VideoObject\",\"name\":\"Town Council, March 5, 2024\","));
  EXPECT_THAT(page, HasSubstr("\"contentUrl\":\"https://alder.example/media/0a1b.mp4\""));
  EXPECT_THAT(page, HasSubstr("\"thumbnailUrl\":\"https://alder.example/media/0c0c.jpg\""));
  EXPECT_THAT(page,
              HasSubstr("\"hasPart\":[{\"@type\":\"Clip\",\"name\":\"2. Ord 12-2024\",\"startOffset\":4.0,"
                        "\"endOffset\":12.5,\"url\":\"https://alder.example/events/eventheld2222?s=0\\u0026t=4\"}"));
  EXPECT_THAT(page, HasSubstr("\"name\":\"3. \\u003c/script\\u003e\\u003cb\\u003e\",\"startOffset\":12.5"));
  EXPECT_EQ(count_of(page, "</script>"), count_of(page, "<script"));
  EXPECT_THAT(meeting("?s=1").text, Not(HasSubstr("ld+json"))) << "it plays elsewhere";
}

TEST_F(MeetingPage, SaysWhyALabelIsTakenForAPerson) {
  const std::string page = meeting().text;
  EXPECT_THAT(page, HasSubstr("<summary>How 1 speaker was recognised</summary>"));
  EXPECT_THAT(page, HasSubstr("<table class=\"stack\">")) << "else it is wider than a telephone";
  EXPECT_THAT(page,
              HasSubstr("<th scope=\"row\">Ann Lee</th><td data-is=\"Person\"><a href=\"/people/personannlee2\">Ann "
                        "Lee</a></td><td data-is=\"Because\">The label is her full name.</td>"));
  held().sessions[0].identified.clear();
  EXPECT_THAT(meeting().text, Not(HasSubstr("recognised</summary>")));
}

TEST_F(MeetingPage, SaysWhoSpeaksOnceATurn) {
  const Answer page = meeting();
  EXPECT_EQ(count_of(page.text, "<article>"), 4);
  EXPECT_THAT(page.text,
              HasSubstr("<h3><a href=\"/people/personannlee2\">Ann Lee</a> <a class=\"p\" href=\"?s=0&amp;t=0#t0\""));
  EXPECT_THAT(page.text, HasSubstr("<h3>Clerk <a class=\"p\" href=\"?s=0&amp;t=3725.4#t3725.4\""));
  EXPECT_THAT(page.text, HasSubstr("Bo &lt;script&gt;alert(1)&lt;/script&gt; O&#39;Der"));
  EXPECT_THAT(page.text, HasSubstr("Made from captions (Captions of the clerk). Stated confidence: 97 %."));
  auto silent = std::make_shared<domain::Transcript>(*held().sessions[0].transcript);
  silent->confidence = 0;
  held().sessions[0].transcript = silent;
  EXPECT_THAT(meeting().text, HasSubstr("Made from captions (Captions of the clerk). The recording is the record."));
}

TEST_F(MeetingPage, WhereNobodyIsNamedADashStandsForEachNewVoice) {
  auto transcript = std::make_shared<domain::Transcript>(*held().sessions[0].transcript);
  for (auto& sentence : transcript->sentences) sentence.speaker.clear();
  held().sessions[0].transcript = transcript;
  held().sessions[0].speakers.clear();
  const Answer page = meeting();
  EXPECT_EQ(count_of(page.text, "<article class=\"new\">"), 3);
  EXPECT_THAT(page.text, HasSubstr("Speakers are not named; a dash marks where another one begins."));
  EXPECT_THAT(page.text, Not(HasSubstr("Speaker not named")));
}

TEST_F(MeetingPage, SentencesOfOneInstantHaveAnchorsOfTheirOwn) {
  auto transcript = std::make_shared<domain::Transcript>(*held().sessions[0].transcript);
  for (auto& sentence : transcript->sentences) sentence.start = 7000;
  held().sessions[0].transcript = transcript;
  const Answer page = meeting();
  for (const char* id : {"id=\"t7\"", "id=\"t7-2\"", "id=\"t7-6\""}) EXPECT_EQ(count_of(page.text, id), 1) << id;
}

TEST_F(MeetingPage, MarksWhatIsLookedForAndLeadsFromPlaceToPlace) {
  const Answer page = meeting("?s=0&t=9&q=bikes");
  EXPECT_EQ(town_->last_search.event_id, harness::kHeld);
  EXPECT_THAT(page.text, HasSubstr("“bikes”: 3 places in this transcript."));
  EXPECT_THAT(page.text, HasSubstr("the <mark id=\"m1\">bike</mark> lane on Mill Street &amp; its cost."));
  EXPECT_THAT(page.text, HasSubstr("data-prev-hit href=\"/events/eventheld2222?s=0&amp;t=4&amp;q=bikes#m1\""));
  EXPECT_THAT(page.text, HasSubstr("data-next-hit href=\"/events/eventheld2222?s=0&amp;t=61&amp;q=bikes#m3\""));
  const Answer start = meeting("?q=bikes");
  EXPECT_THAT(start.text, Not(HasSubstr("data-prev-hit")));
  EXPECT_THAT(start.text, HasSubstr("data-next-hit href=\"/events/eventheld2222?s=0&amp;t=4&amp;q=bikes#m1\""));
}

TEST_F(MeetingPage, SaysSoWhereNothingIsFound) {
  town_->found.terms = {"zebra"};
  EXPECT_THAT(meeting("?q=zebra").text, HasSubstr("“zebra” was not found in this recording’s transcript."));
}

TEST_F(MeetingPage, ShowsItemsWithDecisionsVotesAndFiles) {
  const Answer page = meeting();
  EXPECT_THAT(page.text,
              HasSubstr("<a href=\"/votes/votesplit2222\">Passed 5 to 2; 1 absent; 1 unrecognised; roll call.</a>"));
  EXPECT_THAT(
      page.text,
      HasSubstr("<a href=\"/votes/votevoice2222\">Approved; voice vote; no individual votes were recorded.</a>"));
  EXPECT_THAT(page.text, HasSubstr("Outcome and rows disagree"));
  EXPECT_THAT(page.text, HasSubstr("<a href=\"https://clerk.example/report.pdf\" rel=\"noopener\">Staff report</a>"));
  EXPECT_THAT(page.text, HasSubstr("Trap <span class=\"muted\">(no web address given)</span>"));
  EXPECT_THAT(page.text, HasSubstr("<dt>Present (1)</dt><dd><a href=\"/people/personannlee2\">Ann Lee</a></dd>"));
}

TEST_F(MeetingPage, EmptyStatesSayWhatIsNotThereAndWhy) {
  const Answer bare = get("/events/eventbare2222");
  EXPECT_THAT(bare.text, HasSubstr("No recording of this meeting is here."));
  EXPECT_THAT(bare.text, HasSubstr("Without a recording there is no transcript."));
  EXPECT_THAT(bare.text, HasSubstr("The sources give no agenda of this meeting."));
  const Answer next = get("/events/eventnext2222");
  EXPECT_THAT(next.text, HasSubstr("No agenda has been published yet."));
  EXPECT_THAT(next.text, HasSubstr("<time datetime=\"2031-05-07\">Wednesday</time>"));
  EXPECT_THAT(get("/events/eventoff22222").text, HasSubstr("This meeting was cancelled; there is no recording."));
  EXPECT_THAT(meeting("?s=1").text, HasSubstr("There is no transcript of this recording yet"));
}

TEST_F(MeetingPage, OfARecordingThatWasNamedAndNotTakenNothingIsSaidThatIsUntrue) {
  held().sessions[1].media = archive::MediaKind::kNone;
  held().sessions[1].media_uri.clear();
  const std::string page = meeting("?s=1&t=5").text;
  EXPECT_THAT(page, HasSubstr("<p class=\"none\">No recording of this meeting is here.</p>"));
  EXPECT_THAT(page, HasSubstr("Without a recording there is no transcript."));
  EXPECT_THAT(page, Not(HasSubstr("of this recording")));
}

TEST_F(MeetingPage, SaysWhereItIsFromWhatChangedAndThatItWasWithdrawn) {
  const Answer page = meeting();
  EXPECT_THAT(page.text, HasSubstr("From the source “clerk”, where its number is <code>ev-1</code>."));
  EXPECT_THAT(page.text, HasSubstr("<td>location</td><td>Annex</td><td>Town Hall, 1 Mill Street</td>"));
  EXPECT_THAT(page.text, Not(HasSubstr("<strong>Withdrawn.</strong>")));
  EXPECT_THAT(get("/events/eventgone2222").text,
              HasSubstr("<strong>Withdrawn.</strong> The source “ingest” no longer has this record since <time "
                        "datetime=\"2024-02-01T08:00:00-06:00\">Thursday, February 1, 2024</time>."));
}

TEST_F(MeetingPage, ALongHearingStaysLean) {
  auto transcript = std::make_shared<domain::Transcript>();
  constexpr int kSentences = 1800;  // two hours at four seconds a sentence
  constexpr std::size_t kTextBytes = 70;
  for (int i = 0; i < kSentences; ++i) {
    domain::Sentence sentence;
    sentence.start = i * 4000;
    sentence.end = sentence.start + 4000;
    sentence.text = std::string(kTextBytes, 'a' + static_cast<char>(i % 26));
    sentence.speaker = "Ann Lee";
    sentence.turn_start = i % 10 == 0;
    transcript->sentences.push_back(sentence);
  }
  held().sessions[0].transcript = transcript;
  held().sessions[0].speakers.clear();
  EXPECT_LT(meeting().text.size(), 300'000U);
}

TEST(SentenceAt, IsTheOneUnderWayWhateverTheOrder) {
  domain::Transcript transcript;
  for (const int start : {10'000, 2'000, 30'500}) {
    domain::Sentence sentence;
    sentence.start = start;
    transcript.sentences.push_back(sentence);
  }
  EXPECT_EQ(sentence_at(transcript, 1), std::nullopt);
  EXPECT_EQ(sentence_at(transcript, 2), 1U);
  EXPECT_EQ(sentence_at(transcript, 12), 0U);
  EXPECT_EQ(sentence_at(transcript, 30), 2U);
  EXPECT_EQ(sentence_at(transcript, 30.4), 0U);
  EXPECT_EQ(sentence_at(transcript, 9999), 2U);
}

TEST(SentencesWithin, AreThoseFromTheStartToBeforeTheEnd) {
  domain::Transcript transcript;
  for (const int start : {10'000, 2'000, 30'500}) {
    domain::Sentence sentence;
    sentence.start = start;
    sentence.end = start + 4000;
    transcript.sentences.push_back(sentence);
  }
  using Places = std::vector<std::size_t>;
  EXPECT_EQ(sentences_within(transcript, {2, 30.5}), (Places{1, 0}));
  EXPECT_EQ(sentences_within(transcript, {2, 31}), (Places{1, 0, 2}));
  EXPECT_EQ(sentences_within(transcript, {0, 11}), (Places{1, 0})) << "it begins before anything is said";
  EXPECT_EQ(sentences_within(transcript, {8, 11}), (Places{0})) << "the one before was over";
  EXPECT_EQ(sentences_within(transcript, {8, 9}), (Places{1})) << "nothing else is there";
  EXPECT_EQ(sentences_within(transcript, {11, std::nullopt}), (Places{0}));
  EXPECT_EQ(sentences_within(transcript, {1, std::nullopt}), (Places{}));
}

}  // namespace
}  // namespace dais::site
