// SPDX-License-Identifier: Apache-2.0
// Which files are segments, how one is written, which are to be made one.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "search/segment_builder.h"
#include "search/snapshot.h"

namespace dais::search {

/// Of the file of the segment with this number.
std::string segment_name(std::uint64_t number);

/// What the builder holds, as a file that no manifest names yet.
Result<std::shared_ptr<const Segment>> write_segment(const std::string& file, SegmentBuilder builder);

/// Numbers of segments of about the same size that are enough to be made one, or one half of which is gone; rising.
std::vector<std::size_t> to_be_merged(const Snapshot& snapshot);

/// Segments that the manifest does not name: of an earlier state, or of a writer that was killed.
/// REQUIRES: the caller holds the writers' lock.
void remove_unnamed_files(const std::string& folder, const Manifest& manifest);

}  // namespace dais::search
