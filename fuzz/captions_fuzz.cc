// SPDX-License-Identifier: Apache-2.0
// Any bytes as captions: read or refused, never a crash; and what was read keeps its promises when written and read
// again.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "speech/captions.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const dais::domain::Transcript& transcript) {
  require(!transcript.sentences.empty());
  dais::domain::Milliseconds before = 0;
  for (const auto& sentence : transcript.sentences) {
    require(sentence.start >= before && sentence.end >= sentence.start);
    before = sentence.start;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view content(reinterpret_cast<const char*>(data), size);
  const auto read = dais::speech::read_captions(content, "fuzz.js");
  if (!read) {
    require(!read.error().message.empty());
    return 0;
  }
  check(read->transcript);
  for (const std::string& written :
       {dais::speech::write_vtt(read->transcript), dais::speech::write_srt(read->transcript),
        dais::speech::write_cdp_json(read->transcript)}) {
    if (const auto again = dais::speech::read_captions(written, "again")) check(again->transcript);
  }
  dais::speech::write_txt(read->transcript);
  return 0;
}
