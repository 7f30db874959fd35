// SPDX-License-Identifier: Apache-2.0
// The classes that vote values fall into. Absence is not opposition (rules of the record, 8): each stays apart, and
// a value that nobody taught us is `kUnrecognised`, kept as written.
#pragma once

#include <array>
#include <string_view>

namespace dais::domain {

enum class VoteClass { kYes, kNo, kAbstain, kAbsent, kConflict, kNonvoting, kBlank, kUnrecognised };

inline constexpr std::array kVoteClasses = {VoteClass::kYes,    VoteClass::kNo,          VoteClass::kAbstain,
                                            VoteClass::kAbsent, VoteClass::kConflict,    VoteClass::kNonvoting,
                                            VoteClass::kBlank,  VoteClass::kUnrecognised};

/// "yes", "no", "abstain", "absent", "conflict", "nonvoting", "blank", "unrecognised".
std::string_view name_of(VoteClass vote_class);

/// Case, blanks around and hyphens do not count. Empty is kBlank.
VoteClass classify_vote(std::string_view value);

}  // namespace dais::domain
