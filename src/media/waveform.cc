// SPDX-License-Identifier: Apache-2.0
#include "media/waveform.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>

namespace dais::media {
namespace {

constexpr std::uint16_t kPcm = 1;
constexpr std::uint64_t kBytesPerSample = 2;

struct Samples {
  std::uint64_t begin = 0;  ///< bytes into the file
  std::uint64_t count = 0;
  std::uint32_t rate = 0;
};

template <typename Number>
Number little_endian(const char* bytes) {
  Number number = 0;
  std::memcpy(&number, bytes, sizeof number);
  return number;
}

tl::unexpected<Error> refuse(const std::string& path, const char* why) {
  return fail(ErrorCode::kBadInput, path + ": " + why);
}

/// RIFF: chunks of four letters and a length, padded to even ones.
Result<Samples> find_samples(std::ifstream& in, const std::string& path) {
  std::array<char, 12> head{};
  if (!in.read(head.data(), head.size()) || std::memcmp(head.data(), "RIFF", 4) != 0 ||
      std::memcmp(head.data() + 8, "WAVE", 4) != 0) {
    return refuse(path, "is not a WAV file");
  }
  Samples samples;
  std::array<char, 8> chunk{};
  std::uint64_t place = head.size();
  while (in.read(chunk.data(), chunk.size())) {
    place += chunk.size();
    const auto size = little_endian<std::uint32_t>(chunk.data() + 4);
    if (std::memcmp(chunk.data(), "fmt ", 4) == 0) {
      std::array<char, 16> format{};
      if (size < format.size() || !in.read(format.data(), format.size())) return refuse(path, "has no format");
      if (little_endian<std::uint16_t>(format.data()) != kPcm || little_endian<std::uint16_t>(format.data() + 2) != 1 ||
          little_endian<std::uint16_t>(format.data() + 14) != 16) {
        return refuse(path, "is not of one channel and 16 bits");
      }
      samples.rate = little_endian<std::uint32_t>(format.data() + 4);
    } else if (std::memcmp(chunk.data(), "data", 4) == 0) {
      if (samples.rate == 0) return refuse(path, "has no format before its sound");
      samples.begin = place;
      samples.count = size / kBytesPerSample;
      return samples;
    }
    place += size + size % 2;
    in.seekg(static_cast<std::streamoff>(place));
  }
  return refuse(path, "holds no sound");
}

/// What is there counts, not what the head promises.
Result<Samples> open_samples(std::ifstream& in, const std::string& path) {
  if (!in) return fail(ErrorCode::kNotFound, path + ": cannot be read");
  auto samples = find_samples(in, path);
  if (!samples) return samples;
  in.clear();
  in.seekg(0, std::ios::end);
  const auto size = static_cast<std::uint64_t>(in.tellg());
  samples->count = std::min(samples->count, (size - std::min(size, samples->begin)) / kBytesPerSample);
  in.seekg(static_cast<std::streamoff>(samples->begin));
  return samples;
}

}  // namespace

Result<std::vector<std::uint8_t>> waveform(const std::string& wav_path, std::size_t buckets) {
  std::ifstream in(wav_path, std::ios::binary);
  const auto samples = open_samples(in, wav_path);
  if (!samples) return fail(samples.error());
  std::vector<std::uint8_t> peaks(std::min<std::uint64_t>(buckets, samples->count), 0);
  std::array<std::int16_t, 1U << 15U> piece{};
  std::uint64_t number = 0;
  while (number < samples->count) {
    const std::uint64_t wanted = std::min<std::uint64_t>(piece.size(), samples->count - number);
    in.read(reinterpret_cast<char*>(piece.data()), static_cast<std::streamsize>(wanted * kBytesPerSample));
    const auto got = static_cast<std::uint64_t>(in.gcount()) / kBytesPerSample;
    if (got == 0) return fail(ErrorCode::kIo, wav_path + ": cannot be read to its end");
    for (std::uint64_t i = 0; i < got; ++i, ++number) {
      const int loudness = std::min(std::abs(static_cast<int>(piece[i])) >> 7, 255);
      std::uint8_t& peak = peaks[number * peaks.size() / samples->count];
      peak = std::max(peak, static_cast<std::uint8_t>(loudness));
    }
  }
  return peaks;
}

Result<double> wav_seconds(const std::string& wav_path) {
  std::ifstream in(wav_path, std::ios::binary);
  const auto samples = open_samples(in, wav_path);
  if (!samples) return fail(samples.error());
  return static_cast<double>(samples->count) / samples->rate;
}

}  // namespace dais::media
