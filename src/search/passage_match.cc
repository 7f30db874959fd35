// SPDX-License-Identifier: Apache-2.0
#include "search/passage_match.h"

#include <algorithm>
#include <iterator>

namespace dais::search {
namespace {

bool holds_all(const std::vector<std::string>& words, const auto& wanted) {
  return std::ranges::all_of(wanted,
                             [&](const std::string& word) { return std::ranges::find(words, word) != words.end(); });
}

std::set<std::string> stems_asked_for(const ParsedQuery& query) {
  std::set<std::string> stems;
  for (const Group& group : query.groups) {
    for (const Unit& unit : group.any_of) stems.insert(unit.stems.begin(), unit.stems.end());
  }
  return stems;
}

class Matcher {
 public:
  Matcher(const ParsedQuery& query, const SaidPassage& passage, const MatchRules& rules)
      : query_(query), passage_(passage), rules_(rules) {
    for (const SaidPassage::Sentence& sentence : passage.sentences()) {
      const SaidPassage::Speaker& speaker = passage.speakers()[sentence.speaker];
      in_scope_.push_back(passes_names(speaker.words, query.speakers) &&
                          (rules.person_id.empty() || rules.person_id == sentence.person_id));
    }
  }

  [[nodiscard]] bool matches() const {
    const auto is_said = [this](const Unit& unit) { return !places(unit).empty(); };
    if (std::ranges::find(in_scope_, true) == in_scope_.end() || std::ranges::any_of(query_.excluded, is_said)) {
      return false;
    }
    bool any_plain = false;
    bool all_plain = true;
    bool has_required = false;
    for (const Group& group : query_.groups) {
      const bool here =
          std::ranges::any_of(group.any_of, [&](const Unit& unit) { return is_said(unit) || is_named(unit); });
      if (group.required && !here) return false;
      has_required = has_required || group.required;
      any_plain = any_plain || (!group.required && here);
      all_plain = all_plain && here;
    }
    return all_plain || (rules_.plain == PlainWords::kAny && (has_required || any_plain));
  }

 private:
  using Places = std::set<std::uint32_t>;

  /// Positions where a unit begins; of one with parts, those of its parts that make it.
  [[nodiscard]] Places places(const Unit& unit) const {
    switch (unit.kind) {
      case UnitKind::kWord:
        return of_words([&](const SaidPassage::Word& word) {
          return std::ranges::find(unit.stems, word.stem) != unit.stems.end() ||
                 std::ranges::find(unit.heard_as, word.form) != unit.heard_as.end();
        });
      case UnitKind::kPrefix:
        return of_words([&](const SaidPassage::Word& word) { return word.form.starts_with(unit.words.front()); });
      case UnitKind::kPhrase:
        return of_phrase(unit.words);
      case UnitKind::kNear:
        return of_parts(unit, unit.within);
      case UnitKind::kAll:
        return of_parts(unit, UINT32_MAX);
      case UnitKind::kAny:
        break;
    }
    Places all;
    for (const Unit& part : unit.parts) all.merge(places(part));
    return all;
  }

  [[nodiscard]] Places of_words(const auto& is_it) const {
    Places all;
    for (const SaidPassage::Word& word : passage_.words()) {
      if (in_scope_[word.sentence] && is_it(word)) all.insert(word.position);
    }
    return all;
  }

  /// Said by one speaker from the first word to the last.
  [[nodiscard]] Places of_phrase(const std::vector<std::string>& phrase) const {
    Places all;
    const auto& said = passage_.said();
    for (std::size_t first = 0; first + phrase.size() <= said.size(); ++first) {
      const SaidPassage::Word& begin = passage_.words()[said[first]];
      const std::size_t speaker = passage_.sentences()[begin.sentence].speaker;
      bool here = in_scope_[begin.sentence];
      for (std::size_t i = 0; i < phrase.size() && here; ++i) {
        const SaidPassage::Word& word = passage_.words()[said[first + i]];
        here = word.form == phrase[i] && passage_.sentences()[word.sentence].speaker == speaker;
      }
      if (here) all.insert(begin.position);
    }
    return all;
  }

