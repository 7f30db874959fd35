// SPDX-License-Identifier: Apache-2.0
#include "search/indexed_words.h"

#include <map>
#include <set>

#include "text/words.h"

namespace dais::search {
text::IndexWords& analysis_of(const std::string& language) {
  thread_local std::map<std::string, text::IndexWords> analyses;
  return analyses.try_emplace(language, language).first->second;
}

std::string SpeakerName::key() const {
  const std::set<std::string> each(stems.begin(), stems.end());
  std::string all;
  for (const std::string& stem : each) all += all.empty() ? stem : ' ' + stem;
  return all;
}

SpeakerName speaker_name(std::string_view label, const std::string& language) {
  SpeakerName name;
  text::IndexWords& analysis = analysis_of(language);
  for (text::FoldedWord& word : text::folded_words(label)) {
    name.stems.push_back(analysis.stem(word.folded));
    name.words.push_back(std::move(word.folded));
  }
  return name;
}

}  // namespace dais::search
