// SPDX-License-Identifier: Apache-2.0
#include "archive/vote_words.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace dais::archive {
namespace {

struct Named {
  std::string_view word;
  AskedOutcome outcome;
};
constexpr std::array<Named, 12> kWords = {{{"passed", AskedOutcome::kPassed},
                                           {"pass", AskedOutcome::kPassed},
                                           {"adopted", AskedOutcome::kPassed},
                                           {"approved", AskedOutcome::kPassed},
                                           {"failed", AskedOutcome::kFailed},
                                           {"fail", AskedOutcome::kFailed},
                                           {"rejected", AskedOutcome::kFailed},
                                           {"unanimous", AskedOutcome::kUnanimous},
                                           {"unanimously", AskedOutcome::kUnanimous},
                                           {"contested", AskedOutcome::kContested},
                                           {"tied", AskedOutcome::kTied},
                                           {"tie", AskedOutcome::kTied}}};

}  // namespace

std::optional<AskedOutcome> outcome_asked(const std::vector<std::string>& folded_words) {
  if (folded_words.size() != 1) return std::nullopt;
  const auto found = std::ranges::find(kWords, folded_words.front(), &Named::word);
  return found == kWords.end() ? std::nullopt : std::optional(found->outcome);
}

bool has_outcome(const insight::VoteEvent& event, AskedOutcome outcome) {
  const std::int64_t yes = event.tally.of(domain::VoteClass::kYes);
  const std::int64_t no = event.tally.of(domain::VoteClass::kNo);
  switch (outcome) {
    case AskedOutcome::kPassed:
      return event.stated_passed.value_or(yes > no);
    case AskedOutcome::kFailed:
      return !event.stated_passed.value_or(yes + no == 0 || yes > no);
    case AskedOutcome::kUnanimous:
      return yes > 0 && no == 0;
    case AskedOutcome::kContested:
      return event.contested();
    case AskedOutcome::kTied:
      return yes > 0 && yes == no;
  }
  return false;
}

bool has_vote_of(const insight::Record& record, const insight::VoteEvent& event,
                 const std::vector<insight::Index>& persons) {
  return std::ranges::any_of(persons, [&](insight::Index person) { return record.vote_of(event, person).has_value(); });
}

}  // namespace dais::archive
