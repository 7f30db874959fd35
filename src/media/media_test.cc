// SPDX-License-Identifier: Apache-2.0
// Probe, sound, clips and thumbnails of recordings that ffmpeg makes.
#include <fstream>

#include "media/convert.h"
#include "media/made_media_test.h"
#include "media/probe.h"
#include "media/thumbnail.h"
#include "media/waveform.h"

namespace dais::media {
namespace {

namespace fs = std::filesystem;

using Recording = MadeMedia;

TEST_F(Recording, IsProbed) {
  const auto facts = probe(tools(), meeting());
  ASSERT_TRUE(facts) << facts.error().message;
  EXPECT_EQ(facts->container, "mov,mp4,m4a,3gp,3g2,mj2");
  EXPECT_NEAR(facts->seconds, 12, 0.2);
  ASSERT_TRUE(facts->picture);
  EXPECT_EQ(facts->picture->codec, "h264");
  EXPECT_EQ(facts->picture->width, 320);
  EXPECT_EQ(facts->picture->height, 180);
  ASSERT_TRUE(facts->sound);
  EXPECT_EQ(facts->sound->codec, "aac");
  EXPECT_EQ(facts->sound->sample_rate, 44100);
}

TEST_F(Recording, GivesSoundForRecognisers) {
  const std::string wav = output("a.wav");
  const Status done = extract_audio(tools(), meeting(), wav);
  ASSERT_TRUE(done) << done.error().message;
  EXPECT_NEAR(wav_seconds(wav).value(), 12, 0.1);
  const auto facts = probe(tools(), wav);
  ASSERT_TRUE(facts) << facts.error().message;
  EXPECT_EQ(facts->sound->codec, "pcm_s16le");
  EXPECT_EQ(facts->sound->sample_rate, 16000);
  EXPECT_EQ(facts->sound->channels, 1);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_.path()), {}), 1) << "something was left beside it";
}

TEST_F(Recording, IsFoundByARelativePathAndThroughALink) {
  fs::create_directory_symlink(fs::path(meeting()).parent_path(), output("link"));
  const std::string linked = output("link") + "/meeting.mp4";
  const Status through_link = extract_audio(tools(), linked, output("link") + "/linked.wav");
  EXPECT_TRUE(through_link) << through_link.error().message;
  const fs::path relative = fs::relative(meeting());
  ASSERT_TRUE(relative.is_relative());
  const auto facts = probe(tools(), relative.string());
  ASSERT_TRUE(facts) << facts.error().message;
  const Status made = extract_audio(tools(), relative.string(), fs::relative(output("r.wav")).string());
  EXPECT_TRUE(made) << made.error().message;
  EXPECT_TRUE(fs::exists(output("r.wav")));
}

TEST_F(Recording, GivesThePartOfOneMeeting) {
  ASSERT_TRUE(extract_audio(tools(), meeting(), output("a.wav"), {4, 9}));
  EXPECT_NEAR(wav_seconds(output("a.wav")).value(), 5, 0.1);
}

TEST_F(Recording, IsKeptAsOpus) {
  const Status done = opus(tools(), meeting(), output("a.opus"));
  ASSERT_TRUE(done) << done.error().message;
  const auto facts = probe(tools(), output("a.opus"));
  ASSERT_TRUE(facts) << facts.error().message;
  EXPECT_EQ(facts->sound->codec, "opus");
  EXPECT_FALSE(facts->picture);
  EXPECT_LT(fs::file_size(output("a.opus")), 60'000U);
}

TEST_F(Recording, WithoutSoundOrPictureIsSaid) {
  const std::string mute = made("mute.mp4", {"-f", "lavfi", "-i", "testsrc=d=2:s=64x64", "-pix_fmt", "yuv420p"});
  const auto refused = extract_audio(tools(), mute, output("a.wav"));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kBadInput);
  EXPECT_FALSE(fs::exists(output("a.wav")));
  const std::string blind = made("blind.mp3", {"-f", "lavfi", "-i", "sine=d=2"});
  const auto facts = probe(tools(), blind);
  ASSERT_TRUE(facts) << facts.error().message;
  EXPECT_EQ(thumbnail(tools(), blind, *facts, output("a.jpg")).error().message, blind + ": has no moving picture");
}

