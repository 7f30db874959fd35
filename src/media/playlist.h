// SPDX-License-Identifier: Apache-2.0
// HLS playlists (RFC 8216): which pieces a stream is made of. Parsed here, so that no decoder is ever handed one: a
// playlist can name any file and any host.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace dais::media {

struct ByteRange {
  std::uint64_t offset = 0;
  std::uint64_t size = 0;
  bool operator==(const ByteRange&) const = default;
};

/// AES-128 in CBC mode, of one key for some pieces.
struct PieceKey {
  std::string uri;
  std::string iv;  ///< 16 bytes; empty: the piece's number in the stream
  bool operator==(const PieceKey&) const = default;
};

struct Piece {
  std::string uri;  ///< as it stands: relative to the playlist's address
  double seconds = 0;
  std::uint64_t number = 0;
  std::optional<ByteRange> range;
  std::optional<PieceKey> key;
  std::string head_uri;  ///< EXT-X-MAP: what has to stand before it; empty: nothing
  std::optional<ByteRange> head_range;
};

/// The pieces of one stream.
struct PieceList {
  std::vector<Piece> pieces;
  bool has_ended = false;  ///< no piece will be added
  [[nodiscard]] double seconds() const;
};

struct Variant {
  std::string uri;
  std::uint64_t bits_per_second = 0;
  int height = 0;  ///< 0: not said
  std::string sound_group;
};

struct Sound {
  std::string group;
  std::string uri;  ///< empty: the sound is in the variants themselves
  bool is_default = false;
};

/// One recording in several sizes.
struct VariantList {
  std::vector<Variant> variants;
  std::vector<Sound> sounds;
};

using Playlist = std::variant<PieceList, VariantList>;

/// kBadInput with the line: no playlist, a piece without its length, a way of encryption that is not AES-128
/// (SAMPLE-AES and DRM cannot be read); kTooLarge: more than 50,000 pieces.
Result<Playlist> parse_playlist(std::string_view text);

/// The largest that is no higher than `max_height`, else the smallest; where heights are not said, of the most bits
/// under 3 Mbit/s. REQUIRES: there is one.
const Variant& choose_variant(const VariantList& list, int max_height);

/// The sound that goes with a variant where it comes apart from the picture; empty where it does not.
std::string sound_of(const VariantList& list, const Variant& variant);

}  // namespace dais::media
