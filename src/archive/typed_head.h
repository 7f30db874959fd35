// SPDX-License-Identifier: Apache-2.0
// Which rows of a table to write first. Readers that are given no types (dask, and intake on top of it) guess them from
// the first 256 kB of a CSV file and fail where a later row is of another kind. So for each column a row with no value,
// one with a whole number, one with a fraction, one with a truth and one with any other text come first, as far as
// there are such rows; of several the shortest, so that all find room at the head.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "store/schema.h"
#include "store/value.h"

namespace dais::archive {

class TypedHead {
 public:
  explicit TypedHead(std::span<const store::Column> columns);

  /// Rows in the order in which they stand in the table.
  void see(const store::Row& row);
  /// The rows to write first, by their places in the table, counted from 0.
  [[nodiscard]] std::map<std::int64_t, store::Row> rows() const;

 private:
  enum class Kind { kNothing, kWhole, kFraction, kTruth, kText };
  static constexpr std::size_t kKinds = 5;
  struct Witness {
    std::int64_t place = -1;
    std::size_t bytes = 0;
    store::Row row;
  };
  static Kind kind_of(const store::Value& value, store::ColumnType type);

  std::vector<store::Column> columns_;
  std::vector<std::array<Witness, kKinds>> witnesses_;  ///< by column
  std::int64_t seen_ = 0;
};

}  // namespace dais::archive
