// SPDX-License-Identifier: Apache-2.0
// Any bytes as the answer of a recogniser: read or refused, never a crash; words in order, within the audio, with text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "speech/answer.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view answer(reinterpret_cast<const char*>(data), size);
  static const std::vector<float> levels = [] {
    std::vector<float> made(1'500, -20.0F);
    for (std::size_t i = 200; i < 700; ++i) made[i] = -70.0F;
    return made;
  }();
  constexpr dais::domain::Milliseconds kLength = 30'000;
  const auto heard = dais::speech::read_answer(answer, {kLength, levels});
  if (!heard) {
    require(!heard.error().message.empty());
    return 0;
  }
  dais::domain::Milliseconds before = 0;
  for (const auto& word : heard->words) {
    require(!word.text.empty() && word.text.find(' ') == std::string::npos);
    require(word.start >= before && word.end >= word.start && word.end <= kLength);
    before = word.start;
  }
  return 0;
}
