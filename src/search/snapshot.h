// SPDX-License-Identifier: Apache-2.0
// One state of the index: its segments, mapped, and which of their sessions count. Held by whoever reads; files that a
// later state no longer names stay readable until the last holder lets go.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/manifest.h"
#include "search/segment.h"

namespace dais::search {

struct Snapshot {
  Manifest manifest;
  std::vector<std::shared_ptr<const Segment>> segments;  ///< parallel to manifest.segments
};

/// Segments of `before` that are still named are not opened again. An index that is not there yet is an empty one.
/// kStorage names the segment that cannot be read.
Result<Snapshot> load_snapshot(const std::string& folder, const Snapshot* before);

/// The same without segments that cannot be read, whose names are told: for whoever makes the index whole again.
Result<Snapshot> load_what_holds(const std::string& folder, std::vector<std::string>& damaged);

}  // namespace dais::search
