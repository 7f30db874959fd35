// SPDX-License-Identifier: Apache-2.0
#include "insight/tally.h"

#include <algorithm>
#include <string>

namespace dais::insight {
namespace {

constexpr std::array<std::string_view, 5> kPassed = {"pass", "passed", "adopted", "approved", "carried"};
constexpr std::array<std::string_view, 5> kFailed = {"fail", "failed", "rejected", "lost", "defeated"};

std::string folded(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

}  // namespace

Tally tally(std::span<const domain::VoteClass> votes) {
  Tally counted;
  for (const auto vote : votes) ++counted.by_class.at(static_cast<std::size_t>(vote));
  return counted;
}

Majority majority(const Tally& tally) {
  const auto yes = tally.of(domain::VoteClass::kYes);
  const auto no = tally.of(domain::VoteClass::kNo);
  if (yes == no) return Majority::kTie;
  return yes > no ? Majority::kYes : Majority::kNo;
}

std::optional<bool> stated_passed(std::string_view outcome) {
  const std::string word = folded(outcome);
  if (std::ranges::find(kPassed, word) != kPassed.end()) return true;
  if (std::ranges::find(kFailed, word) != kFailed.end()) return false;
  return std::nullopt;
}

bool disagrees(std::optional<bool> stated_passed, Majority majority) {
  return stated_passed.has_value() && *stated_passed != (majority == Majority::kYes);
}

}  // namespace dais::insight
