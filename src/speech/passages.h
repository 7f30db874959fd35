// SPDX-License-Identifier: Apache-2.0
// Transcripts that are lists of timed passages with a speaker field: many people's JSON, JavaScript data files, tables.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "domain/transcript.h"
#include "speech/warnings.h"

namespace dais::speech {

struct Passage {
  std::optional<double> start;  ///< in the file's unit, which is found out
  std::optional<double> end;
  std::string text;
  std::string speaker;
  bool turn_start = false;  ///< a new turn although no other name is given
  std::string place;  ///< where it stands, for messages: "$.data[3]", "line 4"
};

enum class Unit { kUnknown, kSeconds, kMilliseconds };

/// The unit in which people would speak at a pace that people speak at: some 15 characters a second. kSeconds where
/// there is nothing to tell by.
Unit find_unit(const std::vector<Passage>& passages);

/// Passages without a start share the time between their neighbours, without an end last until the next; both are
/// said in a warning. What cannot be placed is left out with a warning.
std::vector<domain::Sentence> read_passages(std::vector<Passage> passages, Unit unit, Warnings& warnings);

}  // namespace dais::speech
