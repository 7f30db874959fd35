// SPDX-License-Identifier: Apache-2.0
// WebVTT and SubRip as they occur in the wild.
#include "speech/captions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dais::speech {
namespace {

using domain::Sentence;
using domain::Word;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Captions read(std::string_view content, std::string_view name = "meeting.vtt") {
  auto captions = read_captions(content, name);
  EXPECT_TRUE(captions.has_value()) << (captions ? "" : captions.error().message);
  return captions.value_or(Captions{});
}

std::string refusal(std::string_view content, std::string_view name = "meeting.vtt") {
  const auto captions = read_captions(content, name);
  EXPECT_FALSE(captions.has_value());
  return captions ? "" : captions.error().message;
}

/// "START-END[>] SPEAKER: TEXT" of each sentence, in milliseconds.
std::vector<std::string> shown(const Captions& captions) {
  std::vector<std::string> out;
  for (const Sentence& s : captions.transcript.sentences) {
    out.push_back(std::to_string(s.start) + "-" + std::to_string(s.end) + (s.turn_start ? "> " : " ") +
                  (s.speaker.empty() ? "" : s.speaker + ": ") + s.text);
  }
  return out;
}

std::vector<domain::Milliseconds> word_starts(const Sentence& sentence) {
  std::vector<domain::Milliseconds> out;
  for (const Word& word : sentence.words) out.push_back(word.start);
  return out;
}

TEST(Captions, ASentenceBeginsWhereTheCueOfItsFirstWordBegins) {
  // CDP gave this sentence the words' times of its last cue.
  const Captions captions = read(
      "WEBVTT\n\n00:00:10.000 --> 00:00:12.000\nThe clerk will\n\n00:00:12.000 --> 00:00:20.000\ncall the roll. Thank "
      "you.\n\n"
      "00:00:21.000 --> 00:00:22.000\nWe are adjourned.\n");
  EXPECT_THAT(shown(captions), ElementsAre("10000-16615 The clerk will call the roll.", "16615-20000 Thank you.",
                                           "21000-22000 We are adjourned."));
  EXPECT_THAT(word_starts(captions.transcript.sentences[0]), ElementsAre(10000, 10533, 11333, 12000, 13538, 14769));
  EXPECT_THAT(captions.warnings, IsEmpty());
  EXPECT_FALSE(captions.is_cdp_transcript);
}

TEST(Captions, WordsAreTheBlankSeparatedTokensOfTheText) {
  const Captions captions = read("WEBVTT\n\n00:01.000 --> 00:02.000\nOrd. No. 5,\n  as amended.\n");
  ASSERT_EQ(captions.transcript.sentences.size(), 1U);
  const Sentence& sentence = captions.transcript.sentences[0];
  EXPECT_EQ(sentence.text, "Ord. No. 5, as amended.");
  ASSERT_EQ(sentence.words.size(), 5U);
  EXPECT_EQ(sentence.words[2].text, "5,");
  EXPECT_EQ(sentence.words[4].end, 2000);
}

TEST(Captions, ReadsByteOrderMarkCarriageReturnsSettingsAndMissingHours) {
  const Captions captions = read(
      "\xEF\xBB\xBFWEBVTT - some title\r\nKind: captions\r\nLanguage: en\r\n\r\n1\r\n00:05.872 --> 00:09.409 "
      "align:start line:74% position:30%\r\n"
      "GOOD MORNING\r\nEVERYONE.\r\n\r\n01:00:00.5 --> 01:00:01.250\r\nAFTERNOON.\r\n");
  EXPECT_THAT(shown(captions), ElementsAre("5872-9409 GOOD MORNING EVERYONE.", "3600500-3601250 AFTERNOON."));
  EXPECT_EQ(captions.transcript.language, "en");
  EXPECT_THAT(shown(read("WEBVTT\r\r00:01.000 --> 00:02.000\rOld Macintosh.\r")),
              ElementsAre("1000-2000 Old Macintosh."));
}

TEST(Captions, SkipsNotesStylesRegionsAndTimestampMaps) {
  const Captions captions = read(
      "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:900000,LOCAL:00:00:00.000\n\nSTYLE\n::cue { color: red "
      "}\n\nREGION\nid:a\n\nNOTE\nnot spoken\nat all\n\n"
      "00:01.000 --> 00:02.000\nSpoken.\n\nNOTE one line\n\n00:03.000 --> 00:04.000\nNOTE this too.\n");
  EXPECT_THAT(shown(captions), ElementsAre("1000-2000 Spoken.", "3000-4000 NOTE this too."));
}

TEST(Captions, ReadsSubRipWithCommasDotsMissingCountersAndNoBlankLines) {
  const Captions captions = read(
      "1\n00:00:01,000 --> 00:00:02,000\nFirst.\n2\n00:00:02.000 --> 00:00:03.000\nSecond.\n\n00:00:03,5 --> 00:00:04, "
      "500\nThird.\n",
      "a.srt");
  EXPECT_THAT(shown(captions), ElementsAre("1000-2000 First.", "2000-3000 Second.", "3500-4500 Third."));
}

TEST(Captions, ABlankLineInsideASubRipCueLosesNothing) {
  const Captions captions =
      read("1\n00:00:01,000 --> 00:00:02,000\nFirst\n\nhalf.\n\n2\n00:00:02,000 --> 00:00:03,000\nSecond.\n", "a.srt");
  EXPECT_THAT(shown(captions), ElementsAre("1000-2000 First half.", "2000-3000 Second."));
}

TEST(Captions, TakesTagsPositionsAndEntitiesOutOfTheText) {
  const Captions captions = read(
      "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>Smith &amp; <b>Sons</b></i> <font "
      "color=\"#fff\">A&nbsp;&lt;&nbsp;B</font> caf&#233;&#x301; <c.yellow.bg_blue>now</c>.\n",
      "a.srt");
  EXPECT_THAT(shown(captions), ElementsAre("1000-2000 Smith & Sons A < B caf\u00E9\u0301 now."));
}

TEST(Captions, WhatLooksLikeATagButIsNoneStays) {
  const Captions captions = read("WEBVTT\n\n00:01.000 --> 00:02.000\n<unintelligible> if 3 < 4 {sic} AT&T & <b>co\n");
  EXPECT_THAT(shown(captions), ElementsAre("1000-2000 <unintelligible> if 3 < 4 {sic} AT&T & co"));
}

TEST(Captions, WordTimestampsAreTheWordsTimes) {
  const Captions captions =
      read("WEBVTT\n\n00:01.000 --> 00:05.000\nThe<00:00:01.500><c> clerk</c><00:00:02.250><c> will call</c>\n");
  ASSERT_EQ(captions.transcript.sentences.size(), 1U);
  EXPECT_THAT(word_starts(captions.transcript.sentences[0]), ElementsAre(1000, 1500, 2250, 3625));
}

TEST(Captions, WordTimestampsThatRunBackwardsAreIgnored) {
  const Captions captions =
      read("WEBVTT\n\n00:01.000 --> 00:05.000\nab <00:00:04.000>cd <00:00:02.000>ef <00:10:00.000>gh\n");
  EXPECT_THAT(word_starts(captions.transcript.sentences[0]), ElementsAre(1000, 4000, 4333, 4666));
}

TEST(Captions, VoiceTagsNameTheSpeakerAndEndASentence) {
  const Captions captions = read(
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Mayor Read>I move to\n\n00:02.000 --> 00:03.000\n<v Mayor Read>adjourn\n\n"
      "00:03.000 --> 00:04.000\n<v.loud Ann O&apos;Hara>Second</v>\n");
  EXPECT_THAT(shown(captions),
              ElementsAre("1000-3000> Mayor Read: I move to adjourn", "3000-4000> Ann O'Hara: Second"));
}

TEST(Captions, KeepsTheSpeakerUntilAnotherOrTheEndOfTheTag) {
  const Captions captions = read(
      "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>First.\n\n00:02.000 --> 00:03.000\nSecond.\n\n00:03.000 --> "
      "00:04.000\n<v Bob>Third.</v>\n\n"
      "00:04.000 --> 00:05.000\nFourth.\n");
  EXPECT_THAT(shown(captions), ElementsAre("1000-2000> Ann: First.", "2000-3000 Ann: Second.", "3000-4000> Bob: Third.",
                                           "4000-5000> Fourth."));
}

TEST(Captions, ChevronsBeginATurnAndNameItWhereALabelFollows) {
  const Captions captions = read(
      "WEBVTT\n\n00:01.000 --> 00:02.000\n&gt;&gt;&gt; GOOD MORNING\n\n00:02.000 --> 00:04.000\nALL &gt;&gt; COUNCIL "
      "MEMBER O'BRIEN: HERE&gt;&gt;MAYOR: THE\n\n"
      "00:04.000 --> 00:05.000\nTIME IS 9:31 A.M. >> >>: NO\n\n00:05.000 --> 00:06.000\n>> THE ITEM IS AS FOLLOWS: "
      "ITEM 1\n");
  EXPECT_THAT(shown(captions), ElementsAre("1000-2615> GOOD MORNING ALL", "2615-3384> COUNCIL MEMBER O'BRIEN: HERE",
                                           "3384-4857> MAYOR: THE TIME IS 9:31 A.M.", "4857-5000> NO",
                                           "5000-6000> THE ITEM IS AS FOLLOWS: ITEM 1"));
}

TEST(Captions, ALabelWithoutChevronsCountsOnlyWhereItIsClearlyOne) {
  EXPECT_THAT(
      shown(read(
          "WEBVTT\n\n00:01.000 --> 00:02.000\nCLERK: Councilmember Hall?\n\n00:02.000 --> 00:03.000\nHALL: Here.\n")),
      ElementsAre("1000-2000> CLERK: Councilmember Hall?", "2000-3000> HALL: Here."));
  EXPECT_THAT(
      shown(read(
          "WEBVTT\n\n00:01.000 --> 00:02.000\nTHERE ARE TWO.\n\n00:02.000 --> 00:03.000\nBUSINESS: THE BUDGET.\n")),
      ElementsAre("1000-2000 THERE ARE TWO.", "2000-3000 BUSINESS: THE BUDGET."));
  EXPECT_THAT(
      shown(read("WEBVTT\n\n00:01.000 --> 00:02.000\nI asked the\n\n00:02.000 --> 00:03.000\nMayor: why now?\n")),
      ElementsAre("1000-3000 I asked the Mayor: why now?"));
}

TEST(Captions, DashesAreTurnsOnceSeveralLinesOfACueHaveThem) {
  const Captions captions = read(
      "1\n00:00:00,000 --> 00:00:01,000\n- Well\n\n2\n00:00:01,000 --> 00:00:03,000\n- Aye.\n- Nay.\n\n3\n00:00:04,000 "
      "--> 00:00:05,000\n-So it fails.\n",
      "a.srt");
  EXPECT_THAT(shown(captions),
              ElementsAre("0-1000 - Well", "1000-2000> Aye.", "2000-3000> Nay.", "4000-5000> So it fails."));
}

TEST(Captions, BackwardCuesArePutInTheirPlaceAndNamed) {
  const Captions captions = read(
      "WEBVTT\n\n00:10.000 --> 00:11.000\nTen.\n\n00:05.000 --> 00:06.000\nFive.\n\n00:12.000 --> "
      "00:13.000\nTwelve.\n");
  EXPECT_THAT(shown(captions), ElementsAre("5000-6000 Five.", "10000-11000 Ten.", "12000-13000 Twelve."));
  EXPECT_THAT(captions.warnings,
              ElementsAre("line 6: the cue starts (00:00:05.000) before the one above it; it is put in its place"));
}

TEST(Captions, OverlappingCuesOfOneTurnKeepTheirStarts) {
  const Captions captions =
      read("WEBVTT\n\n00:10.000 --> 00:20.000\nOne two. Three\n\n00:14.000 --> 00:22.000\nfour. Five.\n");
  EXPECT_THAT(shown(captions), ElementsAre("10000-12400 One two.", "12400-18000 Three four.", "18000-22000 Five."));
}

TEST(Captions, SpeakersWhoTalkAtOnceStayInTheOrderOfTheirStarts) {
  const Captions captions = read(
      "WEBVTT\n\n00:00.000 --> 00:20.000\n<v Ann>One, two, three. Four, five, six.\n\n00:05.000 --> 00:06.000\n<v "
      "Bob>Yes.\n");
  EXPECT_THAT(shown(captions), ElementsAre("0-10000> Ann: One, two, three.", "5000-6000> Bob: Yes.",
                                           "10000-20000> Ann: Four, five, six."));
}

TEST(Captions, ACueThatEndsBeforeItStartsIsRepairedAndNamed) {
  const Captions captions = read("WEBVTT\n\n00:10.000 --> 00:04.000\nTen words.\n\n00:10.400 --> 00:11.000\nNext.\n");
  EXPECT_THAT(shown(captions), ElementsAre("10000-10400 Ten words.", "10400-11000 Next."));
  EXPECT_THAT(captions.warnings,
              ElementsAre("line 3: the cue ends (00:04.000) before it starts (00:10.000); its end is guessed"));
}

TEST(Captions, TimesThatAreNoneAreNamedWithTheirLine) {
  const Captions captions = read(
      "WEBVTT\n\n99:99:99.000 --> 99:99:99.500\nlost\n\n-00:00:01.000 --> 00:00:02.000\nlost too\n\n8760:00:00.000 --> "
      "8760:00:01.000\na year\n\n"
      "00:00:03.000 --> 9999:00:00.000\nKept.\n\n00:00:05.000 --> 00:00:xx\nKept too.\n");
  EXPECT_THAT(shown(captions), ElementsAre("3000-3300 Kept.", "5000-5600 Kept too."));
  EXPECT_THAT(captions.warnings,
              ElementsAre("line 3: \"99:99:99.000\" is not a time; the cue is left out",
                          "line 6: \"-00:00:01.000\" is not a time; the cue is left out",
                          "line 9: \"8760:00:00.000\" is longer than any recording; the cue is left out",
                          "line 12: \"9999:00:00.000\" is longer than any recording; the cue's end is guessed",
                          "line 15: \"00:00:xx\" is not a time; the cue's end is guessed"));
}

TEST(Captions, AnArrowInTheTextIsText) {
  const Captions captions =
      read("WEBVTT\n\n00:01.000 --> 00:02.000\nThe vote went from\n3 --> 4.\n\nx:00.000 --> 00:00:03.000\nlost\n");
  EXPECT_THAT(shown(captions), ElementsAre("1000-2000 The vote went from 3 --> 4."));
  EXPECT_THAT(captions.warnings, ElementsAre("line 7: \"x:00.000\" is not a time; the cue is left out"));
}

TEST(Captions, AFileThatIsWrongThroughoutListsAHundredComplaints) {
  std::string content = "WEBVTT\n\n00:01.000 --> 00:02.000\nKept.\n";
  for (int i = 0; i < 250; ++i) content += "\n99:99.000 --> 99:99.000\nlost\n";
  const Captions captions = read(content);
  ASSERT_EQ(captions.warnings.size(), 101U);
  EXPECT_EQ(captions.warnings.back(), "and 150 more of the kind");
}

TEST(Captions, ReadsLatin1AndUtf16) {
  using namespace std::string_view_literals;
  EXPECT_THAT(shown(read("1\n00:00:01,000 --> 00:00:02,000\nRen\xE9 Gonz\xE1lez.\n", "a.srt")),
              ElementsAre("1000-2000 Ren\u00E9 Gonz\u00E1lez."));
  std::string utf16 = "\xFF\xFE";
  for (const char c : "WEBVTT\n\n00:01.000 --> 00:02.000\nHello.\n"sv) utf16 += {c, '\0'};
  EXPECT_THAT(shown(read(utf16)), ElementsAre("1000-2000 Hello."));
}

TEST(Captions, UnpunctuatedCaptionsAreCutAtPausesAndAfterThirtyWords) {
  std::string content = "WEBVTT\n";
  for (int i = 0; i < 40; ++i) {
    const int start = i * 4 + (i >= 5 ? 2 : 0);  // a pause of two seconds after the fifth cue
    const auto time = [](int s) {
      return "0" + std::to_string(s / 60) + ":" + (s % 60 < 10 ? "0" : "") + std::to_string(s % 60) + ".000";
    };
    content += "\n" + time(start) + " --> " + time(start + 4) + "\nso we have four\n";
  }
  const Captions captions = read(content);
  std::size_t words = 0;
  for (const Sentence& sentence : captions.transcript.sentences) {
    words += sentence.words.size();
    EXPECT_LE(sentence.words.size(), 30U);
    EXPECT_LE(sentence.end - sentence.start, 21'000);
  }
  EXPECT_EQ(words, 160U);
  EXPECT_EQ(captions.transcript.sentences[1].start, 22000);
}

TEST(Captions, ACaptionThatStandsForMinutesIsNotSpokenForMinutes) {
  const Captions captions =
      read("WEBVTT\n\n00:00.000 --> 20:00.000\nThe meeting is in recess.\n\n20:00.000 --> 20:01.000\nWelcome back.\n");
  EXPECT_THAT(shown(captions), ElementsAre("0-30000 The meeting is in recess.", "1200000-1201000 Welcome back."));
}

TEST(Captions, AStubHasNothingInIt) {
  EXPECT_EQ(refusal(""), "meeting.vtt: there is nothing in it");
  EXPECT_EQ(refusal("WEBVTT\n\n"), "meeting.vtt: there is nothing in it: no cue has text");
  EXPECT_EQ(refusal("WEBVTT\n\n00:00:00.000 --> 00:00:00.000\n\n\n"),
            "meeting.vtt: there is nothing in it: no cue has text");
  EXPECT_EQ(
      refusal("WEBVTT\n\n99:99.000 --> 99:99.000\nx\n"),
      "meeting.vtt: there is nothing in it that can be read: line 3: \"99:99.000\" is not a time; the cue is left out");
}

TEST(Captions, RubbishIsRefusedWithWhatItIs) {
  EXPECT_EQ(
      refusal("# Notes\n\nThe council met.\n", "notes.md"),
      "notes.md: neither captions (WebVTT, SubRip) nor a transcript (CDP or other JSON, table): no cue times in it");
  EXPECT_EQ(refusal("<!DOCTYPE html><html><body>404</body></html>"),
            "meeting.vtt: this is a web page, not the captions it may link to");
  EXPECT_EQ(refusal("%PDF-1.4\n1 0 obj", "a.pdf"), "a.pdf: this is a PDF document");
  EXPECT_EQ(refusal(std::string(100, '\x01'), "a.bin"), "a.bin: this is not text");
  EXPECT_THAT(refusal("<?xml version=\"1.0\"?><tt xmlns=\"http://www.w3.org/ns/ttml\"></tt>", "a.ttml"),
              HasSubstr("TTML"));
}

TEST(Captions, TheGeneratorSaysWhatTheFileWas) {
  EXPECT_EQ(read("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n").transcript.generator, "Captions, as WebVTT");
  const Captions whisper = read("1\n00:00:01,000 --> 00:00:02,000\nx\n", "https://council.example/whisper-medium.srt");
  EXPECT_EQ(whisper.transcript.generator, "Whisper, as SubRip");
  EXPECT_EQ(whisper.transcript.kind, domain::TranscriptKind::kMachine);
}

TEST(Captions, ThatStateNoConfidenceGetNone) {
  EXPECT_EQ(read("WEBVTT\n\n00:01.000 --> 00:02.000\nx\n").transcript.confidence, 0);
  EXPECT_EQ(read("1\n00:00:01,000 --> 00:00:02,000\nx\n", "whisper-medium.srt").transcript.confidence, 0);
}

TEST(RollUp, LinesThatRepeatAreSaidOnce) {
  const Captions captions = read(
      "WEBVTT\n\n00:01.000 --> 00:02.000\nGOOD MORNING\n\n00:02.000 --> 00:03.000\nGOOD MORNING\nALL AND WELCOME\n\n"
      "00:03.000 --> 00:04.000\nALL AND WELCOME\nTO THE MEETING.\n");
  EXPECT_THAT(shown(captions), ElementsAre("1000-4000 GOOD MORNING ALL AND WELCOME TO THE MEETING."));
  EXPECT_THAT(word_starts(captions.transcript.sentences[0]),
              ElementsAre(1000, 1384, 2000, 2250, 2500, 3000, 3187, 3437));
}

TEST(RollUp, ReadsWordTimedAutomaticCaptions) {
  const Captions captions = read(
      "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.160 --> 00:00:02.389 align:start position:0%\n "
      "\nhello<00:00:00.480><c> and</c><00:00:01.000><c> welcome</c>\n\n"
      "00:00:02.389 --> 00:00:02.399 align:start position:0%\nhello and welcome\n \n\n"
      "00:00:02.399 --> 00:00:05.000 align:start position:0%\nhello and welcome\nto<00:00:02.700><c> "
      "the</c><00:00:03.000><c> council</c>\n\n"
      "00:00:05.000 --> 00:00:05.010 align:start position:0%\nto the council\n \n\n"
      "00:00:05.010 --> 00:00:06.000 align:start position:0%\nto the council\nmeeting<00:00:05.500><c> today</c>\n");
  ASSERT_EQ(captions.transcript.sentences.size(), 1U);
  EXPECT_EQ(captions.transcript.sentences[0].text, "hello and welcome to the council meeting today");
  EXPECT_THAT(word_starts(captions.transcript.sentences[0]), ElementsAre(160, 480, 1000, 2399, 2700, 3000, 5010, 5500));
}

TEST(RollUp, WhatIsSaidTwiceStays) {
  const Captions captions = read(
      "WEBVTT\n\n00:01.000 --> 00:02.000\nAye.\n\n00:02.000 --> 00:03.000\nAye.\n\n00:03.000 --> "
      "00:04.000\nAye.\nThank you.\n\n00:09.000 --> 00:10.000\nThank you.\n");
  EXPECT_THAT(shown(captions), ElementsAre("1000-2000 Aye.", "2000-3000 Aye.", "3000-3312 Aye.", "3312-4000 Thank you.",
                                           "9000-10000 Thank you."));
}

TEST(RollUp, ACueThatStandsTwiceIsReadOnce) {
  const Captions captions = read(
      "WEBVTT\n\n00:01.000 --> 00:02.000\nSo moved.\n\n00:01.000 --> 00:02.000\nSo moved.\n\n00:02.000 --> "
      "00:03.000\nSecond.\n");
  EXPECT_THAT(shown(captions), ElementsAre("1000-2000 So moved.", "2000-3000 Second."));
}

}  // namespace
}  // namespace dais::speech
