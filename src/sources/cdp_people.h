// SPDX-License-Identifier: Apache-2.0
// The parts of CDP ingestion JSON that events, persons and matters share.
#pragma once

#include <optional>
#include <vector>

#include "domain/values.h"
#include "sources/reading.h"

namespace dais::sources::cdp {

/// Reads each element of the array under `key`; what comes back empty was refused. Absent array: nullopt.
template <typename Value, typename Read>
std::optional<std::vector<Value>> read_list(const Fields& fields, std::string_view key, Read read) {
  const auto array = fields.array(key);
  if (!array) return std::nullopt;
  std::vector<Value> list;
  list.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    const json::View element = array->at(i);
    if (!element.is_object()) {
      fields.problems().add(element, ErrorCode::kBadInput, "should be an object");
      continue;
    }
    if (auto value = read(Fields(element, fields.zone(), fields.problems()))) list.push_back(std::move(*value));
  }
  return list;
}

/// Reads the object under `key`; absent: nullopt.
template <typename Read>
auto read_object(const Fields& fields, std::string_view key, Read read) -> decltype(read(fields)) {
  const auto object = fields.object(key);
  if (!object) return std::nullopt;
  return read(Fields(*object, fields.zone(), fields.problems()));
}

std::optional<domain::Body> read_body(const Fields& fields);
/// `event_body`: the body of roles that name none; may be null.
std::optional<domain::Person> read_person(const Fields& fields, const domain::Body* event_body);
std::optional<domain::File> read_file(const Fields& fields);
std::optional<domain::Vote> read_vote(const Fields& fields, const domain::Body* event_body);
std::optional<domain::Matter> read_matter(const Fields& fields, const domain::Body* event_body);

}  // namespace dais::sources::cdp
