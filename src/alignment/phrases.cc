// SPDX-License-Identifier: Apache-2.0
#include "alignment/phrases.h"

#include <array>

namespace dais::alignment {
namespace {

constexpr auto kOpenings = std::to_array<std::string_view>({
    "next item",
    "next items",
    "next is",
    "next we have",
    "next we will",
    "next we'll",
    "next up",
    "up next",
    "next order of business",
    "next agenda item",
    "next public hearing",
    "next report",
    "next discussion",
    "next presentation",
    "move on to",
    "moving on to",
    "move to item",
    "move to the next",
    "move to our",
    "moving to",
    "we'll move to",
    "will move to",
    "turn to",
    "turning to",
    "on to item",
    "proceed to",
    "proceed with",
    "begin with",
    "start with",
    "starting with",
    "beginning with",
    "transition to",
    "transitioning to",
    "brings us to",
    "take up",
    "taking up",
    "last item",
    "last items",
    "last public hearing",
    "last but not least",
    "lastly",
    "finally",
    "final item",
    "final discussion item",
    "first item",
    "second item",
    "third item",
    "first public hearing",
    "first discussion item",
    "first order of business",
    "remaining item",
    "only item",
    "this item is",
    "item is a",
    "item is the",
    "is there a motion",
    "call item",
    "read the title",
    "read the item",
    "please read",
    "now we have",
    "we will now",
    "we'll now",
    "now to",
    "public hearing on",
    "public hearing for",
    "public hearing to consider",
    "public hearing regarding",
    "public hearing agenda",
    "give that report",
    "give a presentation",
    "give this presentation",
    "give the presentation",
    "be presenting",
    "chaired by",
    "to present",
});

constexpr auto kClosings = std::to_array<std::string_view>({
    "all in favor",         "all those in favor",
    "those in favor",       "all in favour",
    "in favor say",         "signify by saying",
    "any opposed",          "those opposed",
    "all opposed",          "any nays",
    "item is approved",     "items are approved",
    "is approved",          "are approved",
    "is adopted",           "are adopted",
    "motion carries",       "motion passes",
    "motion is carried",    "motion is adopted",
    "motion fails",         "that carries",
    "that passes",          "item carries",
    "item passes",          "carries and",
    "passes unanimously",   "carries unanimously",
    "ayes have it",         "ayes and",
    "there are ayes",       "receive and file",
    "file that report",     "file this report",
    "filed that report",    "file the report",
    "without objection",    "hearing no objection",
    "seeing no objection",  "close the public hearing",
    "no further questions", "no further discussion",
    "no further comments",  "any further questions",
    "seeing no further",    "not seeing any",
    "not seeing anyone",    "seeing none",
    "seeing no one",        "hearing none",
    "so ordered",           "concludes our",
    "concludes the",        "concludes this",
    "will be forwarded",
});

constexpr auto kThanks = std::to_array<std::string_view>({
    "thank you for being",
    "thank you for coming",
    "thank you for the presentation",
    "thank you for your presentation",
    "thank you for that presentation",
    "thank you for this presentation",
    "thank you for your report",
    "thank you for the report",
    "thank you for that report",
    "thank you for your work",
    "thank you so much",
    "thank you very much",
    "thank you all",
    "welcome",
    "good morning",
    "good afternoon",
    "good evening",
});

constexpr auto kItemWords = std::to_array<std::string_view>({"item", "items"});
constexpr auto kNumberWords = std::to_array<std::string_view>({"number", "numbers", "no", "nos"});
constexpr auto kJoiners = std::to_array<std::string_view>({"and", "through", "to", "thru"});

constexpr auto kUnits = std::to_array<Spelling>({
    {"one", "1"},        {"two", "2"},          {"three", "3"},        {"four", "4"},        {"five", "5"},
    {"six", "6"},        {"seven", "7"},        {"eight", "8"},        {"nine", "9"},        {"ten", "10"},
    {"eleven", "11"},    {"twelve", "12"},      {"thirteen", "13"},    {"fourteen", "14"},   {"fifteen", "15"},
    {"sixteen", "16"},   {"seventeen", "17"},   {"eighteen", "18"},    {"nineteen", "19"},   {"first", "1st"},
    {"second", "2nd"},   {"third", "3rd"},      {"fourth", "4th"},     {"fifth", "5th"},     {"sixth", "6th"},
    {"seventh", "7th"},  {"eighth", "8th"},     {"ninth", "9th"},      {"tenth", "10th"},    {"eleventh", "11th"},
    {"twelfth", "12th"}, {"twentieth", "20th"}, {"thirtieth", "30th"}, {"fortieth", "40th"},
});

constexpr auto kTens = std::to_array<Spelling>({{"twenty", "20"},
                                                {"thirty", "30"},
                                                {"forty", "40"},
                                                {"fifty", "50"},
                                                {"sixty", "60"},
                                                {"seventy", "70"},
                                                {"eighty", "80"},
                                                {"ninety", "90"}});

constexpr auto kSpellings = std::to_array<Spelling>({
    {"avenue", "ave"},       {"av", "ave"},          {"street", "st"},       {"saint", "st"},
    {"road", "rd"},          {"drive", "dr"},        {"boulevard", "blvd"},  {"highway", "hwy"},
    {"parkway", "pkwy"},     {"lane", "ln"},         {"place", "pl"},        {"court", "ct"},
    {"terrace", "ter"},      {"square", "sq"},       {"north", "n"},         {"south", "s"},
    {"east", "e"},           {"west", "w"},          {"northeast", "ne"},    {"northwest", "nw"},
    {"southeast", "se"},     {"southwest", "sw"},    {"department", "dept"}, {"number", "no"},
    {"mount", "mt"},         {"fort", "ft"},         {"resolution", "res"},  {"ordinance", "ord"},
    {"introduction", "int"}, {"application", "app"}, {"percent", "pct"},     {"incorporated", "inc"},
    {"corporation", "corp"}, {"company", "co"},
});

constexpr Phrases kEnglish = {.stemmer = "english",
                              .openings = kOpenings,
                              .closings = kClosings,
                              .thanks = kThanks,
                              .item_words = kItemWords,
                              .number_words = kNumberWords,
                              .joiners = kJoiners,
                              .units = kUnits,
                              .tens = kTens,
                              .spellings = kSpellings};

constexpr Phrases kNoWords = {};

}  // namespace

const Phrases& phrases_of(std::string_view language) {
  const std::string_view primary = language.substr(0, language.find('-'));
  return primary.empty() || primary == "en" ? kEnglish : kNoWords;
}

}  // namespace dais::alignment