  /// For each place the stretch of `within` words that begins there: whether every part is in it.
  [[nodiscard]] Places of_parts(const Unit& unit, std::uint32_t within) const {
    std::vector<Places> parts;
    Places any;
    for (const Unit& part : unit.parts) {
      parts.push_back(places(part));
      any.insert(parts.back().begin(), parts.back().end());
    }
    Places all;
    for (const std::uint32_t first : any) {
      const auto in_stretch = [&](std::uint32_t place) { return place >= first && place - first <= within; };
      const bool complete =
          std::ranges::all_of(parts, [&](const Places& part) { return std::ranges::any_of(part, in_stretch); });
      if (complete) std::ranges::copy_if(any, std::inserter(all, all.end()), in_stretch);
    }
    return all;
  }

  [[nodiscard]] bool is_named(const Unit& unit) const {
    if (unit.kind != UnitKind::kWord) return false;
    const std::string& stem = unit.stems.front();
    const bool whole = rules_.whole_names.contains(stem);
    const std::set<std::string> asked = whole ? stems_asked_for(query_) : std::set<std::string>();
    for (std::size_t i = 0; i < in_scope_.size(); ++i) {
      const auto& name = passage_.speakers()[passage_.sentences()[i].speaker].stems;
      const bool has = std::ranges::find(name, stem) != name.end();
      const auto is_asked = [&](const std::string& word) { return asked.contains(word); };
      if (in_scope_[i] && has && (!whole || std::ranges::all_of(name, is_asked))) return true;
    }
    return false;
  }

  const ParsedQuery& query_;
  const SaidPassage& passage_;
  const MatchRules& rules_;
  std::vector<bool> in_scope_;  ///< a sentence each
};

}  // namespace

SaidPassage::SaidPassage(const std::vector<SaidSentence>& sentences, text::IndexWords& analysis) {
  std::uint32_t position = 0;
  for (std::uint32_t i = 0; i < sentences.size(); ++i) {
    const SaidSentence& sentence = sentences[i];
    const auto known = std::ranges::find(speakers_, sentence.speaker, &Speaker::name);
    sentences_.push_back({std::string(sentence.person_id), static_cast<std::size_t>(known - speakers_.begin())});
    if (known == speakers_.end()) {
      Speaker& speaker = speakers_.emplace_back();
      speaker.name = sentence.speaker;
      for (text::FoldedWord& word : text::folded_words(sentence.speaker)) {
        speaker.stems.push_back(analysis.stem(word.folded));
        speaker.words.push_back(std::move(word.folded));
      }
    }
    std::uint32_t words = 0;
    for (const text::IndexWord& word : analysis.of(sentence.text)) {
      if (word.folded.front() != text::kAddedForm) said_.push_back(static_cast<std::uint32_t>(words_.size()));
      words_.push_back({position + word.position, i, std::string(word.folded), std::string(word.stem)});
      words = word.position + 1;
    }
    position += words;
  }
}

std::set<std::string> stems_of_whole_names(const ParsedQuery& query,
                                           const std::vector<std::vector<std::string>>& names) {
  const std::set<std::string> asked = stems_asked_for(query);
  std::set<std::string> stems;
  for (const auto& name : names) {
    const bool whole = std::ranges::all_of(name, [&](const std::string& word) { return asked.contains(word); });
    if (whole) stems.insert(name.begin(), name.end());
  }
  return stems;
}

bool passes_names(const std::vector<std::string>& words, const std::vector<NameFilter>& filters) {
  bool wants_some = false;
  bool has_some = false;
  for (const NameFilter& filter : filters) {
    const bool here = holds_all(words, filter.words);
    if (filter.wanted == Wanted::kNo && here) return false;
    wants_some = wants_some || filter.wanted == Wanted::kYes;
    has_some = has_some || (filter.wanted == Wanted::kYes && here);
  }
  return !wants_some || has_some;
}

bool matches_passage(const ParsedQuery& query, const SaidPassage& passage, const MatchRules& rules) {
  return !(query.empty() && rules.person_id.empty()) && Matcher(query, passage, rules).matches();
}

}  // namespace dais::search
