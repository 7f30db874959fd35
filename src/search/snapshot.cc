// SPDX-License-Identifier: Apache-2.0
#include "search/snapshot.h"

#include <algorithm>

#include "search/index.h"

namespace dais::search {
namespace {

/// A writer may replace the manifest and remove files between our reading the one and opening the other.
constexpr int kTries = 20;

std::shared_ptr<const Segment> known_segment(const Snapshot* before, const std::string& name) {
  if (before == nullptr) return nullptr;
  const auto found = std::ranges::find(before->manifest.segments, name, &ManifestSegment::name);
  if (found == before->manifest.segments.end()) return nullptr;
  return before->segments[static_cast<std::size_t>(found - before->manifest.segments.begin())];
}

Result<Snapshot> open_all(const std::string& folder, const Snapshot* before) {
  auto manifest = read_manifest(folder);
  if (!manifest) return fail(std::move(manifest.error()));
  Snapshot snapshot;
  if (!*manifest) return snapshot;
  snapshot.manifest = std::move(**manifest);
  // Names are given anew in an index that was begun anew.
  if (before != nullptr && before->manifest.birth != snapshot.manifest.birth) before = nullptr;
  for (const ManifestSegment& named : snapshot.manifest.segments) {
    auto segment = known_segment(before, named.name);
    if (segment == nullptr) {
      auto opened = Segment::open(folder + "/" + named.name);
      if (!opened) return fail(std::move(opened.error()));
      segment = std::move(*opened);
    }
    snapshot.segments.push_back(std::move(segment));
  }
  return snapshot;
}

Result<Snapshot> open_what_holds(const std::string& folder, std::vector<std::string>& damaged) {
  auto manifest = read_manifest(folder);
  if (!manifest) return fail(std::move(manifest.error()));
  Snapshot snapshot;
  if (!*manifest) return snapshot;
  std::vector<ManifestSegment> named = std::move((*manifest)->segments);
  snapshot.manifest = std::move(**manifest);
  snapshot.manifest.segments.clear();
  for (ManifestSegment& one : named) {
    auto segment = Segment::open(folder + "/" + one.name);
    if (!segment && segment.error().code == ErrorCode::kIo) return fail(std::move(segment.error()));
    if (!segment) {
      damaged.push_back(one.name);
      continue;
    }
    snapshot.manifest.segments.push_back(std::move(one));
    snapshot.segments.push_back(std::move(*segment));
  }
  return snapshot;
}

}  // namespace

Result<Snapshot> load_snapshot(const std::string& folder, const Snapshot* before) {
  for (int i = 1;; ++i) {
    auto snapshot = open_all(folder, before);
    const bool gone = !snapshot && snapshot.error().code == ErrorCode::kNotFound;
    if (!gone) return snapshot;
    if (i == kTries) return fail(ErrorCode::kStorage, snapshot.error().message);
  }
}

Result<Snapshot> load_what_holds(const std::string& folder, std::vector<std::string>& damaged) {
  for (int i = 1;; ++i) {
    const std::string identity = manifest_identity(folder);
    damaged.clear();
    auto snapshot = open_what_holds(folder, damaged);
    // What was merged away meanwhile is not damaged.
    if (!snapshot || damaged.empty() || manifest_identity(folder) == identity || i == kTries) return snapshot;
  }
}

Result<std::vector<DamagedPart>> check_index(const std::string& folder) {
  for (int i = 1;; ++i) {
    const std::string identity = manifest_identity(folder);
    const auto manifest = read_manifest(folder);
    if (!manifest) return fail(manifest.error());
    std::vector<DamagedPart> damaged;
    if (!*manifest) return damaged;
    for (const ManifestSegment& named : (*manifest)->segments) {
      const std::string file = folder + "/" + named.name;
      const auto segment = Segment::open(file);
      const Status held = segment ? (*segment)->verify() : Status(fail(segment.error()));
      if (!held) damaged.push_back({file, held.error().message});
    }
    // What was merged away meanwhile is not damaged.
    if (damaged.empty() || manifest_identity(folder) == identity || i == kTries) return damaged;
  }
}

}  // namespace dais::search
