// SPDX-License-Identifier: Apache-2.0
#include "speech/care.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "text/fold.h"

namespace dais::speech {
namespace {

Lexicon town_lexicon() {
  Lexicon lexicon("en");
  lexicon.add_word_list(
      "today\nthe\nof\nyoung\nall\nto\nfrom\nfor\nwelcome\nand\nwill\nwould\nlike\nthank\nyou\nTuesday\nMinneapolis\nFB"
      "I\n"
      "call\norder\nour\nregular\nmeeting\nis\nhere\nclerk\ncouncil\nmember\nchair\npresident\nin\nmay\nmarch\non\nclos"
      "ed\n"
      "item\nroll\nat\nhe\nlives\nmy\nname\npublic\nworks\n");
  lexicon.add_person("Aurin Chowdhury");
  lexicon.add_person("Andrea Jenkins");
  lexicon.add_person("Phil Young");
  lexicon.add_name("Committee of the Whole");
  lexicon.add_name("Hennepin Avenue");
  lexicon.add_text("Contract with the MPRB for repair of the Nicollet bridge and the Nicollet pool");
  return lexicon;
}

domain::Transcript captions(const std::vector<std::string>& sentences) {
  domain::Transcript transcript;
  domain::Milliseconds at = 0;
  for (const std::string& text : sentences) {
    domain::Sentence sentence{at, at + 1'000, text, "", false, {}, {}};
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      sentence.words.push_back({at, at + 100, text.substr(begin, end - begin)});
      begin = end + 1;
      at += 100;
    }
    sentence.end = at;
    transcript.sentences.push_back(std::move(sentence));
  }
  return transcript;
}

std::string cared(const std::vector<std::string>& sentences) {
  domain::Transcript transcript = captions(sentences);
  care_for(transcript, town_lexicon());
  std::string text;
  for (const auto& sentence : transcript.sentences) text += (text.empty() ? "" : " / ") + sentence.text;
  return text;
}

TEST(CareFor, WritesCapitalsAsPeopleDo) {
  EXPECT_EQ(cared({"WELCOME TO THE REGULAR MEETING.", "I'D LIKE TO CALL OUR MEETING TO ORDER TODAY, TUESDAY."}),
            "Welcome to the regular meeting. / I'd like to call our meeting to order today, Tuesday.");
}

TEST(CareFor, KeepsNamesOfTheArchive) {
  EXPECT_EQ(cared({"AURIN CHOWDHURY LIVES ON HENNEPIN AVENUE IN MINNEAPOLIS."}),
            "Aurin Chowdhury lives on Hennepin Avenue in Minneapolis.");
  EXPECT_EQ(cared({"THE COMMITTEE OF THE WHOLE AND ALL OF THE MPRB, CHOWDHURY'S TOO: NICOLLET."}),
            "The Committee of the Whole and all of the MPRB, Chowdhury's too: Nicollet.");
}

TEST(CareFor, WritesTitlesBeforeNamesOnly) {
  EXPECT_EQ(cared({"THE COUNCIL MEMBER IS HERE.", "COUNCIL MEMBER CHOWDHURY AND PRESIDENT JENKINS.",
                   "THE CHAIR, MR. YOUNG."}),
            "The council member is here. / Council Member Chowdhury and President Jenkins. / The chair, Mr. Young.");
  EXPECT_EQ(cared({"HE IS YOUNG."}), "He is young.");
}

TEST(CareFor, LearnsNamesFromTheTitlesBeforeThem) {
  EXPECT_EQ(cared({"I CALL COUNCIL MEMBER MOSQUEDA.", "MOSQUEDA IS HERE, MADAM PRESIDENT, AND MR. WALL."}),
            "I call Council Member Mosqueda. / Mosqueda is here, Madam President, and Mr. Wall.");
  EXPECT_EQ(cared({"HE LIVES ON NICOLLET AVENUE AND ON OUR AVENUE."}),
            "He lives on Nicollet Avenue and on our avenue.");
}

TEST(CareFor, KeepsNumbersAndLettersAsWritten) {
  EXPECT_EQ(cared({"ITEM 19A, FILE 2024-00123, ON THE 2ND OF MAY 5, IN THE U.S. FROM 7 TO 8, R-4 AND WARD B."}),
            "Item 19A, file 2024-00123, on the 2nd of May 5, in the U.S. from 7 to 8, R-4 and ward B.");
  EXPECT_EQ(cared({"YOU MAY CALL.", "BRT WILL CLOSED."}), "You may call. / BRT will closed.");
}

TEST(CareFor, LeavesWhatIsMixedAlone) {
  const std::vector<std::string> mixed = {"Good evening from NYC.", "THE ROLL.", "we go on"};
  EXPECT_EQ(cared(mixed), "Good evening from NYC. / THE ROLL. / we go on");
  domain::Transcript transcript = captions(mixed);
  EXPECT_EQ(care_for(transcript, town_lexicon()), Cared::kNothing);
}

TEST(CareFor, RaisesWhatHasNoCapitals) {
  std::vector<std::string> sentences = {"my name is aurin chowdhury and i will call the roll on tuesday"};
  EXPECT_EQ(cared(sentences), "My name is Aurin Chowdhury and I will call the roll on Tuesday");
}

TEST(CareFor, BeginsNoSentenceWhereTextWasOnlyCut) {
  auto transcript = captions({"WELCOME TO THE MEETING", "OF THE COUNCIL"});
  care_for(transcript, town_lexicon());
  EXPECT_EQ(transcript.sentences[1].text, "of the council");
  transcript = captions({"WELCOME TO THE MEETING", "OF THE COUNCIL"});
  transcript.sentences[1].turn_start = true;
  care_for(transcript, town_lexicon());
  EXPECT_EQ(transcript.sentences[1].text, "Of the council");
}

TEST(ShownLabel, IsWrittenLikeAName) {
  const Lexicon lexicon = town_lexicon();
  EXPECT_EQ(shown_label("AURIN CHOWDHURY, CHAIR", lexicon), "Aurin Chowdhury, Chair");
  EXPECT_EQ(shown_label("CLERK OF THE COUNCIL", lexicon), "Clerk of the Council");
  EXPECT_EQ(shown_label("Mayor McRead", lexicon), "Mayor McRead");
  EXPECT_EQ(shown_label("", lexicon), "");
}

RC_GTEST_PROP(CareFor, ChangesNothingButCapitals, (const std::vector<std::vector<std::string>>& lines)) {
  static const std::vector<std::string> kWords = {"THE",  "I'M",   "AURIN",     "CHOWDHURY,", "\"HENNEPIN", "AVENUE.",
                                                  "U.S.", "É",     "O'BRIEN'S", "2ND",        "STRASSE",    "-",
                                                  "A",    "MPRB?", "i",         "Ĳssel"};
  domain::Transcript before;
  domain::Milliseconds at = 0;
  for (const auto& line : lines) {
    domain::Sentence sentence{at, at, "", "", (at / 100) % 3 == 0, {}, {}};
    for (const std::string& seed : line) {
      const std::string& word = kWords[std::hash<std::string>{}(seed) % kWords.size()];
      sentence.text += (sentence.words.empty() ? "" : " ") + word;
      sentence.words.push_back({at, at + 50, word});
      at += 100;
    }
    sentence.end = at;
    before.sentences.push_back(std::move(sentence));
  }
  domain::Transcript after = before;
  care_for(after, town_lexicon());
  RC_ASSERT(after.sentences.size() == before.sentences.size());
  for (std::size_t i = 0; i < after.sentences.size(); ++i) {
    const auto& a = after.sentences[i];
    const auto& b = before.sentences[i];
    RC_ASSERT(text::fold(a.text) == text::fold(b.text));
    RC_ASSERT(a.start == b.start);
    RC_ASSERT(a.end == b.end);
    RC_ASSERT(a.words.size() == b.words.size());
    for (std::size_t w = 0; w < a.words.size(); ++w) {
      RC_ASSERT(text::fold(a.words[w].text) == text::fold(b.words[w].text));
      RC_ASSERT(a.words[w].start == b.words[w].start);
    }
  }
}

}  // namespace
}  // namespace dais::speech
