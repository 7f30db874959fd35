// SPDX-License-Identifier: Apache-2.0
// "Speech" that a test can write and a fake recogniser can hear without a mistake: each word is a buzz whose loudness
// is its number, with silence between words.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>
#include <vector>

namespace dais::harness {

struct Tone {
  std::int64_t start_ms = 0;
  std::int64_t end_ms = 0;
  int number = 0;  ///< 0 to 9,999; -1: only a part of it was in the audio
};

inline constexpr int kQuietest = 2'000;
inline constexpr std::int64_t kToneSamplesPerMs = 16;

inline std::vector<std::int16_t> sound_of(const std::vector<Tone>& tones, std::int64_t length_ms) {
  std::vector<std::int16_t> samples(static_cast<std::size_t>(length_ms * kToneSamplesPerMs), 0);
  for (const Tone& tone : tones) {
    for (std::int64_t i = tone.start_ms * kToneSamplesPerMs; i < tone.end_ms * kToneSamplesPerMs; ++i) {
      const int value = kQuietest + 2 * tone.number;
      samples[static_cast<std::size_t>(i)] = static_cast<std::int16_t>(i % 2 == 0 ? value : -value);
    }
  }
  return samples;
}

inline std::vector<Tone> tones_in(std::span<const std::int16_t> samples) {
  std::vector<Tone> tones;
  for (std::size_t i = 0; i < samples.size();) {
    if (samples[i] == 0) {
      ++i;
      continue;
    }
    const std::size_t begun = i;
    const int value = std::abs(samples[i]);
    while (i < samples.size() && std::abs(samples[i]) == value) ++i;
    const bool cut = begun == 0 || i == samples.size();
    tones.push_back({static_cast<std::int64_t>(begun) / kToneSamplesPerMs,
                     static_cast<std::int64_t>(i) / kToneSamplesPerMs, cut ? -1 : (value - kQuietest) / 2});
  }
  return tones;
}

/// The samples behind a WAV file's header of 44 bytes.
inline std::vector<std::int16_t> samples_of_wav(const std::string& wav) {
  std::vector<std::int16_t> samples(wav.size() > 44 ? (wav.size() - 44) / 2 : 0);
  if (!samples.empty()) std::memcpy(samples.data(), wav.data() + 44, samples.size() * 2);
  return samples;
}

/// The bytes of the part "file" of a multipart body.
inline std::string file_of_multipart(const std::string& body) {
  const std::size_t name = body.find("name=\"file\"");
  if (name == std::string::npos) return {};
  const std::size_t begin = body.find("\r\n\r\n", name) + 4;
  return body.substr(begin, body.rfind("\r\n--") - begin);
}

/// The text of the field `name`, "" where there is none.
inline std::string field_of_multipart(const std::string& body, const std::string& name) {
  const std::size_t at = body.find("name=\"" + name + "\"");
  if (at == std::string::npos) return {};
  const std::size_t begin = body.find("\r\n\r\n", at) + 4;
  return body.substr(begin, body.find("\r\n--", begin) - begin);
}

}  // namespace dais::harness
