// SPDX-License-Identifier: Apache-2.0
// Any bytes as an HLS playlist: read or refused with a reason, never a crash; what is read can be chosen from.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "media/playlist.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto playlist = dais::media::parse_playlist({reinterpret_cast<const char*>(data), size});
  if (!playlist) {
    require(!playlist.error().message.empty());
    return 0;
  }
  if (const auto* list = std::get_if<dais::media::PieceList>(&*playlist)) {
    require(!list->pieces.empty() && list->seconds() >= 0);
    for (const auto& piece : list->pieces) {
      require(!piece.uri.empty());
      require(!piece.range || piece.range->offset + piece.range->size > piece.range->offset);
      require(!piece.key || piece.key->iv.empty() || piece.key->iv.size() == 16);
    }
  } else {
    const auto& variants = std::get<dais::media::VariantList>(*playlist);
    const auto& chosen = dais::media::choose_variant(variants, 720);
    require(!chosen.uri.empty());
    dais::media::sound_of(variants, chosen);
  }
  return 0;
}
