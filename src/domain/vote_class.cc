// SPDX-License-Identifier: Apache-2.0
#include "domain/vote_class.h"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

namespace dais::domain {
namespace {

using enum VoteClass;

// Values in use across cities (Legistar's VoteTypes as seen in New York, Seattle, Chicago, Oakland) and CDP's eight.
// "Present" answers a vote without taking a side; "No Vote" is none, not a no.
constexpr auto kYesWords = std::to_array<std::string_view>(
    {"affirmative", "aye",       "ayes",  "yea",     "yeas",      "yes",    "yes vote",  "for",
     "in favor",    "in favour", "favor", "support", "supported", "concur", "concurred", "approve",
     "approved",    "accept",    "agree", "agreed",  "y",         "pro"});
constexpr auto kNoWords = std::to_array<std::string_view>(
    {"negative", "nay", "nays", "no", "n", "opposed", "oppose", "in opposition", "against", "reject", "rejected",
     "dissent", "dissented", "disapprove", "disapproved", "disagree", "con"});
constexpr auto kAbstainWords = std::to_array<std::string_view>(
    {"abstain", "abstained", "abstaining", "abstains", "abstention", "abstain (non voting)", "abstain (approve)",
     "abstain (reject)", "present", "present not voting", "present (not voting)"});
constexpr auto kAbsentWords = std::to_array<std::string_view>({"absent",
                                                               "excused",
                                                               "absent excused",
                                                               "excused absence",
                                                               "excused absent",
                                                               "unexcused",
                                                               "unexcused absence",
                                                               "absent unexcused",
                                                               "not present",
                                                               "absent (non voting)",
                                                               "absent (approve)",
                                                               "absent (reject)",
                                                               "away",
                                                               "out of room",
                                                               "left early",
                                                               "late",
                                                               "medical",
                                                               "medical leave",
                                                               "sick",
                                                               "sick leave",
                                                               "leave",
                                                               "on leave",
                                                               "leave of absence",
                                                               "parental",
                                                               "parental leave",
                                                               "maternity",
                                                               "maternity leave",
                                                               "paternity",
                                                               "paternity leave",
                                                               "family leave",
                                                               "bereavement",
                                                               "jury duty",
                                                               "military",
                                                               "military leave",
                                                               "vacation"});
constexpr auto kConflictWords = std::to_array<std::string_view>(
    {"recused", "recuse", "recusal", "conflict", "conflict of interest", "disqualified"});
constexpr auto kNonvotingWords = std::to_array<std::string_view>(
    {"non voting", "nonvoting", "non voting member", "not voting", "ineligible", "ineligible to vote", "not eligible",
     "did not vote", "no vote", "vacant", "vacancy"});

struct ClassWords {
  VoteClass vote_class;
  std::span<const std::string_view> words;
};
constexpr std::array<ClassWords, 6> kValues = {{{kYes, kYesWords},
                                                {kNo, kNoWords},
                                                {kAbstain, kAbstainWords},
                                                {kAbsent, kAbsentWords},
                                                {kConflict, kConflictWords},
                                                {kNonvoting, kNonvotingWords}}};

/// Lower case, with one blank for each run of blanks and marks between words.
std::string normalised(std::string_view value) {
  constexpr std::string_view kEnDash = "\xE2\x80\x93";
  constexpr std::string_view kBreaks = " \t\r\n-,.:;";
  std::string out;
  for (std::size_t at = 0; at < value.size(); ++at) {
    const bool dash = value.substr(at).starts_with(kEnDash);
    if (dash) at += kEnDash.size() - 1;
    const char c = value[at];
    if (dash || kBreaks.find(c) != std::string_view::npos) {
      if (!out.empty() && out.back() != ' ') out += ' ';
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

VoteClass class_of(std::string_view key) {
  if (key.empty()) return kBlank;
  for (const auto& [vote_class, words] : kValues) {
    if (std::ranges::find(words, key) != words.end()) return vote_class;
  }
  return kUnrecognised;
}

}  // namespace

std::string_view name_of(VoteClass vote_class) {
  constexpr std::array<std::string_view, kVoteClasses.size()> kNames = {
      "yes", "no", "abstain", "absent", "conflict", "nonvoting", "blank", "unrecognised"};
  return kNames.at(static_cast<std::size_t>(vote_class));
}

VoteClass classify_vote(std::string_view value) { return class_of(normalised(value)); }

std::optional<VoteClass> VoteMapping::teach(std::string_view value, VoteClass vote_class) {
  const auto [at, fresh] = taught_.try_emplace(normalised(value), vote_class);
  if (fresh) return std::nullopt;
  return std::exchange(at->second, vote_class);
}

VoteClass VoteMapping::classify(std::string_view value) const {
  const std::string key = normalised(value);
  const auto taught = taught_.find(key);
  return taught == taught_.end() ? class_of(key) : taught->second;
}

}  // namespace dais::domain
