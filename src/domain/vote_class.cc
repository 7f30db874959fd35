// SPDX-License-Identifier: Apache-2.0
#include "domain/vote_class.h"

#include <algorithm>
#include <string>
#include <utility>

namespace dais::domain {
namespace {

using enum VoteClass;

// Values in use across cities (Legistar's VoteTypes as seen in New York, Seattle, Chicago, Oakland) and CDP's eight.
constexpr auto kValues = std::to_array<std::pair<std::string_view, VoteClass>>({
    {"affirmative", kYes},
    {"aye", kYes},
    {"yea", kYes},
    {"yes", kYes},
    {"for", kYes},
    {"in favor", kYes},
    {"in favour", kYes},
    {"approve", kYes},
    {"approved", kYes},
    {"y", kYes},
    {"negative", kNo},
    {"nay", kNo},
    {"no", kNo},
    {"n", kNo},
    {"opposed", kNo},
    {"oppose", kNo},
    {"against", kNo},
    {"reject", kNo},
    {"rejected", kNo},
    {"abstain", kAbstain},
    {"abstained", kAbstain},
    {"abstention", kAbstain},
    {"present", kAbstain},
    {"abstain (non voting)", kAbstain},
    {"abstain (approve)", kAbstain},
    {"abstain (reject)", kAbstain},
    {"absent", kAbsent},
    {"excused", kAbsent},
    {"absent excused", kAbsent},
    {"medical", kAbsent},
    {"parental", kAbsent},
    {"maternity", kAbsent},
    {"paternity", kAbsent},
    {"bereavement", kAbsent},
    {"jury duty", kAbsent},
    {"not present", kAbsent},
    {"absent (non voting)", kAbsent},
    {"absent (approve)", kAbsent},
    {"absent (reject)", kAbsent},
    {"recused", kConflict},
    {"recuse", kConflict},
    {"conflict", kConflict},
    {"conflict of interest", kConflict},
    {"non voting", kNonvoting},
    {"nonvoting", kNonvoting},
    {"not voting", kNonvoting},
    {"ineligible", kNonvoting},
    {"did not vote", kNonvoting},
});

std::string normalised(std::string_view value) {
  std::string out;
  for (const char c : value) {
    const bool blank = c == ' ' || c == '\t' || c == '-' || c == '\n' || c == '\r';
    if (!blank) {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

std::string_view name_of(VoteClass vote_class) {
  constexpr std::array<std::string_view, kVoteClasses.size()> kNames = {
      "yes", "no", "abstain", "absent", "conflict", "nonvoting", "blank", "unrecognised"};
  return kNames.at(static_cast<std::size_t>(vote_class));
}

VoteClass classify_vote(std::string_view value) {
  const std::string key = normalised(value);
  if (key.empty()) return kBlank;
  const auto found = std::ranges::find(kValues, key, &std::pair<std::string_view, VoteClass>::first);
  return found == kValues.end() ? kUnrecognised : found->second;
}

}  // namespace dais::domain
