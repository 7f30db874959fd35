// SPDX-License-Identifier: Apache-2.0
#include "alignment/reasons.h"

#include <algorithm>
#include <vector>

namespace dais::alignment {
namespace {

constexpr std::size_t kMostWords = 4;
constexpr double kSoon = 45;
constexpr double kJustBefore = 12;

bool any_within(const std::vector<double>& times, double from, double to) {
  const auto found = std::ranges::lower_bound(times, from);
  return found != times.end() && *found < to;
}

/// The rarest words of the title that are said from `seconds` on, in the title's order.
std::vector<std::string> words_said(const TitleWords& title, double seconds) {
  std::vector<std::uint32_t> said;
  for (const Mention& mention : title.mentions) {
    const bool here = mention.seconds >= seconds - 2 && mention.seconds < seconds + kSoon;
    if (here && std::ranges::find(said, mention.word) == said.end()) said.push_back(mention.word);
  }
  std::ranges::stable_sort(said, std::greater{}, [&](std::uint32_t word) { return title.words[word].weight; });
  if (said.size() > kMostWords) said.resize(kMostWords);
  std::ranges::sort(said);
  std::vector<std::string> written;
  written.reserve(said.size());
  for (const std::uint32_t word : said) written.push_back("“" + title.words[word].written + "”");
  return written;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) text += i + 1 == parts.size() ? " and " : ", ";
    text += parts[i];
  }
  return text;
}

std::string circumstances(const Spoken& spoken, double seconds) {
  std::vector<std::string> parts;
  if (any_within(spoken.openings(), seconds - 2, seconds + kJustBefore)) parts.emplace_back("the chair moves on");
  if (any_within(spoken.closings(), seconds - kJustBefore, seconds + 3)) {
    parts.emplace_back("what came before is being closed");
  }
  const auto position = std::ranges::lower_bound(spoken.positions(), seconds, {}, &Position::seconds);
  if (parts.empty() && position != spoken.positions().end() && position->turn_start) {
    parts.emplace_back("somebody else begins to speak");
  }
  return joined(parts);
}

}  // namespace

std::string reason_for_place(const TitleWords& title, const Spoken& spoken, double seconds) {
  std::vector<std::string> found;
  const bool called = std::ranges::any_of(spoken.item_references(), [&](const ItemReference& reference) {
    return !title.number.empty() && reference.number == title.number && reference.seconds >= seconds - 2 &&
           reference.seconds < seconds + kSoon;
  });
  if (called) found.emplace_back("its number");
  if (any_within(title.file_number_said, seconds - 2, seconds + kSoon)) found.emplace_back("its file number");
  const std::vector<std::string> words = words_said(title, seconds);
  if (!words.empty()) found.push_back(joined(words) + " of its title");
  std::string why = found.empty() ? "It stands between the items around it" : "Said here: " + joined(found);
  const std::string how = circumstances(spoken, seconds);
  return why + (how.empty() ? "." : "; " + how + ".");
}

std::string reason_to_leave_open(const TitleWords& title, const Spoken& spoken, BestGuess guess) {
  if (spoken.positions().empty()) return "There are no words to look for it in.";
  if (title.mentions.empty() && title.file_number_said.empty()) return "Nothing of its title is said.";
  return guess == BestGuess::kTooUnsure
             ? "Its words are said in several places or too few of them are; none is sure enough."
             : "No place in the order of the items has enough of its words.";
}

}  // namespace dais::alignment
