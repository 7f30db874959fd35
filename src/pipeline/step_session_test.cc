// SPDX-License-Identifier: Apache-2.0
#include "pipeline/step_session.h"

#include <gtest/gtest.h>

namespace dais::pipeline {
namespace {

archive::SessionFacts facts() {
  archive::SessionFacts facts;
  facts.title = "Council, March 5, 2024";
  facts.media_uri = "https://video.example/5.mp4?track=1";
  facts.transcripts.push_back({.text_blob = "77aa.zst"});
  return facts;
}

TEST(StepSession, NamesTheRecordingAndNotItsBlob) {
  EXPECT_EQ(
      name_recording("d/blobs/ab/cd12.mp4: cannot be decoded; it said: moov", "d/blobs", facts()),
      "the recording https://video.example/5.mp4?track=1 (Council, March 5, 2024): cannot be decoded; it said: moov");
  EXPECT_EQ(name_recording("d/blobs/77/77aa.zst: damaged", "d/blobs", facts()),
            "a transcript of the recording https://video.example/5.mp4?track=1 (Council, March 5, 2024): damaged");
  EXPECT_EQ(name_recording("no room", "d/blobs", facts()), "no room");
  EXPECT_EQ(name_recording("d/blobs/a.mp4: x", "", facts()), "d/blobs/a.mp4: x");
}

TEST(StepSession, ARecordingWithoutAnAddressIsNamedByItsMeeting) {
  archive::SessionFacts file = facts();
  file.media_uri = "";
  EXPECT_EQ(name_recording("d/blobs/a.mp4: is empty", "d/blobs", file),
            "the recording (Council, March 5, 2024): is empty");
}

}  // namespace
}  // namespace dais::pipeline
