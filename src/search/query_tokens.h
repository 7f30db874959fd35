// SPDX-License-Identifier: Apache-2.0
// The pieces of a typed query, in order: text in quotes or not, what stands before it (a minus, a field and a colon),
// parentheses, and OR, AND, NOT, NEAR. Pure; any bytes are valid.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dais::search {

enum class Field { kNone, kSpeaker, kBody, kAfter, kBefore, kMatter, kVote, kKind };
enum class Join { kNone, kOr, kAnd, kNot, kNear, kOpen, kClose };

struct QueryToken {
  std::string_view text;  ///< of the query; without the quotes, the minus and the field
  Field field = Field::kNone;
  Join join = Join::kNone;   ///< the piece is this operator
  std::uint32_t within = 0;  ///< of kNear
  bool quoted = false;
  bool negated = false;  ///< of kOpen: what stands in these parentheses
};

std::vector<QueryToken> query_tokens(std::string_view query);

}  // namespace dais::search
