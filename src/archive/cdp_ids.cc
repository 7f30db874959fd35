// SPDX-License-Identifier: Apache-2.0
#include "archive/cdp_ids.h"

#include <bit>

#include "base/digest.h"

namespace dais::archive {
namespace {

constexpr std::size_t kIdDigits = 12;

void append_little_endian(std::string& out, std::uint64_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(number >> (8U * static_cast<unsigned>(i)) & 0xFFU);
}

std::string pickle(std::string_view text) {
  constexpr std::size_t kShort = 256;
  std::string out = "\x80\x04\x95";
  if (text.size() < kShort) {
    append_little_endian(out, text.size() + 4, 8);
    out += '\x8c';
    append_little_endian(out, text.size(), 1);
  } else {
    append_little_endian(out, text.size() + 7, 8);
    out += 'X';
    append_little_endian(out, text.size(), 4);
  }
  return out + std::string(text) + "\x94.";
}

std::string pickle(double number) {
  std::string out = "\x80\x04\x95";
  append_little_endian(out, 10, 8);
  out += 'G';
  const auto bits = std::bit_cast<std::uint64_t>(number);
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(bits >> static_cast<unsigned>(shift) & 0xFFU);
  return out + ".";
}

}  // namespace

std::string cdp_id_of_name(std::string_view name) { return sha256_hex(pickle(name)).substr(0, kIdDigits); }

std::string cdp_id_of_event(std::string_view body_cdp_id, std::chrono::sys_time<std::chrono::microseconds> start) {
  const double seconds = static_cast<double>(start.time_since_epoch().count()) / 1'000'000.0;
  return sha256_hex(pickle(body_cdp_id) + pickle(seconds)).substr(0, kIdDigits);
}

}  // namespace dais::archive
