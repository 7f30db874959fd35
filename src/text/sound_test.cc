// SPDX-License-Identifier: Apache-2.0
#include "text/sound.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace dais::text {
namespace {

TEST(Sound, NamesThatCaptionsMisspellSoundAlike) {
  for (const auto& [a, b] : std::vector<std::pair<std::string, std::string>>{{"bhradley", "bradley"},
                                                                             {"bradly", "bradley"},
                                                                             {"smyth", "smith"},
                                                                             {"steven", "stephen"},
                                                                             {"catherine", "kathryn"},
                                                                             {"philips", "phillips"},
                                                                             {"knight", "night"},
                                                                             {"wright", "right"},
                                                                             {"geoffrey", "jeffrey"},
                                                                             {"kristy", "christie"},
                                                                             {"brewer", "bruer"},
                                                                             {"shulz", "schulz"},
                                                                             {"jackson", "jaxon"},
                                                                             {"thomas", "tomas"},
                                                                             {"erin", "aaron"},
                                                                             {"mcdonald", "macdonald"},
                                                                             {"walsh", "welsh"}}) {
    EXPECT_TRUE(sounds_alike(a, b)) << a << " " << sound_key(a) << ", " << b << " " << sound_key(b);
  }
}

TEST(Sound, OtherNamesDoNot) {
  for (const auto& [a, b] : std::vector<std::pair<std::string, std::string>>{{"bradley", "brady"},
                                                                             {"miller", "mueller-smith"},
                                                                             {"jones", "james son"},
                                                                             {"ross", "rush"},
                                                                             {"lee", "li"}}) {
    EXPECT_FALSE(sounds_alike(a, b)) << a << " " << sound_key(a) << ", " << b << " " << sound_key(b);
  }
}

TEST(Sound, KeysAreAsDocumented) {
  EXPECT_EQ(sound_key("bradley"), "PRTL");
  EXPECT_EQ(sound_key("alder"), "ALTR");
  EXPECT_EQ(sound_key("xavier"), "SFR");
  EXPECT_EQ(sound_key("whitman"), "WTMN");
  EXPECT_EQ(sound_key("yates"), "YTS");
  EXPECT_EQ(sound_key("hodge"), "HJ");
  EXPECT_EQ(sound_key("lamb"), "LM");
  EXPECT_EQ(sound_key("2159"), "");
  EXPECT_EQ(sound_key("市"), "");
}

std::string any_letters() {
  return *rc::gen::container<std::string>(rc::gen::inRange<char>('a', static_cast<char>('z' + 1)));
}

RC_GTEST_PROP(Sound, AKeyIsOfItsLetters, ()) {
  const std::string word = any_letters();
  const std::string key = sound_key(word);
  RC_ASSERT(key.find_first_not_of("AFHJKLMNPRSTWXY") == std::string::npos);
  RC_ASSERT(key.find('A', 1) == std::string::npos);
  RC_ASSERT(key.size() <= 2 * word.size());
}

RC_GTEST_PROP(Sound, ALetterSaidTwiceSoundsTheSame, ()) {
  std::string word = any_letters();
  RC_PRE(!word.empty());
  const std::string key = sound_key(word);
  const std::size_t at = *rc::gen::inRange<std::size_t>(0, word.size());
  word.insert(at, 1, word[at]);
  RC_ASSERT(sound_key(word) == key);
}

RC_GTEST_PROP(Sound, AnyBytesHaveAKey, (const std::string& bytes)) {
  RC_ASSERT(sound_key(bytes).size() <= 2 * bytes.size());
}

}  // namespace
}  // namespace dais::text
