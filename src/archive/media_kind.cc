// SPDX-License-Identifier: Apache-2.0
#include "archive/media_kind.h"

#include <algorithm>
#include <array>
#include <string>

namespace dais::archive {
namespace {

constexpr std::array<std::string_view, 5> kVideo = {".mp4", ".m4v", ".webm", ".ogv", ".mov"};
constexpr std::array<std::string_view, 7> kAudio = {".mp3", ".m4a", ".ogg", ".oga", ".opus", ".wav", ".aac"};

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

template <std::size_t N>
bool ends_in_one_of(std::string_view path, const std::array<std::string_view, N>& endings) {
  return std::ranges::any_of(endings, [path](std::string_view ending) { return path.ends_with(ending); });
}

}  // namespace

MediaKind media_kind_of(std::string_view uri) {
  if (uri.empty()) return MediaKind::kNone;
  const std::string path = lower(uri.substr(0, uri.find_first_of("?#")));
  if (ends_in_one_of(path, kVideo)) return MediaKind::kVideo;
  if (ends_in_one_of(path, kAudio)) return MediaKind::kAudio;
  return MediaKind::kElsewhere;
}

}  // namespace dais::archive
