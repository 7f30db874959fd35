// SPDX-License-Identifier: Apache-2.0
// The catalog's tables as values: one description serves merging, history, export and both databases.
// The SQL that makes them is in migrations/; a test holds the two together.
// Every record table begins with the columns of kBookkeeping; the others follow as its fields.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace dais::store {

enum class ColumnType { kText, kInteger, kReal, kTime, kTruth };

struct Column {
  std::string_view name;
  ColumnType type = ColumnType::kText;
};

struct Table {
  std::string_view name;
  std::string_view kind;             ///< in identities, addresses and history: "event"
  std::vector<Column> columns;       ///< bookkeeping first
  [[nodiscard]] std::size_t index_of(std::string_view column) const;
};

/// id, source, external_id, first_seen, last_changed, withdrawn.
inline constexpr std::size_t kBookkeeping = 6;
inline constexpr std::size_t kId = 0;
inline constexpr std::size_t kSource = 1;
inline constexpr std::size_t kExternalId = 2;
inline constexpr std::size_t kFirstSeen = 3;
inline constexpr std::size_t kLastChanged = 4;
inline constexpr std::size_t kWithdrawn = 5;

namespace tables {
extern const Table kBody, kPerson, kSeat, kRole, kMatter, kMatterText, kMatterSponsor, kMatterFile, kMatterAction,
    kEvent, kSession, kEventItem, kEventItemFile, kVoteEvent, kVote, kAttendance, kTranscript;
}

/// All record tables, in the order in which they can be written.
std::span<const Table* const> record_tables();

}  // namespace dais::store
