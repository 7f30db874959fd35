// SPDX-License-Identifier: Apache-2.0
#include "media/playlist.h"

#include <gtest/gtest.h>

namespace dais::media {
namespace {

PieceList pieces_of(const std::string& text) {
  const auto playlist = parse_playlist(text);
  EXPECT_TRUE(playlist) << playlist.error().message;
  return playlist ? std::get<PieceList>(*playlist) : PieceList{};
}

std::string refusal_of(const std::string& text) { return parse_playlist(text).error().message; }

TEST(Playlist, NamesPiecesWithTheirLength) {
  const auto list = pieces_of(
      "#EXTM3U\r\n#EXT-X-VERSION:3\r\n#EXT-X-MEDIA-SEQUENCE:7\r\n#EXTINF:9.5,title\r\na.ts\r\n\r\n#EXTINF:4,\r\n"
      "b.ts?x=1\r\n#EXT-X-ENDLIST\r\n");
  ASSERT_EQ(list.pieces.size(), 2U);
  EXPECT_EQ(list.pieces[0].uri, "a.ts");
  EXPECT_EQ(list.pieces[0].number, 7U);
  EXPECT_EQ(list.pieces[1].uri, "b.ts?x=1");
  EXPECT_EQ(list.pieces[1].number, 8U);
  EXPECT_DOUBLE_EQ(list.seconds(), 13.5);
  EXPECT_TRUE(list.has_ended);
  EXPECT_FALSE(pieces_of("#EXTM3U\n#EXTINF:4,\na.ts").has_ended);
}

TEST(Playlist, ReadsRangesThatFollowOneAnother) {
  const auto list = pieces_of(
      "#EXTM3U\n#EXT-X-MAP:URI=\"all.mp4\",BYTERANGE=\"800@0\"\n#EXTINF:4,\n#EXT-X-BYTERANGE:100@800\nall.mp4\n"
      "#EXTINF:4,\n#EXT-X-BYTERANGE:50\nall.mp4\n");
  EXPECT_EQ(list.pieces[0].head_uri, "all.mp4");
  EXPECT_EQ(list.pieces[0].head_range, (ByteRange{0, 800}));
  EXPECT_EQ(list.pieces[0].range, (ByteRange{800, 100}));
  EXPECT_EQ(list.pieces[1].range, (ByteRange{900, 50}));
}

TEST(Playlist, ReadsKeysForThePiecesThatFollow) {
  const auto list = pieces_of(
      "#EXTM3U\n#EXTINF:4,\na.ts\n#EXT-X-KEY:METHOD=AES-128,URI=\"k?a=1,2\",IV=0x0102\n#EXTINF:4,\nb.ts\n"
      "#EXT-X-KEY:METHOD=NONE\n#EXTINF:4,\nc.ts\n");
  EXPECT_FALSE(list.pieces[0].key);
  ASSERT_TRUE(list.pieces[1].key);
  EXPECT_EQ(list.pieces[1].key->uri, "k?a=1,2");
  EXPECT_EQ(list.pieces[1].key->iv, std::string(14, '\0') + "\x01\x02");
  EXPECT_FALSE(list.pieces[2].key);
}

TEST(Playlist, ChoosesASize) {
  const auto playlist = parse_playlist(
      "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"s\",URI=\"other.m3u8\"\n"
      "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"s\",DEFAULT=YES,URI=\"sound.m3u8\"\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=5000000,RESOLUTION=1920x1080,CODECS=\"avc1,mp4a\",AUDIO=\"s\"\nh.m3u8\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=2000000,RESOLUTION=1280x720,AUDIO=\"s\"\nm.m3u8\n"
      "#EXT-X-STREAM-INF:BANDWIDTH=600000,RESOLUTION=640x360\nl.m3u8\n");
  ASSERT_TRUE(playlist) << playlist.error().message;
  const auto& list = std::get<VariantList>(*playlist);
  EXPECT_EQ(choose_variant(list, 720).uri, "m.m3u8");
  EXPECT_EQ(choose_variant(list, 5000).uri, "h.m3u8");
  EXPECT_EQ(choose_variant(list, 100).uri, "l.m3u8");
  EXPECT_EQ(sound_of(list, list.variants[1]), "sound.m3u8");
  EXPECT_EQ(sound_of(list, list.variants[2]), "");
}

TEST(Playlist, SaysWhatItCannotRead) {
  EXPECT_EQ(refusal_of("<html>"), "line 1 of the playlist: does not begin with #EXTM3U");
  EXPECT_EQ(refusal_of("#EXTM3U\na.ts\n"), "line 2 of the playlist: a piece without its length in seconds");
  EXPECT_EQ(refusal_of("#EXTM3U\n#EXTINF:nan,\na.ts\n"),
            "line 2 of the playlist: a piece without its length in seconds");
  EXPECT_EQ(refusal_of("#EXTM3U\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\"\n"),
            "line 2 of the playlist: encrypted with SAMPLE-AES, which cannot be read");
  EXPECT_EQ(refusal_of("#EXTM3U\n#EXTINF:1,\n#EXT-X-BYTERANGE:18446744073709551615@1\na\n"),
            "line 3 of the playlist: a range of bytes that cannot be read");
  EXPECT_EQ(refusal_of("#EXTM3U\n"), "line 1 of the playlist: names no piece of a recording");
  std::string many = "#EXTM3U\n";
  for (int i = 0; i < 50'001; ++i) many += "#EXTINF:1,\na\n";
  EXPECT_EQ(parse_playlist(many).error().code, ErrorCode::kTooLarge);
}

}  // namespace
}  // namespace dais::media
