// SPDX-License-Identifier: Apache-2.0
// The pieces of a typed query, in order: text in quotes or not, what stands before it (a minus, a field and a colon),
// and OR, AND, NOT. Pure; any bytes are valid.
#pragma once

#include <string_view>
#include <vector>

namespace dais::search {

enum class Field { kNone, kSpeaker, kBody, kAfter, kBefore };
enum class Join { kNone, kOr, kAnd, kNot };

struct QueryToken {
  std::string_view text;  ///< of the query; without the quotes, the minus and the field
  Field field = Field::kNone;
  Join join = Join::kNone;  ///< the piece is this operator
  bool quoted = false;
  bool negated = false;
};

std::vector<QueryToken> query_tokens(std::string_view query);

}  // namespace dais::search
