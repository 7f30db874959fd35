// SPDX-License-Identifier: Apache-2.0
// Reading foreign JSON tolerantly (extra keys are fine, a missing or null one is an empty optional) with the path of
// what is wrong in every message, and writing our own. Over Boost.JSON; numbers that JSON cannot hold are never
// written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <boost/json.hpp>

#include "base/result.h"

namespace dais::json {

/// kBadInput with line and column; kTooLarge for nesting deeper than 64 levels.
Result<boost::json::value> parse(std::string_view text);

/// A value with the path that led to it ("$.sessions[2].video_uri"), for messages.
class View {
 public:
  View(const boost::json::value* value, std::string path) : value_(value), path_(std::move(path)) {}
  explicit View(const boost::json::value& root) : View(&root, "$") {}

  [[nodiscard]] bool present() const { return value_ != nullptr && !value_->is_null(); }
  [[nodiscard]] View operator[](std::string_view key) const;  ///< absent where there is none or this is no object
  [[nodiscard]] std::size_t size() const;                     ///< of an array, else 0
  [[nodiscard]] View at(std::size_t index) const;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const boost::json::value* raw() const { return value_; }
  [[nodiscard]] bool is_array() const { return present() && value_->is_array(); }
  [[nodiscard]] bool is_object() const { return present() && value_->is_object(); }
  [[nodiscard]] bool is_string() const { return present() && value_->is_string(); }
  [[nodiscard]] bool is_number() const { return present() && value_->is_number(); }

  // Absent or null: nullopt. Of another type: kBadInput with the path.
  // text() takes numbers and booleans as their text (external ids are often numbers) and strips blanks around.
  [[nodiscard]] Result<std::optional<std::string>> text() const;
  [[nodiscard]] Result<std::optional<double>> number() const;  ///< finite; strings of digits are taken
  [[nodiscard]] Result<std::optional<std::int64_t>> integer() const;
  [[nodiscard]] Result<std::optional<bool>> boolean() const;

 private:
  const boost::json::value* value_;
  std::string path_;
};

/// Serialises, compact, members in their order, fractions as people write them ("66.2", "3729.0"); a number that is not
/// finite becomes null.
std::string write(const boost::json::value& value);

}  // namespace dais::json
