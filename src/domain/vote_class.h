// SPDX-License-Identifier: Apache-2.0
// The classes that vote values fall into. Absence is not opposition (rules of the record, 8): each stays apart, and
// a value that nobody taught us is `kUnrecognised`, kept as written.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace dais::domain {

enum class VoteClass { kYes, kNo, kAbstain, kAbsent, kConflict, kNonvoting, kBlank, kUnrecognised };

inline constexpr std::array kVoteClasses = {VoteClass::kYes,    VoteClass::kNo,          VoteClass::kAbstain,
                                            VoteClass::kAbsent, VoteClass::kConflict,    VoteClass::kNonvoting,
                                            VoteClass::kBlank,  VoteClass::kUnrecognised};

/// "yes", "no", "abstain", "absent", "conflict", "nonvoting", "blank", "unrecognised".
std::string_view name_of(VoteClass vote_class);

/// By the built-in table. Case, blanks around, hyphens, dashes, commas and full stops do not count. Empty is kBlank.
VoteClass classify_vote(std::string_view value);

/// The built-in table, with what an operator says of a council's own words before it.
class VoteMapping {
 public:
  /// The class that was taught for this value before, if any: the newest stands.
  std::optional<VoteClass> teach(std::string_view value, VoteClass vote_class);
  [[nodiscard]] VoteClass classify(std::string_view value) const;

 private:
  std::map<std::string, VoteClass, std::less<>> taught_;
};

}  // namespace dais::domain
