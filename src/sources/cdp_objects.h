// SPDX-License-Identifier: Apache-2.0
// Text that holds one JSON object, an array of objects or one object a line → the objects one by one, each with its
// place. A broken line or element is named and the rest goes on.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "json/json.h"

namespace dais::sources::cdp {

struct Object {
  const json::View& view;
  std::string_view text;   ///< its JSON
  std::string key_suffix;  ///< "" for a single object, else "#N", N from 1
  std::string place;       ///< "" or ":LINE" after the file's name
};

/// What to do with each object, and with text that is none (place as above).
struct Taker {
  std::function<void(const Object&)> take;
  std::function<void(const std::string& place, Error error)> refuse;
};

void for_each_object(std::string_view text, const Taker& taker);

/// The same for text that comes in pieces and may not end for a long time: objects of one line each are handed on as
/// soon as their line is there; anything else is kept until the end.
class ObjectFeed {
 public:
  ObjectFeed(Taker taker, std::uint64_t max_bytes) : taker_(std::move(taker)), max_bytes_(max_bytes) {}
  /// kTooLarge where a line, or a text that is not one object a line, outgrows the limit.
  Status feed(std::string_view piece);
  void finish();

 private:
  enum class Shape { kUnknown, kLines, kWhole };
  void take_lines();
  void decide_shape();

  Taker taker_;
  std::uint64_t max_bytes_;
  std::string waiting_;
  std::uint64_t line_ = 0;
  std::uint64_t number_ = 0;
  Shape shape_ = Shape::kUnknown;
};

}  // namespace dais::sources::cdp
