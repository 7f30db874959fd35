// SPDX-License-Identifier: Apache-2.0
// Where audio is cut, and that what overlaps is put together again without a word lost or doubled.
#include "speech/pieces.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/tone_speech.h"
#include "os/files.h"
#include "speech/join.h"
#include "speech/wav.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

/// Loud but for the pauses.
std::vector<float> levels_with_pauses(Milliseconds length, const std::vector<Span>& pauses) {
  std::vector<float> levels(static_cast<std::size_t>(length / kLevelStep), -20.0F);
  for (const Span pause : pauses) {
    for (Milliseconds t = pause.from; t < pause.to; t += kLevelStep)
      levels[static_cast<std::size_t>(t / kLevelStep)] = -60.0F;
  }
  return levels;
}

TEST(PlanPieces, LeavesShortAudioWhole) {
  const auto pieces = plan_pieces(levels_with_pauses(500'000, {}), 500'000, 600'000);
  ASSERT_EQ(pieces.size(), 1U);
  EXPECT_EQ(pieces[0].from, 0);
  EXPECT_EQ(pieces[0].to, 500'000);
  EXPECT_EQ(plan_pieces({}, 0, 600'000).size(), 1U);
}

TEST(PlanPieces, CutsInTheLongestPauseNearTheEnd) {
  const auto levels = levels_with_pauses(100'000, {{30'000, 30'300}, {40'000, 41'000}, {48'000, 48'250}});
  const auto pieces = plan_pieces(levels, 100'000, 60'000);
  ASSERT_EQ(pieces.size(), 3U);
  EXPECT_EQ(pieces[0].from, 0);
  EXPECT_EQ(pieces[0].end, 40'500);
  EXPECT_EQ(pieces[0].to, 43'000);
  EXPECT_EQ(pieces[1].from, 38'000);
}

RC_GTEST_PROP(PlanPieces, CoversAllWithOverlapsAndNothingTooLong, ()) {
  const auto length = *rc::gen::inRange<Milliseconds>(0, 3'000'000);
  const auto longest = *rc::gen::inRange<Milliseconds>(20'000, 600'001);
  std::vector<float> levels(static_cast<std::size_t>(length / kLevelStep));
  std::uint32_t state = *rc::gen::arbitrary<std::uint32_t>();
  for (float& level : levels) {
    state = state * 1'664'525U + 1'013'904'223U;
    level = -80.0F + static_cast<float>(state >> 26U);
  }
  const auto pieces = plan_pieces(levels, length, longest);
  RC_ASSERT(pieces.front().from == 0);
  RC_ASSERT(pieces.back().to == length);
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    RC_ASSERT(pieces[i].to - pieces[i].from <= longest);
    RC_ASSERT(pieces[i].from <= pieces[i].begin && pieces[i].end <= pieces[i].to);
    if (i == 0) continue;
    RC_ASSERT(pieces[i].begin == pieces[i - 1].end);
    RC_ASSERT(pieces[i].begin - pieces[i].from == kOverlap);
    RC_ASSERT(pieces[i - 1].to - pieces[i - 1].end == std::min(kOverlap, length - pieces[i - 1].end));
  }
}

TEST(FindUtterances, LeavesLongSilenceOut) {
  const auto levels = levels_with_pauses(30'000, {{0, 5'000}, {10'000, 20'000}});
  const auto spans = find_utterances(levels, 20'000);
  ASSERT_EQ(spans.size(), 2U);
  EXPECT_EQ(spans[0].from, 4'800);
  EXPECT_EQ(spans[0].to, 10'200);
  EXPECT_EQ(spans[1].from, 19'800);
  EXPECT_EQ(spans[1].to, 30'000);
}

TEST(Spread, CountsLoudTimeOnly) {
  const auto levels = levels_with_pauses(10'000, {{2'000, 8'000}});
  const auto halves = spread(levels, 0, 10'000, {1, 1});
  ASSERT_EQ(halves.size(), 2U);
  EXPECT_EQ(halves[0].from, 0);
  EXPECT_EQ(halves[0].to, 2'000);
  EXPECT_EQ(halves[1].from, 8'000);
  EXPECT_EQ(halves[1].to, 10'000);
  const auto quarters = spread(levels, 0, 10'000, {1, 1, 1, 1});
  EXPECT_EQ(quarters[1].from, 1'000);
  EXPECT_EQ(quarters[2].to, 9'000);
  EXPECT_EQ(spread({}, 100, 200, {1, 1})[1].from, 160);
  EXPECT_EQ(spread({}, 100, 100, {1})[0].to, 100);
}

/// Words of a recording, 0.2 to 0.6 s each, with pauses; few different ones, so that many repeat.
std::vector<HeardWord> random_speech() {
  std::vector<HeardWord> words;
  Milliseconds at = 0;
  const auto count = *rc::gen::inRange(1, 400);
  for (int i = 0; i < count; ++i) {
    at += *rc::gen::element<Milliseconds>(20, 60, 60, 100, 300, 900, 6'000);
    const auto length = *rc::gen::inRange<Milliseconds>(200, 600);
    words.push_back(
        {at, at + length, std::string(1, static_cast<char>('a' + *rc::gen::inRange(0, 6))), false, false, {}});
    at += length;
  }
  return words;
}

std::vector<HeardWord> heard_within(const std::vector<HeardWord>& truth, Piece piece) {
  std::vector<HeardWord> heard;
  for (const HeardWord& word : truth) {
    if (word.end <= piece.from || word.start >= piece.to) continue;
    HeardWord copy = word;
    const auto jitter = *rc::gen::inRange<Milliseconds>(-80, 81);
    copy.start = std::max(piece.from, copy.start + jitter);
    copy.end = std::max(copy.start, std::min(piece.to, copy.end + jitter));
    // What the audio's ends cut through is heard as something else.
    if (word.start < piece.from || word.end > piece.to) copy.text = "noise";
    heard.push_back(std::move(copy));
  }
  return heard;
}

RC_GTEST_PROP(JoinWords, LosesNoneAndDoublesNone, ()) {
  const auto truth = random_speech();
  const Milliseconds length = truth.back().end + 500;
  std::vector<float> levels(static_cast<std::size_t>(length / kLevelStep), -60.0F);
  for (const HeardWord& word : truth) {
    for (Milliseconds t = word.start; t < word.end; t += kLevelStep)
      levels[static_cast<std::size_t>(t / kLevelStep)] = -20.0F;
  }
  const auto pieces = plan_pieces(levels, length, *rc::gen::inRange<Milliseconds>(20'000, 60'000));
  std::vector<HeardWord> joined;
  for (const Piece piece : pieces) join_words(joined, heard_within(truth, piece), piece.begin);
  std::string expected;
  for (const HeardWord& word : truth) expected += word.text;
  std::string got;
  for (const HeardWord& word : joined) got += word.text;
  RC_ASSERT(got == expected);
  RC_ASSERT(joined.size() == truth.size());
  for (std::size_t i = 0; i < joined.size(); ++i) {
    RC_ASSERT(std::abs(joined[i].start - truth[i].start) <= 160);
    if (i > 0) RC_ASSERT(joined[i].start >= joined[i - 1].start);
  }
}

TEST(JoinWords, PutsTheSeamAtTheCutWhereNothingMatches) {
  std::vector<HeardWord> words = {{9'000, 9'400, "one", false, false, {}}, {10'600, 11'000, "too", false, false, {}}};
  join_words(words, {{8'900, 9'300, "won", false, false, {}}, {10'700, 11'000, "two", false, false, {}}}, 10'000);
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].text, "one");
  EXPECT_EQ(words[1].text, "two");
}

class WavFile : public testing::Test {
 protected:
  std::string write(const std::string& bytes) {
    const std::string path = folder_.path() + "/a.wav";
    EXPECT_TRUE(os::write_file_atomically(path, bytes, os::Durable::kNo));
    return path;
  }
  os::TempDir folder_ = os::TempDir::make().value();
};

TEST_F(WavFile, ReadsWhatItsHeaderSays) {
  const auto wav = Wav::open(write(wav_header(3) + std::string("\x01\x00\xff\xff\x00\x80xx", 8)));
  ASSERT_TRUE(wav) << wav.error().message;
  EXPECT_EQ(wav->samples(), 3);
  EXPECT_EQ(wav->read(0, 3).value(), (std::vector<std::int16_t>{1, -1, -32768}));
}

TEST_F(WavFile, TakesALengthThatAPipeCouldNotKnow) {
  std::string bytes = wav_header(4) + std::string(6, '\0');
  bytes.replace(40, 4, "\xff\xff\xff\xff");
  EXPECT_EQ(Wav::open(write(bytes))->samples(), 3);
}

TEST_F(WavFile, SaysWhichFormItHasInstead) {
  std::string bytes = wav_header(4) + std::string(8, '\0');
  bytes[22] = 2;
  EXPECT_EQ(Wav::open(write(bytes)).error().message,
            folder_.path() +
                "/a.wav: should be 16000 Hz, 1 channel, 16 bits, format 1, is 16000 Hz, 2 channels, 16 bits, "
                "format 1");
  EXPECT_EQ(Wav::open(write("ID3 mp3")).error().message, folder_.path() + "/a.wav: not a WAV file");
  EXPECT_EQ(Wav::open(write(wav_header(0).substr(0, 36))).error().message,
            folder_.path() + "/a.wav: a WAV file without sound");
  EXPECT_EQ(Wav::open(folder_.path() + "/none").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(Wav::open(folder_.path()).error().code, ErrorCode::kBadInput);
}

TEST_F(WavFile, MeasuresHowLoudItIs) {
  const auto sound = harness::sound_of({{100, 200, 0}}, 300);
  const auto levels = measure_levels(Wav::open(write(wav_header(4'800) + sample_bytes(sound))).value());
  ASSERT_TRUE(levels);
  ASSERT_EQ(levels->size(), 15U);
  EXPECT_FLOAT_EQ((*levels)[4], -100);
  EXPECT_NEAR((*levels)[5], -24.3, 0.1);
  EXPECT_FLOAT_EQ((*levels)[10], -100);
}

}  // namespace
}  // namespace dais::speech
