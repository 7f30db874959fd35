// SPDX-License-Identifier: Apache-2.0
#include "media/playlist.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace dais::media {
namespace {

constexpr std::size_t kMaxPieces = 50'000;
constexpr double kMaxPieceSeconds = 24 * 3600;
constexpr std::uint64_t kModerateBits = 3'000'000;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == '\r' || text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  return text;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<double> decimal(std::string_view text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end == text.data() || !std::isfinite(number) || number < 0) return std::nullopt;
  return number;
}

using Attributes = std::map<std::string, std::string, std::less<>>;

/// NAME=value,NAME="value, with commas" (RFC 8216 4.2).
Attributes attributes_of(std::string_view text) {
  Attributes attributes;
  while (!text.empty()) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) break;
    const std::string name(trimmed(text.substr(0, equals)));
    text.remove_prefix(equals + 1);
    const bool quoted = text.starts_with('"');
    if (quoted) text.remove_prefix(1);
    const std::size_t end = std::min(text.find(quoted ? '"' : ','), text.size());
    attributes.emplace(name, text.substr(0, end));
    text.remove_prefix(end);
    const std::size_t comma = text.find(',');
    text.remove_prefix(comma == std::string_view::npos ? text.size() : comma + 1);
  }
  return attributes;
}

std::string value_of(const Attributes& attributes, std::string_view name) {
  const auto found = attributes.find(name);
  return found == attributes.end() ? std::string() : found->second;
}

/// "SIZE" or "SIZE@OFFSET"; without an offset it follows `after`.
std::optional<ByteRange> byte_range(std::string_view text, std::uint64_t after) {
  const std::size_t at = text.find('@');
  const auto size = whole_number(text.substr(0, at));
  const auto offset = at == std::string_view::npos ? std::optional(after) : whole_number(text.substr(at + 1));
  if (!size || !offset || *size == 0 || *offset + *size < *offset) return std::nullopt;
  return ByteRange{*offset, *size};
}

/// "0x…", 128 bits, as bytes; empty where it is none.
std::string initial_vector(std::string_view text) {
  if (!text.starts_with("0x") && !text.starts_with("0X")) return {};
  text.remove_prefix(2);
  if (text.size() > 32) return {};
  std::string digits(32 - text.size(), '0');
  digits += text;
  std::string bytes;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    unsigned byte = 0;
    const auto [end, error] = std::from_chars(digits.data() + i, digits.data() + i + 2, byte, 16);
    if (error != std::errc{} || end != digits.data() + i + 2) return {};
    bytes += static_cast<char>(byte);
  }
  return bytes;
}

class Reader {
 public:
  Result<Playlist> read(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      if (Status taken = take(trimmed(text.substr(0, end))); !taken) return fail(std::move(taken.error()));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    if (line_ == 0) return refuse("is empty");
    if (!variants_.variants.empty()) return variants_;
    if (list_.pieces.empty()) return refuse("names no piece of a recording");
    return list_;
  }

 private:
  tl::unexpected<Error> refuse(const std::string& why) const {
    return fail(ErrorCode::kBadInput, "line " + std::to_string(line_) + " of the playlist: " + why);
  }

  Status take(std::string_view line) {
    if (line_ == 1) {
      if (line == "#EXTM3U") return {};
      return refuse("does not begin with #EXTM3U");
    }
    if (line.empty()) return {};
    if (!line.starts_with('#')) return take_uri(line);
    const std::size_t colon = line.find(':');
    const std::string_view tag = line.substr(0, colon);
    return take_tag(tag, colon == std::string_view::npos ? std::string_view() : line.substr(colon + 1));
  }

  Status take_tag(std::string_view tag, std::string_view value) {
    if (tag == "#EXTINF") return take_length(value);
    if (tag == "#EXT-X-ENDLIST") list_.has_ended = true;
    if (tag == "#EXT-X-MEDIA-SEQUENCE") number_ = whole_number(value).value_or(0);
    if (tag == "#EXT-X-BYTERANGE") return take_range(value);
    if (tag == "#EXT-X-KEY") return take_key(attributes_of(value));
    if (tag == "#EXT-X-MAP") return take_head(attributes_of(value));
    if (tag == "#EXT-X-STREAM-INF") take_variant(attributes_of(value));
    if (tag == "#EXT-X-MEDIA") take_sound(attributes_of(value));
    return {};
  }

  Status take_length(std::string_view value) {
    const auto seconds = decimal(value.substr(0, value.find(',')));
    if (!seconds || *seconds > kMaxPieceSeconds) return refuse("a piece without its length in seconds");
    next_.seconds = *seconds;
    has_length_ = true;
    return {};
  }

