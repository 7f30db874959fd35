// SPDX-License-Identifier: Apache-2.0
// What is made of a recording: sound for recognisers, sound to keep, a clip, a whole from a stream's pieces. Each file
// is there whole or not at all, and nothing of the source's tags goes along. Errors as media/decoding.h has them.
#pragma once

#include <string>
#include <vector>

#include "media/decoding.h"

namespace dais::media {

/// 16 kHz, one channel, 16 bits, WAV: what recognisers read. `output` ends in ".wav".
Status extract_audio(const Tools& tools, const std::string& path, const std::string& output, const Span& span = {});

/// Opus for speech, 24 kbit/s, one channel, about 11 MB an hour. `output` ends in ".opus".
Status opus(const Tools& tools, const std::string& path, const std::string& output, const Span& span = {});

/// How a clip of this recording ends: ".mp4", ".webm", ".ogg", ".mp3" or ".m4a".
std::string clip_ending(const std::string& path);

/// From `span.start` to `span.end` as they are, nothing is encoded anew: the first picture is the last whole one before
/// the start. REQUIRES: span.end is set and after the start.
Status clip(const Tools& tools, const std::string& path, const Span& span, const std::string& output);

/// One .mp4 of a stream's picture and, where it came apart from it, its sound (`sound` may be empty); as they are.
Status join(const Tools& tools, const std::string& picture, const std::string& sound, const std::string& output);

}  // namespace dais::media
