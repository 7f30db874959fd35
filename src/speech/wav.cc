// SPDX-License-Identifier: Apache-2.0
#include "speech/wav.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>
#include <string_view>

namespace dais::speech {
namespace {

static_assert(std::endian::native == std::endian::little, "samples are read as they lie in the file");

constexpr std::size_t kBytesPerSample = 2;
constexpr std::int64_t kSamplesPerLevel = kLevelStep * kSamplesPerMs;
constexpr float kSilence = -100.0F;

/// Bytes that were there; fewer than asked for at the end of the file.
Result<std::size_t> read_at(const os::Descriptor& file, const std::string& path, std::uint64_t offset, void* into,
                            std::size_t count) {
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got =
        ::pread(file.get(), static_cast<char*>(into) + done, count - done, static_cast<off_t>(offset + done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return os::fail_errno(path, errno);
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  return done;
}

std::uint32_t number_at(const char* bytes, std::size_t size) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes, size);
  return number;
}

struct Form {
  std::uint32_t format = 0;
  std::uint32_t channels = 0;
  std::uint32_t rate = 0;
  std::uint32_t bits = 0;
  [[nodiscard]] bool is_ours() const {
    constexpr std::uint32_t kExtensible = 0xFFFE;
    return (format == 1 || format == kExtensible) && channels == 1 && rate == kSampleRate && bits == 16;
  }
  [[nodiscard]] std::string text() const {
    return std::to_string(rate) + " Hz, " + std::to_string(channels) + (channels == 1 ? " channel, " : " channels, ") +
           std::to_string(bits) + " bits, format " + std::to_string(format);
  }
};

}  // namespace

Result<Wav> Wav::open(const std::string& path) {
  os::Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.is_open()) return os::fail_errno(path, errno);
  Wav wav(path, std::move(file));
  if (Status found = wav.find_samples(); !found) return fail(found.error());
  return wav;
}

Status Wav::find_samples() {
  struct stat status{};
  if (::fstat(file_.get(), &status) != 0) return os::fail_errno(path_, errno);
  if (!S_ISREG(status.st_mode)) return fail(ErrorCode::kBadInput, path_ + ": not a regular file");
  const auto size = static_cast<std::uint64_t>(status.st_size);
  std::array<char, 28> head{};
  const auto got = read_at(file_, path_, 0, head.data(), 12);
  if (!got) return fail(got.error());
  if (*got < 12 || std::memcmp(head.data(), "RIFF", 4) != 0 || std::memcmp(head.data() + 8, "WAVE", 4) != 0)
    return fail(ErrorCode::kBadInput, path_ + ": not a WAV file");
  Form form;
  for (std::uint64_t at = 12; at + 8 <= size;) {
    const auto chunk = read_at(file_, path_, at, head.data(), head.size());
    if (!chunk) return fail(chunk.error());
    if (*chunk < 8) break;
    const std::uint64_t length = number_at(head.data() + 4, 4);
    if (std::memcmp(head.data(), "fmt ", 4) == 0 && *chunk >= 24) {
      form = {number_at(head.data() + 8, 2), number_at(head.data() + 10, 2), number_at(head.data() + 12, 4),
              number_at(head.data() + 22, 2)};
    }
    if (std::memcmp(head.data(), "data", 4) == 0) {
      if (!form.is_ours()) {
        return fail(ErrorCode::kBadInput,
                    path_ + ": should be 16000 Hz, 1 channel, 16 bits, format 1, is " + form.text());
      }
      offset_ = at + 8;
      samples_ = static_cast<std::int64_t>(std::min(length, size - offset_) / kBytesPerSample);
      return {};
    }
    at += 8 + length + (length & 1U);
  }
  return fail(ErrorCode::kBadInput, path_ + ": a WAV file without sound");
}

Result<std::vector<std::int16_t>> Wav::read(std::int64_t first, std::int64_t count) const {
  std::vector<std::int16_t> samples(static_cast<std::size_t>(count));
  const std::size_t bytes = samples.size() * kBytesPerSample;
  const auto got =
      read_at(file_, path_, offset_ + static_cast<std::uint64_t>(first) * kBytesPerSample, samples.data(), bytes);
  if (!got) return fail(got.error());
  if (*got != bytes) return fail(ErrorCode::kIo, path_ + ": shorter than it was when it was opened");
  return samples;
}

std::string sample_bytes(std::span<const std::int16_t> samples) {
  return {reinterpret_cast<const char*>(samples.data()), samples.size_bytes()};
}

std::string wav_header(std::int64_t samples) {
  const auto data = static_cast<std::uint32_t>(samples) * static_cast<std::uint32_t>(kBytesPerSample);
  std::string out;
  const auto put = [&out](std::uint32_t number, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out.push_back(static_cast<char>(number >> (8 * i) & 0xFFU));
  };
  out += "RIFF";
  put(36 + data, 4);
  out += "WAVEfmt ";
  put(16, 4);
  put(1, 2);  // PCM
  put(1, 2);  // channels
  put(static_cast<std::uint32_t>(kSampleRate), 4);
  put(static_cast<std::uint32_t>(kSampleRate * kBytesPerSample), 4);
  put(kBytesPerSample, 2);
  put(16, 2);
  out += "data";
  put(data, 4);
  return out;
}

std::vector<float> levels_of(std::span<const std::int16_t> samples) {
  std::vector<float> levels;
  levels.reserve(samples.size() / kSamplesPerLevel + 1);
  while (!samples.empty()) {
    const auto step = samples.first(std::min(samples.size(), static_cast<std::size_t>(kSamplesPerLevel)));
    samples = samples.subspan(step.size());
    double sum = 0;
    double power = 0;
    for (const std::int16_t value : step) {
      const double sample = value / 32768.0;
      sum += sample;
      power += sample * sample;
    }
    // The mean is taken out: a constant offset of a cheap sound card is not loud.
    const auto count = static_cast<double>(step.size());
    power = power / count - sum / count * (sum / count);
    levels.push_back(power > 1e-10 ? static_cast<float>(10 * std::log10(power)) : kSilence);
  }
  return levels;
}

Result<std::vector<float>> measure_levels(const Wav& wav) {
  std::vector<float> levels;
  levels.reserve(static_cast<std::size_t>(wav.samples() / kSamplesPerLevel + 1));
  constexpr std::int64_t kAtOnce = kSamplesPerLevel * 500;
  for (std::int64_t first = 0; first < wav.samples(); first += kAtOnce) {
    const auto samples = wav.read(first, std::min(kAtOnce, wav.samples() - first));
    if (!samples) return fail(samples.error());
    const std::vector<float> some = levels_of(*samples);
    levels.insert(levels.end(), some.begin(), some.end());
  }
  return levels;
}

}  // namespace dais::speech
