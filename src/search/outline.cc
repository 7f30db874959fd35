// SPDX-License-Identifier: Apache-2.0
#include "search/outline.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace dais::search {
namespace {

/// Numbers the distinct strings of a session. The 65,535th and later ones share a number with "": a transcript of that
/// many names is not one of a meeting.
class Names {
 public:
  explicit Names(std::vector<std::string>& names) : names_(names) {}

  std::uint16_t number_of(const std::string& name) {
    if (const auto found = numbers_.find(name); found != numbers_.end()) {
      return found->second;
    }
    if (names_.size() >= std::numeric_limits<std::uint16_t>::max()) {
      return number_of(names_.front());
    }
    const auto number = static_cast<std::uint16_t>(names_.size());
    names_.push_back(name);
    numbers_.emplace(name, number);
    return number;
  }

 private:
  std::vector<std::string>& names_;
  std::unordered_map<std::string, std::uint16_t> numbers_;
};

std::uint32_t bounded_ms(domain::Milliseconds ms) {
  return static_cast<std::uint32_t>(std::clamp<domain::Milliseconds>(ms, 0, kLongestSessionMs));
}

void count_cells(OutlineRecords& outline) {
  std::uint32_t last = 0;
  for (const SentencePlace& sentence : outline.sentences) {
    last = std::max(last, sentence.end_ms / kCellMs);
  }
  outline.words_before_cell.assign(last + 2, 0);
  const Outline view = outline.view();
  for (std::uint32_t s = 0; s < outline.sentences.size(); ++s) {
    for (std::uint32_t word = outline.sentences[s].first_word; word < view.end_of_words(s); ++word) {
      ++outline.words_before_cell[view.cell_of(s, word) + 1];
    }
  }
  for (std::size_t cell = 1; cell < outline.words_before_cell.size(); ++cell) {
    outline.words_before_cell[cell] += outline.words_before_cell[cell - 1];
  }
}

}  // namespace

std::uint32_t Outline::first_sentence(std::uint32_t passage) const {
  return passage < passages.size()
             ? std::min(passages[passage].first_sentence, static_cast<std::uint32_t>(sentences.size()))
             : static_cast<std::uint32_t>(sentences.size());
}

std::uint32_t Outline::end_of_sentences(std::uint32_t passage) const {
  return std::max(first_sentence(passage), first_sentence(passage + 1));
}

std::uint32_t Outline::sentence_of(std::uint32_t passage, std::uint32_t word) const {
  const auto begin = sentences.begin() + first_sentence(passage);
  const auto end = std::max(begin, sentences.begin() + end_of_sentences(passage));
  const auto after =
      std::upper_bound(begin, end, word, [](std::uint32_t w, const SentencePlace& s) { return w < s.first_word; });
  const auto found = static_cast<std::uint32_t>((after == begin ? begin : after - 1) - sentences.begin());
  return std::min(found, static_cast<std::uint32_t>(sentences.size()) - 1);
}

bool Outline::has_brief_passage() const {
  for (std::size_t p = 0; p + 1 < passages.size(); ++p) {
    if (passages[p + 1].first_word - passages[p].first_word < kPairReach) return true;
  }
  return false;
}

bool Outline::is_in_order() const {
  std::uint32_t last = 0;
  for (std::uint32_t s = 0; s < sentences.size(); ++s) {
    if (cell_of(s) < last) return false;
    const std::uint32_t end = end_of_words(s);
    last = end == sentences[s].first_word ? cell_of(s) : cell_of(s, end - 1);
  }
  return true;
}

OutlineRecords outline_of(const SessionText& session, const std::vector<Passage>& passages,
                          const std::vector<std::uint32_t>& words_in_sentence) {
  OutlineRecords outline;
  Names speakers(outline.speakers);
  Names persons(outline.persons);
  speakers.number_of("");
  persons.number_of("");
  const auto& sentences = session.transcript->sentences;
  for (std::size_t i = 0; i < sentences.size(); ++i) {
    const std::uint32_t start = bounded_ms(sentences[i].start);
    const bool known = i < session.speaker_person_ids.size();
    outline.sentences.push_back(
        {.start_ms = start,
         .end_ms = std::max(start, bounded_ms(sentences[i].end)),
         .first_word = outline.words,
         .speaker = speakers.number_of(sentences[i].speaker),
         .person = known ? persons.number_of(session.speaker_person_ids[i]) : std::uint16_t{0}});
    outline.words += words_in_sentence[i];
  }
  for (const Passage& passage : passages) {
    outline.passages.push_back({.first_sentence = static_cast<std::uint32_t>(passage.first),
                                .first_word = outline.sentences[passage.first].first_word});
  }
  count_cells(outline);
  return outline;
}

std::string passage_text(const domain::Transcript& transcript, const Passage& passage) {
  std::string text;
  for (std::size_t i = passage.first; i < passage.first + passage.count; ++i) {
    if (i > passage.first) text += kSentenceEnd;
    for (const char c : transcript.sentences[i].text) text += c == kSentenceEnd ? ' ' : c;
  }
  return text;
}

}  // namespace dais::search
