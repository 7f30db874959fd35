// SPDX-License-Identifier: Apache-2.0
#include "search/index_view.h"

#include <algorithm>

#include "search/block_scores.h"
#include "search/newest_corpus.h"
#include "search/unit_hits.h"
#include "text/stem.h"

namespace dais::search {

Result<IndexView> IndexView::open(const std::string& folder) {
  auto corpus = newest_corpus(folder);
  if (!corpus) return fail(std::move(corpus.error()));
  return IndexView(std::move(*corpus));
}

std::uint32_t IndexView::sessions() const { return static_cast<std::uint32_t>(corpus_->sessions.size()); }

std::uint64_t IndexView::words() const { return corpus_->words; }

std::optional<std::uint32_t> IndexView::find_session(std::string_view id) const {
  for (std::uint32_t i = 0; i < sessions(); ++i) {
    if (head(i).id == id) return i;
  }
  return std::nullopt;
}

const SessionHead& IndexView::head(std::uint32_t session) const { return corpus_->sessions[session].record->head; }

std::uint32_t IndexView::sentences(std::uint32_t session) const { return corpus_->sessions[session].record->sentences; }

SentenceView IndexView::sentence(std::uint32_t session, std::uint32_t sentence) const {
  const Outline outline = corpus_->sessions[session].outline();
  const SentencePlace& place = outline.sentences[sentence];
  const std::uint32_t end = std::max(outline.end_of_words(sentence), place.first_word);
  return {place.start_ms, place.end_ms, place.first_word, end - place.first_word, place.speaker, place.person};
}

std::vector<std::string> IndexView::speakers(std::uint32_t session) const {
  const CorpusSession& from = corpus_->sessions[session];
  return from.segment->speakers(from.number);
}

std::vector<std::string> IndexView::persons(std::uint32_t session) const {
  const CorpusSession& from = corpus_->sessions[session];
  return from.segment->persons(from.number);
}

SentenceRange IndexView::passage(SentencePosition position) const {
  const Outline outline = corpus_->sessions[position.session].outline();
  const auto after = std::ranges::upper_bound(outline.passages, position.sentence, {}, &PassagePlace::first_sentence);
  const auto passage = static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(after - outline.passages.begin(), 1)) - 1;
  return {outline.first_sentence(passage), outline.end_of_sentences(passage)};
}

Result<std::vector<std::string>> IndexView::texts(std::uint32_t session, SentenceRange range) const {
  const CorpusSession& from = corpus_->sessions[session];
  const Outline outline = from.outline();
  std::vector<std::string> out;
  std::uint32_t known_block = UINT32_MAX;
  std::vector<std::string> block;
  for (std::uint32_t p = 0; p < from.record->passages; ++p) {
    const std::uint32_t first = outline.first_sentence(p);
    const std::uint32_t end = outline.end_of_sentences(p);
    if (end <= range.first || first >= range.end) continue;
    if (p / kPassagesInBlock != known_block) {
      known_block = p / kPassagesInBlock;
      auto texts = from.segment->texts(from.record->first_block + known_block);
      if (!texts) return fail(std::move(texts.error()));
      block = std::move(*texts);
    }
    std::string_view text = p % kPassagesInBlock < block.size() ? block[p % kPassagesInBlock] : std::string_view();
    for (std::uint32_t i = first; i < end; ++i) {
      const std::size_t stop = std::min(text.find(kSentenceEnd), text.size());
      if (i >= range.first && i < range.end) out.emplace_back(text.substr(0, stop));
      text.remove_prefix(std::min(stop + 1, text.size()));
    }
  }
  return out;
}

Status IndexView::each_place(const Unit& unit, const std::function<void(SentencePosition)>& take) const {
  auto hits = find_said(unit, *corpus_);
  if (!hits) return fail(std::move(hits.error()));
  std::vector<std::uint32_t> blocks;
  hits->each_head([&](const BlockHead& head) {
    if (corpus_->session_of_block[head.block] != Corpus::kNoSession) blocks.push_back(head.block);
  });
  const auto order = [&](std::uint32_t block) { return std::pair(corpus_->session_of_block[block], block); };
  if (!std::ranges::is_sorted(blocks, {}, order)) std::ranges::sort(blocks, {}, order);
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  std::vector<std::uint32_t> places;
  std::vector<std::uint32_t> sentences;
  for (const std::uint32_t block : blocks) {
    hits->places(block, places);
    sentences_of(places, PlacesAre::kWords, corpus_->session_of(block), block, sentences);
    for (const std::uint32_t sentence : sentences) take({corpus_->session_of_block[block], sentence});
  }
  return {};
}

Result<std::uint64_t> IndexView::times_said(const std::string& folded) const {
  thread_local text::Stemmer stemmer;
  std::uint64_t times = 0;
  for (const auto& segment : corpus_->snapshot.segments) {
    const auto term = segment->find(stemmer.stem(folded));
    if (!term) return fail(term.error());
    if (!*term) continue;
    const auto form = std::ranges::find((*term)->forms, folded, &TermForm::word);
    if (form != (*term)->forms.end()) times += form->said;
  }
  return times;
}

Unit said_exactly(std::vector<std::string> folded) {
  Unit unit;
  unit.kind = UnitKind::kPhrase;
  unit.words = std::move(folded);
  return unit;
}

}  // namespace dais::search
