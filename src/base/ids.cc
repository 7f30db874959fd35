// SPDX-License-Identifier: Apache-2.0
#include "base/ids.h"

#include "base/digest.h"

namespace dais {

std::string make_id(std::initializer_list<std::string_view> parts) {
  std::string keyed;
  for (const std::string_view part : parts) {
    keyed += std::to_string(part.size());
    keyed += ':';
    keyed += part;
  }
  const Digest digest = sha256(keyed);

  constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
  constexpr std::size_t kLength = 13;
  std::string id;
  unsigned buffer = 0;
  int bits = 0;
  for (std::size_t i = 0; id.size() < kLength; ++i) {
    buffer = (buffer << 8U) | digest[i];
    for (bits += 8; bits >= 5 && id.size() < kLength; bits -= 5) {
      id += kAlphabet[(buffer >> static_cast<unsigned>(bits - 5)) & 31U];
    }
  }
  return id;
}

}  // namespace dais
