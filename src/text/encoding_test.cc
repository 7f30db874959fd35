// SPDX-License-Identifier: Apache-2.0
#include "text/encoding.h"

#include <gtest/gtest.h>

namespace dais::text {
namespace {

using namespace std::string_view_literals;

TEST(DecodeText, KeepsUtf8AndDropsItsByteOrderMark) {
  const Decoded decoded = decode_text("\xEF\xBB\xBFS\xC3\xA3o Paulo \xF0\x9F\x9A\xB2");
  EXPECT_EQ(decoded.utf8, "S\u00E3o Paulo \U0001F6B2");
  EXPECT_EQ(decoded.encoding, Encoding::kUtf8);
}

TEST(DecodeText, ReadsLatin1AndWindows1252) {
  const Decoded decoded = decode_text("Caf\xE9 \x96 na\xEFve \x93quoted\x94 Gonz\xE1lez");
  EXPECT_EQ(decoded.utf8, "Caf\u00E9 \u2013 na\u00EFve \u201Cquoted\u201D Gonz\u00E1lez");
  EXPECT_EQ(decoded.encoding, Encoding::kUtf8WithLatin1);
}

TEST(DecodeText, OneBrokenByteDoesNotSpoilTheOthers) {
  EXPECT_EQ(decode_text("M\xC3\xBCller, Ren\xE9, M\xC3\xBCller").utf8, "M\u00FCller, Ren\u00E9, M\u00FCller");
}

TEST(DecodeText, ReadsUtf16OfBothOrdersWithSurrogates) {
  EXPECT_EQ(decode_text("\xFF\xFE"
                        "A\0\xE9\0\x3D\xD8\xB2\xDE"sv)
                .utf8,
            "A\u00E9\U0001F6B2");
  EXPECT_EQ(decode_text("\xFE\xFF\0A\0\xE9\xD8\x3D\xDE\xB2"sv).utf8, "A\u00E9\U0001F6B2");
}

TEST(DecodeText, LoneSurrogatesAndOddBytesBecomeReplacements) {
  EXPECT_EQ(decode_text("\xFF\xFE\x3D\xD8"
                        "A\0B"sv)
                .utf8,
            "\uFFFDA");
  EXPECT_EQ(decode_text("\xFE\xFF\xDE\xB2"sv).utf8, "\uFFFD");
}

TEST(DecodeText, RefusesOverlongFormsSurrogatesAndWhatLiesBeyondUnicode) {
  EXPECT_EQ(utf8_length("\xC0\xAF"sv, 0), 0U);
  EXPECT_EQ(utf8_length("\xE0\x80\xAF"sv, 0), 0U);
  EXPECT_EQ(utf8_length("\xED\xA0\x80"sv, 0), 0U);
  EXPECT_EQ(utf8_length("\xF4\x90\x80\x80"sv, 0), 0U);
  EXPECT_EQ(utf8_length("\xE2\x82"sv, 0), 0U);
  EXPECT_EQ(utf8_length("\xE2\x82\xAC"sv, 0), 3U);
}

TEST(DecodeText, LeavesOutNul) { EXPECT_EQ(decode_text("a\0b"sv).utf8, "ab"); }

TEST(CountCharacters, CountsCodePoints) { EXPECT_EQ(count_characters("S\u00E3o \U0001F6B2"), 5U); }

}  // namespace
}  // namespace dais::text
