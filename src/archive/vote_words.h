// SPDX-License-Identifier: Apache-2.0
// What vote:WORD asks of a vote event: how it ended, or that somebody voted. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "insight/record.h"

namespace dais::archive {

/// kPassed, kFailed: as stated, else by the majority of yes and no. kUnanimous: somebody said yes and nobody no.
/// kContested: somebody said no. kTied: as many yes as no.
enum class AskedOutcome { kPassed, kFailed, kUnanimous, kContested, kTied };

/// Nothing where the words are no outcome: a name then.
std::optional<AskedOutcome> outcome_asked(const std::vector<std::string>& folded_words);

bool has_outcome(const insight::VoteEvent& event, AskedOutcome outcome);
/// Any of the persons has a vote in it, whatever it was.
bool has_vote_of(const insight::Record& record, const insight::VoteEvent& event,
                 const std::vector<insight::Index>& persons);

}  // namespace dais::archive
