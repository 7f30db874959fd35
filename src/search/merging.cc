// SPDX-License-Identifier: Apache-2.0
#include "search/merging.h"

#include <unistd.h>

#include <algorithm>
#include <bit>
#include <map>

#include "os/files.h"

namespace dais::search {
namespace {

constexpr std::string_view kEnding = ".segment";
constexpr std::size_t kEnough = 8;
/// Larger ones are left as they are, so that merging stays within memory and a session is written a few times at most.
constexpr std::uint64_t kLargest = 256U << 20U;
/// Sizes within one eighth to one of each other are about the same; all small ones are.
constexpr int kBitsOfATier = 3;
constexpr int kSmallestTier = 16 / kBitsOfATier;

int tier_of(std::uint64_t bytes) {
  return std::max(static_cast<int>(std::bit_width(bytes)) / kBitsOfATier, kSmallestTier);
}

bool is_half_gone(const Snapshot& snapshot, std::size_t number) {
  return snapshot.manifest.segments[number].gone.size() * 2 > snapshot.segments[number]->sessions().size();
}

}  // namespace

std::string segment_name(std::uint64_t number) { return std::to_string(number) + std::string(kEnding); }

Result<std::shared_ptr<const Segment>> write_segment(const std::string& file, SegmentBuilder builder) {
  if (Status written = os::write_file_atomically(file, builder.bytes()); !written)
    return fail(ErrorCode::kStorage, written.error().message);
  return Segment::open(file);
}

std::vector<std::size_t> to_be_merged(const Snapshot& snapshot) {
  std::map<int, std::vector<std::size_t>> tiers;
  for (std::size_t i = 0; i < snapshot.segments.size(); ++i) {
    if (is_half_gone(snapshot, i)) return {i};
    const std::uint64_t bytes = snapshot.segments[i]->bytes();
    if (bytes < kLargest) tiers[tier_of(bytes)].push_back(i);
  }
  for (auto& [tier, numbers] : tiers) {
    if (numbers.size() < kEnough) continue;
    std::uint64_t sum = 0;
    const auto too_many = std::ranges::find_if(
        numbers, [&](std::size_t number) { return (sum += snapshot.segments[number]->bytes()) > kLargest; });
    numbers.erase(too_many, numbers.end());
    if (numbers.size() > 1) return numbers;
  }
  return {};
}

void remove_unnamed_files(const std::string& folder, const Manifest& manifest) {
  const auto files = os::list_files(folder, kEnding, os::Depth::kThisFolder);
  if (!files) return;
  for (const std::string& file : *files) {
    const std::string name = file.substr(file.rfind('/') + 1);
    if (std::ranges::find(manifest.segments, name, &ManifestSegment::name) == manifest.segments.end())
      ::unlink(file.c_str());
  }
}

}  // namespace dais::search
