// SPDX-License-Identifier: Apache-2.0
// Opaque cursors: where a list goes on, as the sort key and id of the last row shown, so that pages stay right while
// the archive grows.
#pragma once

#include <string>

#include "base/result.h"
#include "store/value.h"

namespace dais::archive {

struct Cursor {
  store::Value key;  ///< of the list's order: a number or a text
  std::string id;
};

std::string encode_cursor(const Cursor& cursor);
/// kBadRequest, naming the parameter, for what encode_cursor never made.
Result<Cursor> decode_cursor(const std::string& text);

}  // namespace dais::archive
