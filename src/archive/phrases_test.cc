// SPDX-License-Identifier: Apache-2.0
#include "archive/phrases.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dais::archive {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Phrase> learned(const std::vector<std::vector<std::string>>& meetings, const PhraseRules& rules = {}) {
  return learn_phrases(
             meetings.size(),
             [&](std::size_t nth, const auto& take) -> Status {
               for (const std::string& sentence : meetings[nth]) take(sentence);
               return {};
             },
             rules)
      .value();
}

TEST(Phrases, AreSaidInThreeMeetingsAtLeast) {
  EXPECT_THAT(learned({{"The snow plow came."}, {"A snow plow, please."}, {"SNOW PLOW"}, {"No snow. Plow on."}}),
              ElementsAre(Phrase{"snow plow", 3}));
  EXPECT_THAT(learned({{"a snow plow and a snow plow", "snow plow"}, {"snow plow"}}), IsEmpty());
}

TEST(Phrases, NeitherBeginNorEndWithAWordThatIsEverywhere) {
  EXPECT_THAT(learned({{"board of education is"}, {"the board of education"}, {"of the board of education"}}),
              ElementsAre(Phrase{"board of education", 3}));
}

TEST(Phrases, APartOfALongerOneAloneIsLeftOut) {
  const std::vector<std::string> longer = {"protected bike lanes"};
  EXPECT_THAT(learned({longer, longer, longer}), ElementsAre(Phrase{"protected bike lanes", 3}));
  EXPECT_THAT(learned({longer, longer, longer, {"bike lanes"}}),
              ElementsAre(Phrase{"bike lanes", 4}, Phrase{"protected bike lanes", 3}));
}

TEST(Phrases, NumbersAndWhatNearlyEveryMeetingSaysAreNone) {
  const std::vector<std::string> one = {"resolution 2159 passed", "thank everybody"};
  EXPECT_THAT(learned({one, one, one}), ElementsAre(Phrase{"thank everybody", 3}));
  PhraseRules rules;
  rules.share_from = 3;
  EXPECT_THAT(learned({one, one, one}, rules), IsEmpty());
}

TEST(Phrases, TheMostSaidAreKept) {
  PhraseRules rules;
  rules.most = 1;
  rules.least_meetings = 1;
  EXPECT_THAT(learned({{"green park", "old mill"}, {"old mill"}}, rules), ElementsAre(Phrase{"old mill", 2}));
}

TEST(Phrases, ComeBackFromTheirFile) {
  const std::vector<Phrase> phrases = {{"bike lanes", 12}, {"café crème", 3}};
  EXPECT_EQ(read_phrases(write_phrases(phrases)), phrases);
  EXPECT_THAT(read_phrases("nothing\n\t\nx\ty\n5\t\n7\tgood one"), ElementsAre(Phrase{"good one", 7}));
}

}  // namespace
}  // namespace dais::archive
