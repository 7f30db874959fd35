// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "search/sample_sessions.h"

namespace dais::search {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class SoundAlikes : public testing::Test {
 protected:
  SoundAlikes() {
    index_.put({"one", "2023-01-19", "Council", "Ann Lee: I thank Mister Herbald. | Bob: The herbald plan, no snow."});
    index_.put({"two", "2023-01-20", "Council", "Ann Lee: Gonzalez spoke. | Bo Gonzalez: Thank you all."});
    index_.put({"three", "2023-01-21", "Council", "Ann Lee: And gonzales again. | Bob: Gonzalez it is."});
    index_.commit();
  }
  SampleIndex index_;
};

TEST_F(SoundAlikes, AreFoundWhereNobodySaysTheWordItself) {
  const Answer answer = index_.find("Herbold");
  EXPECT_EQ(answer.total, 1);
  EXPECT_THAT(answer.sounds_like, ElementsAre(SoundAlike{"herbold", "herbald"}));
  EXPECT_EQ(answer.understood, "passages where anyone said “herbold” (or “herbald”, which sounds like it)");
  ASSERT_EQ(answer.hits.size(), 1U);
  EXPECT_THAT(answer.hits[0].sounds_like, ElementsAre(SoundAlike{"herbold", "herbald"}));
  EXPECT_THAT(answer.hits[0].snippet_html, HasSubstr("<mark>Herbald</mark>"));
}

TEST_F(SoundAlikes, OfASpeakersNameAreFoundBesideIt) {
  const Answer answer = index_.find("gonzalez");
  EXPECT_THAT(answer.sounds_like, ElementsAre(SoundAlike{"gonzalez", "gonzales"}));
  EXPECT_EQ(answer.total, 2);
}

TEST_F(SoundAlikes, AreNeverFoundOfWhatIsQuotedExcludedOrNear) {
  for (const std::string text : {"\"herbold\"", "snow -herbold", "herbold NEAR plan", "\"mister herbold\""}) {
    EXPECT_THAT(index_.find(text).sounds_like, IsEmpty()) << text;
  }
  EXPECT_EQ(index_.find("\"herbold\"").total, 0);
}

TEST_F(SoundAlikes, AreNeverFoundOfNumbersAndCitations) {
  EXPECT_THAT(index_.find("herbald1099").sounds_like, IsEmpty());
  index_.put({"four", "2023-01-22", "Council", "Ann: See herbald12 and herbald13."});
  index_.commit();
  EXPECT_THAT(index_.find("herbold").sounds_like, ElementsAre(SoundAlike{"herbold", "herbald"}));
}

TEST_F(SoundAlikes, OfOrdinaryWordsThatAreSaidAreNotLookedFor) {
  EXPECT_THAT(index_.find("plan").sounds_like, IsEmpty());
}

TEST_F(SoundAlikes, AreForgottenWithTheirMeeting) {
  ASSERT_TRUE(index_.writer().remove("one"));
  index_.commit();
  EXPECT_THAT(index_.find("Herbold").sounds_like, IsEmpty());
}

}  // namespace
}  // namespace dais::search
