// SPDX-License-Identifier: Apache-2.0
#include "http/request_ids.h"

#include <random>

namespace dais::http {
namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a permutation of 64-bit numbers.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return x ^ (x >> 31U);
}

}  // namespace

RequestIds::RequestIds() {
  std::random_device device;
  seed_ = (static_cast<std::uint64_t>(device()) << 32U) | device();
}

std::string RequestIds::next() {
  std::uint64_t number = mix(seed_ + 0x9e3779b97f4a7c15U * count_.fetch_add(1, std::memory_order_relaxed));
  std::string text(16, '0');
  for (char& c : text) {
    c = "0123456789abcdef"[number >> 60U];
    number <<= 4U;
  }
  return text;
}

}  // namespace dais::http
