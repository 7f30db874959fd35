// SPDX-License-Identifier: Apache-2.0
// Words that are said in a row: quotes, and words so common that only their order tells anything.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "search/unit_hits.h"

namespace dais::search {

/// Where words are `step` apart: words as said, by one speaker in one passage, where `kind` is 0; else words of a
/// speaker's name, places of sentences.
Result<UnitHits> find_in_a_row(const std::vector<std::string>& words, char kind, std::uint32_t step,
                               const Corpus& corpus);

}  // namespace dais::search