  Status take_range(std::string_view value) {
    next_.range = byte_range(value, range_end_);
    return next_.range ? Status{} : Status(refuse("a range of bytes that cannot be read"));
  }

  Status take_key(const Attributes& attributes) {
    const std::string method = value_of(attributes, "METHOD");
    key_.reset();
    if (method == "NONE") return {};
    if (method != "AES-128") return refuse("encrypted with " + method + ", which cannot be read");
    const std::string iv = value_of(attributes, "IV");
    key_ = PieceKey{value_of(attributes, "URI"), initial_vector(iv)};
    if (key_->uri.empty() || (!iv.empty() && key_->iv.empty())) return refuse("a key that cannot be read");
    return {};
  }

  Status take_head(const Attributes& attributes) {
    head_uri_ = value_of(attributes, "URI");
    head_range_.reset();
    if (head_uri_.empty()) return refuse("an EXT-X-MAP without an address");
    const std::string range = value_of(attributes, "BYTERANGE");
    if (range.empty()) return {};
    head_range_ = byte_range(range, 0);
    return head_range_ ? Status{} : Status(refuse("a range of bytes that cannot be read"));
  }

  void take_variant(const Attributes& attributes) {
    Variant variant;
    variant.bits_per_second = whole_number(value_of(attributes, "BANDWIDTH")).value_or(0);
    const std::string size = value_of(attributes, "RESOLUTION");
    const std::size_t times = size.find('x');
    if (times != std::string::npos)
      variant.height =
          static_cast<int>(std::min<std::uint64_t>(whole_number(size.substr(times + 1)).value_or(0), 1 << 20));
    variant.sound_group = value_of(attributes, "AUDIO");
    variant_ = variant;
  }

  void take_sound(const Attributes& attributes) {
    if (value_of(attributes, "TYPE") != "AUDIO" || variants_.sounds.size() >= kMaxPieces) return;
    variants_.sounds.push_back(
        {value_of(attributes, "GROUP-ID"), value_of(attributes, "URI"), value_of(attributes, "DEFAULT") == "YES"});
  }

  Status take_uri(std::string_view uri) {
    if (list_.pieces.size() + variants_.variants.size() >= kMaxPieces) {
      return fail(ErrorCode::kTooLarge, "the playlist names more than " + std::to_string(kMaxPieces) + " pieces");
    }
    if (variant_) {
      variant_->uri = std::string(uri);
      variants_.variants.push_back(*std::exchange(variant_, std::nullopt));
      return {};
    }
    if (!has_length_) return refuse("a piece without its length in seconds");
    next_.uri = std::string(uri);
    next_.number = number_++;
    next_.key = key_;
    next_.head_uri = head_uri_;
    next_.head_range = head_range_;
    range_end_ = next_.range ? next_.range->offset + next_.range->size : 0;
    list_.pieces.push_back(std::exchange(next_, Piece{}));
    has_length_ = false;
    return {};
  }

  std::size_t line_ = 0;
  PieceList list_;
  VariantList variants_;
  Piece next_;
  bool has_length_ = false;
  std::uint64_t number_ = 0;
  std::uint64_t range_end_ = 0;
  std::optional<PieceKey> key_;
  std::string head_uri_;
  std::optional<ByteRange> head_range_;
  std::optional<Variant> variant_;
};

}  // namespace

double PieceList::seconds() const {
  double sum = 0;
  for (const Piece& piece : pieces) sum += piece.seconds;
  return sum;
}

Result<Playlist> parse_playlist(std::string_view text) { return Reader().read(text); }

const Variant& choose_variant(const VariantList& list, int max_height) {
  const auto fits = [max_height](const Variant& variant) {
    return variant.height > 0 ? variant.height <= max_height : variant.bits_per_second <= kModerateBits;
  };
  const auto better = [&fits](const Variant& one, const Variant& other) {
    if (fits(one) != fits(other)) return fits(one);
    const auto key = [](const Variant& variant) { return std::pair(variant.height, variant.bits_per_second); };
    return fits(one) ? key(one) > key(other) : key(one) < key(other);
  };
  const Variant* best = &list.variants.front();
  for (const Variant& variant : list.variants) {
    if (better(variant, *best)) best = &variant;
  }
  return *best;
}

std::string sound_of(const VariantList& list, const Variant& variant) {
  std::string uri;
  for (const Sound& sound : list.sounds) {
    if (sound.group != variant.sound_group || variant.sound_group.empty()) continue;
    if (uri.empty() || sound.is_default) uri = sound.uri;
  }
  return uri;
}

}  // namespace dais::media
