// SPDX-License-Identifier: Apache-2.0
#include "http/message.h"

#include <algorithm>

#include "base/invariant.h"

namespace dais::http {
namespace {

const std::string* find_field(const Fields& fields, std::string_view name) {
  const auto found = std::ranges::find(fields, name, &Fields::value_type::first);
  return found == fields.end() ? nullptr : &found->second;
}

}  // namespace

std::optional<std::string> Request::query_value(std::string_view name) const {
  const std::string* value = find_field(query, name);
  return value == nullptr ? std::nullopt : std::optional(*value);
}

std::string Request::header(std::string_view name) const {
  const std::string* value = find_field(headers, name);
  return value == nullptr ? std::string() : *value;
}

const std::string& Request::param(std::string_view name) const {
  const std::string* value = find_field(path_params, name);
  invariant(value != nullptr, "a handler asks for a parameter that its pattern names");
  return *value;
}

}  // namespace dais::http
