// SPDX-License-Identifier: Apache-2.0
#include "search/indexed_words.h"

#include <map>

#include "text/stem.h"
#include "text/words.h"

namespace dais::search {
namespace {

text::Stemmer& stemmer_of(const std::string& language) {
  thread_local std::map<std::string, text::Stemmer> stemmers;
  return stemmers.try_emplace(language, language).first->second;
}

}  // namespace

std::uint32_t each_indexed_word(std::string_view text, const std::string& language,
                                const std::function<void(const IndexedWord&)>& take) {
  text::Stemmer& stemmer = stemmer_of(language);
  std::uint32_t place = 0;
  for (const text::FoldedWord& word : text::folded_words(text)) take({word.folded, stemmer.stem(word.folded), place++});
  return place;
}

std::string SpeakerName::key() const {
  std::string all;
  for (const std::string& stem : stems) all += all.empty() ? stem : ' ' + stem;
  return all;
}

SpeakerName speaker_name(std::string_view label, const std::string& language) {
  SpeakerName name;
  text::Stemmer& stemmer = stemmer_of(language);
  for (text::FoldedWord& word : text::folded_words(label)) {
    name.stems.push_back(stemmer.stem(word.folded));
    name.words.push_back(std::move(word.folded));
  }
  return name;
}

}  // namespace dais::search
