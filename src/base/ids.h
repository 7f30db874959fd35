// SPDX-License-Identifier: Apache-2.0
// Public ids: stable strings made from what identifies a record, so that an archive built again has the same addresses.
#pragma once

#include <compare>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>

namespace dais {

/// A strong id: an EventId is not a PersonId.
template <typename Tag>
struct Id {
  std::string value;
  auto operator<=>(const Id&) const = default;
  [[nodiscard]] bool empty() const { return value.empty(); }
};

using BodyId = Id<struct BodyTag>;
using EventId = Id<struct EventTag>;
using SessionId = Id<struct SessionTag>;
using PersonId = Id<struct PersonTag>;
using MatterId = Id<struct MatterTag>;
using VoteEventId = Id<struct VoteEventTag>;
using TranscriptId = Id<struct TranscriptTag>;

/// 13 characters of a-z and 2-7: the first 65 bits of SHA-256 over the parts, each with its length before it.
/// Never all hexadecimal digits' 12 characters, so that CDP's ids and ours cannot be taken for one another.
std::string make_id(std::initializer_list<std::string_view> parts);

}  // namespace dais

template <typename Tag>
struct std::hash<dais::Id<Tag>> {
  std::size_t operator()(const dais::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.value); }
};
