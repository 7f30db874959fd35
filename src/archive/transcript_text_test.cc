// SPDX-License-Identifier: Apache-2.0
#include "archive/transcript_text.h"

#include <gtest/gtest.h>

namespace dais::archive {
namespace {

TEST(TranscriptText, ReadsBackWhatWasPacked) {
  domain::Transcript transcript;
  transcript.generator = "WebVTT";
  transcript.confidence = 0.97;
  transcript.kind = domain::TranscriptKind::kMachine;
  transcript.language = "en";
  transcript.created = Instant(std::chrono::milliseconds(1234));
  domain::Sentence plain{1000,
                         2500,
                         "Good  evening, all.",
                         "Ann Lee",
                         true,
                         0.5,
                         {{1000, 1400, "Good"}, {1400, 2000, "evening,"}, {2000, 2500, "all."}}};
  // CDP's words are not the tokens of its text.
  domain::Sentence foreign{
      2500, 3000, "Item 7.", "", false, {}, {{2500, 2700, "item"}, {2700, 2800, "7"}, {2800, 3000, "x"}}};
  transcript.sentences = {plain, foreign};
  const domain::Transcript back = unpack_transcript(pack_transcript(transcript)).value();
  EXPECT_EQ(pack_transcript(back), pack_transcript(transcript));
  EXPECT_EQ(back.kind, domain::TranscriptKind::kMachine);
  EXPECT_EQ(back.created, transcript.created);
  ASSERT_EQ(back.sentences.size(), 2U);
  EXPECT_EQ(back.sentences[0].words[1].text, "evening,");
  EXPECT_EQ(back.sentences[0].words[1].start, 1400);
  EXPECT_EQ(back.sentences[0].speaker, "Ann Lee");
  EXPECT_TRUE(back.sentences[0].turn_start);
  EXPECT_EQ(back.sentences[1].words[2].text, "x");
  EXPECT_EQ(back.sentences[1].words[2].end, 3000);
}

TEST(TranscriptText, OfAnotherProgramIsAnError) {
  for (const char* text : {"", "{}", "[]", "not json", "{\"confidence\":1,\"sentences\":[{}]}"}) {
    EXPECT_EQ(unpack_transcript(text).error().code, ErrorCode::kStorage) << text;
  }
}

}  // namespace
}  // namespace dais::archive
