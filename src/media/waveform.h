// SPDX-License-Identifier: Apache-2.0
// How loud a recording is from its beginning to its end: what is drawn under a player. Plain C++ on the WAV that
// extract_audio() makes.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace dais::media {

/// Peaks from 0 (silence) to 255 (as loud as can be), equally long pieces of time; fewer where there are fewer samples
/// than `buckets`. kBadInput: no WAV of one channel and 16 bits.
Result<std::vector<std::uint8_t>> waveform(const std::string& wav_path, std::size_t buckets = 1800);

/// How long a WAV is. Errors as waveform().
Result<double> wav_seconds(const std::string& wav_path);

}  // namespace dais::media
