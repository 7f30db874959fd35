// SPDX-License-Identifier: Apache-2.0
// Sets of passages by block, a bit each, and sums over sessions: in loops over all blocks of a corpus, several at once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "search/corpus.h"

namespace dais::search {

using PassageBits = std::span<const std::uint16_t>;

// REQUIRES of all: spans of the same size.

void add_passages(PassageBits others, std::span<std::uint16_t> into);
void keep_passages(PassageBits others, std::span<std::uint16_t> of);
void remove_passages(PassageBits others, std::span<std::uint16_t> of);
[[nodiscard]] std::uint64_t count_passages(PassageBits passages);
/// By block.
void count_passages(PassageBits passages, std::span<std::uint8_t> into);
void count_common_passages(PassageBits a, PassageBits b, std::span<std::uint8_t> into);
/// Of `counts` by block those of blocks where a passage of `of` is one of `others` or beside one; 0 elsewhere.
void count_beside(PassageBits of, std::span<const std::uint8_t> counts, PassageBits others,
                  std::span<std::uint8_t> into);
/// What `counts` by block are together in each session.
void sum_by_session(std::span<const std::uint8_t> counts, const Corpus& corpus, std::span<std::uint32_t> into);

std::uint64_t sum_of(std::span<const std::uint32_t> counts);

}  // namespace dais::search
