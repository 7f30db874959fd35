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

/// Which list a cursor goes on in: one of another list would start at a place that means nothing there.
enum class ListOf : char { kBodies = 'b', kEvents = 'e', kMatters = 'm', kPeople = 'p', kRecord = 'r', kSearch = 's' };

std::string encode_cursor(ListOf list, const Cursor& cursor);
/// kBadRequest, naming the parameter, for what encode_cursor never made for this list.
Result<Cursor> decode_cursor(ListOf list, const std::string& text);

}  // namespace dais::archive
