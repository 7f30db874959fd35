// SPDX-License-Identifier: Apache-2.0
// The one form of audio that recognisers are given: WAV, 16 kHz, one channel, 16 bits. Read piece by piece: a meeting
// of four hours is 460 MB. How loud it is where, in steps of 20 ms.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/transcript.h"
#include "os/descriptor.h"

namespace dais::speech {

inline constexpr std::int64_t kSampleRate = 16'000;
inline constexpr std::int64_t kSamplesPerMs = kSampleRate / 1000;

class Wav {
 public:
  /// kNotFound, kIo; kBadInput for what is no WAV of this form, saying which form it has. A length that is not known
  /// (0xFFFFFFFF, as programs write that print to a pipe) or too long is the file's.
  static Result<Wav> open(const std::string& path);

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::int64_t samples() const { return samples_; }
  [[nodiscard]] domain::Milliseconds length() const { return samples_ / kSamplesPerMs; }
  [[nodiscard]] std::uint64_t data_offset() const { return offset_; }  ///< bytes before the first sample
  /// kIo where the file has become shorter. REQUIRES: 0 <= first, first + count <= samples().
  [[nodiscard]] Result<std::vector<std::int16_t>> read(std::int64_t first, std::int64_t count) const;

 private:
  Wav(std::string path, os::Descriptor file) : path_(std::move(path)), file_(std::move(file)) {}
  Status find_samples();

  std::string path_;
  os::Descriptor file_;
  std::uint64_t offset_ = 0;
  std::int64_t samples_ = 0;
};

/// What stands before `samples` samples in a file of their own.
std::string wav_header(std::int64_t samples);
/// Little-endian bytes of samples.
std::string sample_bytes(std::span<const std::int16_t> samples);

/// Loudness in dB below full scale (0 is the loudest, -100 digital silence), one value each kLevelStep.
inline constexpr domain::Milliseconds kLevelStep = 20;
Result<std::vector<float>> measure_levels(const Wav& wav);
std::vector<float> levels_of(std::span<const std::int16_t> samples);

}  // namespace dais::speech
