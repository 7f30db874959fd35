// SPDX-License-Identifier: Apache-2.0
// What the world can do wrong, as a value: Result<T> is a T or an Error. Bugs of our own are invariants
// (base/invariant.h), never Errors.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <tl/expected.hpp>

#include "base/error_table.h"

namespace dais {

/// `message` is for the operator: it names the file, the place in it and the field. The visitor's text is in the table.
struct Error {
  ErrorCode code = ErrorCode::kInternal;
  std::string message;

  /// The same error with where it happened put before its message: "FILE: message".
  [[nodiscard]] Error at(std::string_view where) && {
    message.insert(0, std::string(where) + ": ");
    return std::move(*this);
  }
};

template <typename T>
using Result = tl::expected<T, Error>;
using Status = tl::expected<void, Error>;

inline tl::unexpected<Error> fail(ErrorCode code, std::string message) {
  return tl::unexpected<Error>(Error{code, std::move(message)});
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

}  // namespace dais
