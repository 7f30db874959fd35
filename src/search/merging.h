// SPDX-License-Identifier: Apache-2.0
// Adds segments to an index and makes few large ones of many small ones.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "search/segment_builder.h"
#include "search/snapshot.h"

namespace dais::search {

/// Writes what the builder holds beside the other segments; the snapshot has it, the manifest in the folder not yet.
Status add_segment(const std::string& folder, SegmentBuilder& builder, Snapshot& snapshot);

/// Numbers of segments of about the same size that are enough to be made one, or one half of which is gone; rising.
std::vector<std::size_t> to_be_merged(const Snapshot& snapshot);

/// Takes them out of the snapshot and puts in one with what is left of them. A merge that fails leaves it as it was.
Status merge(const std::string& folder, const std::vector<std::size_t>& some, Snapshot& snapshot);

/// Takes segments out whose checksums do not hold; how many.
std::size_t leave_out_damaged(Snapshot& snapshot);

/// Segments that the manifest does not name: of an earlier state, or of a writer that was killed.
/// REQUIRES: the caller holds the writers' lock.
void remove_unnamed_files(const std::string& folder, const Manifest& manifest);

}  // namespace dais::search
