// SPDX-License-Identifier: Apache-2.0
// What a recording is, as ffprobe reads it from its head: nothing of it is decoded but what it takes to know.
#pragma once

#include <optional>
#include <string>

#include "media/decoding.h"

namespace dais::media {

struct PictureFacts {
  std::string codec;
  int width = 0;  ///< pixels
  int height = 0;
};

struct SoundFacts {
  std::string codec;
  int channels = 0;
  int sample_rate = 0;  ///< Hz
};

struct Facts {
  std::string container;   ///< as ffprobe names it: "mov,mp4,m4a,3gp,3g2,mj2"
  double seconds = 0;      ///< 0: the file does not say
  std::optional<PictureFacts> picture;  ///< moving; a cover picture is none
  std::optional<SoundFacts> sound;
};

/// kBadInput: no recording (a playlist, a page, a picture, noise), or one without sound and picture; kTooLarge: longer,
/// wider or of more streams than may be; kUnavailable: ffprobe is missing; kTimeout.
Result<Facts> probe(const Tools& tools, const std::string& path);

/// The part of ffprobe's answer that probe() uses; for tests.
Result<Facts> facts_of(const std::string& ffprobe_json, const std::string& path, const Limits& limits);

}  // namespace dais::media
