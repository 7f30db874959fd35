// SPDX-License-Identifier: Apache-2.0
#include "text/query_words.h"

#include <algorithm>
#include <array>
#include <unordered_set>

namespace dais::text {
namespace {

/// Each alternative of each place of a phrase; an empty alternative may be absent.
using Place = std::vector<std::string_view>;
using Phrase = std::vector<Place>;

const Place kArticle = {"", "the", "a", "an", "his", "her", "their", "this", "that", "any", "all"};
const Place kAsk = {"what", "why", "how", "who", "when", "where", "which", "whether"};
const Place kDo = {"did", "do",   "does", "was",   "were",   "is",    "are",
                   "has", "have", "had",  "would", "should", "could", "can"};
const Place kAbout = {"about", "of",      "on",     "regarding", "concerning", "over", "for",
                      "to",    "towards", "toward", "with",      "in",         "as",   "around"};
const Place kTalk = {"discussion", "discussions", "conversation", "conversations", "debate",    "debates",
                     "talk",       "talks",       "exchange",     "exchanges",     "testimony", "comments",
                     "comment",    "remarks",     "statement",    "statements"};
const Place kOpinion = {"opinion",    "opinions",    "view",           "views",           "attitude",    "attitudes",
                        "thoughts",   "thought",     "idea",           "ideas",           "conclusion",  "conclusions",
                        "decision",   "decisions",   "reason",         "reasons",         "argument",    "arguments",
                        "suggestion", "suggestions", "recommendation", "recommendations", "summary",     "response",
                        "answer",     "stance",      "position",       "positions",       "perspective", "concern",
                        "concerns",   "explanation", "introduction",   "presentation",    "advice",      "proposal"};
const Place kSay = {"think",   "thinks",  "thought",   "say",      "says",      "said",      "talk",       "talked",
                    "talking", "speak",   "spoke",     "speaking", "discuss",   "discussed", "discussing", "feel",
                    "felt",    "believe", "believed",  "mention",  "mentioned", "argue",     "argued",     "know",
                    "learn",   "comment", "commented", "testify",  "testified", "state",     "stated"};
/// What somebody is asked to have done, right after their name: "what did Ann Lee suggest on …".
const Place kDone = {"suggest", "propose",  "recommend", "mention", "decide",    "conclude", "contribute",
                     "agree",   "disagree", "explain",   "present", "introduce", "report",   "claim",
                     "ask",     "respond",  "reply",     "answer",  "want",      "prefer",   "expect",
                     "hope",    "consider", "offer",     "add",     "point",     "do"};
const Place kPresenting = {"presenting",  "introducing", "mentioning", "explaining", "describing",
                           "considering", "reviewing",   "evaluating", "debating",   "dealing",
                           "asking",      "arguing",     "suggesting", "proposing"};
const Place kTell = {"summarize", "summarise", "describe", "explain", "outline", "recap", "review"};
const Place kEverybody = {"group",   "team",    "council",      "committee", "board", "commission",
                          "meeting", "members", "participants", "public",    "people"};
const Place kMeeting = {"meeting", "discussion", "conversation", "session", "hearing"};

const std::vector<Phrase>& phrases() {
  static const std::vector<Phrase> all = {
      {{"when", "while", "after", "before"}, kPresenting, {"", "about", "of", "on", "the"}, kArticle},
      {{"mentioned", "raised", "suggested", "proposed", "presented"}, {"by"}, kArticle},
      {{"when", "while", "after", "before"}, kSay, {"", "about", "of", "on", "the"}, kArticle},
      {{"when"}, {"it"}, {"comes", "came"}, {"to"}},
      {{"in", "during", "at", "throughout", "of"}, {"the", "this", "that"}, kMeeting},
      {kTell, {"", "the", "a", "an", "their", "all", "what", "how", "why"}},
      {kArticle, kTalk, kAbout, kArticle},
      {kArticle, kOpinion, {"about", "of", "on", "regarding", "concerning", "towards", "toward"}, kArticle},
      {{"give", "tell"},
       {"me", "us"},
       {"", "a", "an", "the"},
       {"", "overview", "summary", "more"},
       {"", "about", "of", "on"}},
      {{"according"}, {"to"}},
      {kAsk, kDo, {"", "there", "the", "it"}},
      {kAsk, kDo, {"the"}, kEverybody, kSay, {"", "about", "of", "on"}, kArticle},
      {kSay, kAbout, kArticle},
      {{"agree", "disagree", "agreed", "disagreed"}, {"with", "on", "to", "about"}, kArticle},
      {{"come", "came"}, {"up"}, {"with"}},
      {{"did", "does", "do"}, {"anyone", "anybody", "someone", "somebody", "they", "he", "she", "we", "you"}, kSay},
  };
  return all;
}

/// The words from `at` that the places from `place` take at most; 0: the phrase is not there.
std::size_t match(const std::vector<FoldedWord>& words, std::size_t at, const Phrase& phrase, std::size_t place) {
  if (place == phrase.size()) {
    return at;
  }
  if (at < words.size() && std::ranges::find(phrase[place], words[at].folded) != phrase[place].end()) {
    if (const std::size_t end = match(words, at + 1, phrase, place + 1); end != 0) {
      return end;
    }
  }
  return phrase[place].front().empty() ? match(words, at, phrase, place + 1) : 0;
}

std::size_t longest_phrase(const std::vector<FoldedWord>& words, std::size_t at) {
  std::size_t end = 0;
  for (const Phrase& phrase : phrases()) {
    end = std::max(end, match(words, at, phrase, 0));
  }
  return end;
}

/// "what did", "why would": what is asked for follows a name and a verb.
bool begins_question(const std::vector<FoldedWord>& words, std::size_t at) {
  return match(words, at, {kAsk, kDo}, 0) != 0;
}

const std::unordered_set<std::string_view>& stop_words() {
  static const std::unordered_set<std::string_view> all = {
      "a",          "about",   "above",  "after",    "again",   "against", "all",    "also",  "am",      "an",
      "and",        "any",     "anyone", "anything", "are",     "arent",   "as",     "at",    "be",      "because",
      "been",       "before",  "being",  "below",    "between", "both",    "but",    "by",    "can",     "cant",
      "could",      "did",     "didnt",  "do",       "does",    "doesnt",  "doing",  "dont",  "down",    "during",
      "each",       "either",  "else",   "etc",      "every",   "few",     "for",    "from",  "further", "had",
      "has",        "have",    "having", "he",       "her",     "here",    "hers",   "him",   "his",     "how",
      "i",          "if",      "im",     "in",       "into",    "is",      "isnt",   "it",    "its",     "itself",
      "just",       "like",    "may",    "me",       "might",   "more",    "most",   "much",  "must",    "my",
      "no",         "nor",     "not",    "now",      "of",      "off",     "on",     "once",  "only",    "or",
      "other",      "our",     "ours",   "out",      "over",    "own",     "please", "s",     "same",    "shall",
      "she",        "should",  "so",     "some",     "such",    "t",       "than",   "that",  "thats",   "the",
      "their",      "them",    "then",   "there",    "these",   "they",    "this",   "those", "through", "to",
      "too",        "under",   "until",  "up",       "upon",    "us",      "very",   "was",   "we",      "were",
      "what",       "when",    "where",  "whether",  "which",   "while",   "who",    "whom",  "whose",   "why",
      "will",       "with",    "within", "would",    "you",     "your",    "yours",  "whats", "whos",    "regarding",
      "concerning", "towards", "toward", "around"};
  return all;
}

std::vector<std::size_t> without_stop_words(const std::vector<FoldedWord>& words, const std::vector<std::size_t>& of) {
  std::vector<std::size_t> kept;
  std::ranges::copy_if(of, std::back_inserter(kept), [&](std::size_t i) { return !is_stop_word(words[i].folded); });
  return kept;
}

}  // namespace

bool is_stop_word(std::string_view folded) { return stop_words().contains(folded); }

SubjectWords subject_words(const std::vector<FoldedWord>& words) {
  std::vector<std::size_t> all;
  std::vector<std::size_t> uncut;
  all.reserve(words.size());
  for (std::size_t at = 0; at < words.size(); ++at) {
    all.push_back(at);
  }
  bool asks = false;
  for (std::size_t at = 0; at < words.size();) {
    if (const std::size_t end = longest_phrase(words, at); end > at) {
      asks = asks || begins_question(words, at);
      at = end;
    } else if (asks && std::ranges::find(kDone, words[at].folded) != kDone.end()) {
      asks = false;
      ++at;
    } else {
      uncut.push_back(at++);
    }
  }
  if (std::vector<std::size_t> kept = without_stop_words(words, uncut); !kept.empty()) {
    return {std::move(kept), uncut.size() < all.size()};
  }
  if (std::vector<std::size_t> kept = without_stop_words(words, all); !kept.empty()) {
    return {std::move(kept), false};
  }
  return {std::move(all), false};
}

}  // namespace dais::text
