// SPDX-License-Identifier: Apache-2.0
// The picture that stands for a recording in lists: looks at some that are spread over it, keeps the best
// (media/picture.h).
#pragma once

#include <string>

#include "media/decoding.h"
#include "media/picture.h"
#include "media/probe.h"

namespace dais::media {

struct Thumbnail {
  double at = 0;  ///< seconds into the recording
};

/// Writes a JPEG at most 640 points wide. kNotFound where there is no picture, or nothing but black in it; else as
/// media/decoding.h.
Result<Thumbnail> thumbnail(const Tools& tools, const std::string& path, const Facts& facts, const std::string& output,
                            const Span& span = {});

/// One small picture at `seconds`, 128 × 72 points. kBadInput where there is none at that time.
Result<Picture> picture_at(const Tools& tools, const std::string& path, double seconds);

}  // namespace dais::media