TEST_F(Recording, GivesAClipWithoutEncodingAnew) {
  const std::string path = output("clip" + clip_ending(meeting()));
  const Status done = clip(tools(), meeting(), {5, 8}, path);
  ASSERT_TRUE(done) << done.error().message;
  const auto facts = probe(tools(), path);
  ASSERT_TRUE(facts) << facts.error().message;
  EXPECT_NEAR(facts->seconds, 3, 1.1);
  EXPECT_EQ(facts->picture->codec, "h264");
  EXPECT_FALSE(clip(tools(), meeting(), {500, 510}, output("none.mp4")));
}

TEST_F(Recording, ClipsEndAsTheirRecordingsDo) {
  EXPECT_EQ(clip_ending("/b/0a.mp4"), ".mp4");
  EXPECT_EQ(clip_ending("/b/0a.MOV"), ".mp4");
  EXPECT_EQ(clip_ending("/b/0a.webm"), ".webm");
  EXPECT_EQ(clip_ending("/b/0a.opus"), ".ogg");
  EXPECT_EQ(clip_ending("/b/0a.mp3"), ".mp3");
  const std::string kept = output("a.opus");
  ASSERT_TRUE(opus(tools(), meeting(), kept));
  const Status done = clip(tools(), kept, {2, 4}, output("clip.ogg"));
  EXPECT_TRUE(done) << done.error().message;
}

TEST_F(Recording, IsShownByAPictureOfWhatHappens) {
  const auto facts = probe(tools(), meeting());
  ASSERT_TRUE(facts);
  const auto shown = thumbnail(tools(), meeting(), *facts, output("a.jpg"));
  ASSERT_TRUE(shown) << shown.error().message;
  EXPECT_GT(shown->at, 4) << "the title card or the black after it";
  std::ifstream jpeg(output("a.jpg"), std::ios::binary);
  EXPECT_EQ(jpeg.get(), 0xFF);
  EXPECT_EQ(jpeg.get(), 0xD8);
}

TEST_F(Recording, OfOneMeetingAmongOthersIsShownByItsOwnPicture) {
  const auto facts = probe(tools(), meeting());
  ASSERT_TRUE(facts);
  const auto shown = thumbnail(tools(), meeting(), *facts, output("a.jpg"), {0, 3});
  ASSERT_TRUE(shown) << "a card is better than nothing: " << shown.error().message;
  EXPECT_LE(shown->at, 3);
}

TEST_F(Recording, ThatIsBlackHasNoPicture) {
  const std::string black =
      made("black.mp4", {"-f", "lavfi", "-i", "color=c=black:s=64x64:d=2", "-pix_fmt", "yuv420p"});
  const auto facts = probe(tools(), black);
  ASSERT_TRUE(facts);
  EXPECT_EQ(thumbnail(tools(), black, *facts, output("a.jpg")).error().message, black + ": shows nothing but black");
}

TEST_F(Recording, ShowsItsLoudness) {
  const std::string path =
      made("loud.wav",
           {"-f", "lavfi", "-i", "sine=d=1:sample_rate=16000", "-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono:d=1",
            "-filter_complex", "[0]volume=8dB[a];[a][1]concat=n=2:v=0:a=1", "-ac", "1", "-c:a", "pcm_s16le"});
  const auto peaks = waveform(path, 10);
  ASSERT_TRUE(peaks) << peaks.error().message;
  ASSERT_EQ(peaks->size(), 10U);
  EXPECT_GT((*peaks)[1], 50);
  EXPECT_EQ((*peaks)[1], (*peaks)[3]);
  EXPECT_EQ((*peaks)[6], 0);
  EXPECT_EQ(waveform(meeting()).error().message, meeting() + ": is not a WAV file");
}

TEST_F(Recording, LongerThanItMayBeIsRefused) {
  Limits limits;
  limits.max_seconds = 6;
  const auto refused = probe(tools(limits), meeting());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kTooLarge);
  ASSERT_TRUE(extract_audio(tools(limits), meeting(), output("a.wav")));
  EXPECT_NEAR(wav_seconds(output("a.wav")).value(), 6, 0.1) << "what lies about its length is cut";
}

}  // namespace
}  // namespace dais::media
