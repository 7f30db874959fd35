// SPDX-License-Identifier: Apache-2.0
#include "search/places.h"

#include <algorithm>
#include <iterator>

#include "text/stem.h"

namespace dais::search {
namespace {

/// Turns postings of a segment, rising, into places.
class PlaceMaker {
 public:
  PlaceMaker(const Corpus& corpus, const Scope& scope, std::size_t segment)
      : corpus_(corpus), scope_(scope), session_of_block_(corpus.session_of_block[segment]) {}

  /// `words`: how many of them.
  void add(const Posting& posting, std::uint32_t words, std::vector<Place>& places) {
    if (posting.block != block_) begin_block(posting.block);
    if (session_ == Corpus::kNoSession) return;
    const Outline& outline = corpus_.sessions[session_]->outline;
    const std::uint32_t word = first_word_ + posting.word;
    while (passage_ + 1 < end_passage_ && outline.passages[passage_ + 1].first_word <= word) ++passage_;
    const std::uint32_t last_word = word + words - 1;
    if (last_word >= end_of_words(outline)) return;
    const std::uint32_t sentence = outline.sentence_of(passage_, word);
    if (!scope_.has_sentence(session_, outline.sentences[sentence])) return;
    const std::uint32_t last = words == 1 ? sentence : outline.sentence_of(passage_, last_word);
    if (outline.sentences[last].speaker != outline.sentences[sentence].speaker) return;
    places.push_back({.session = session_,
                      .passage = corpus_.first_passage[session_] + passage_,
                      .sentence = sentence,
                      .word = word,
                      .cell = corpus_.first_cell[session_] + outline.cell_of(sentence, word)});
  }

 private:
  void begin_block(std::uint32_t block) {
    block_ = block;
    session_ = session_of_block_[block];
    if (session_ == Corpus::kNoSession || !scope_.has_session(session_)) {
      session_ = Corpus::kNoSession;
      return;
    }
    const CorpusSession& session = *corpus_.sessions[session_];
    const auto passages = static_cast<std::uint32_t>(session.outline.passages.size());
    passage_ = (block - session.first_block) * kPassagesInBlock;
    end_passage_ = std::min(passage_ + kPassagesInBlock, passages);
    first_word_ = session.outline.passages[passage_].first_word;
  }

  /// Of the passage.
  [[nodiscard]] std::uint32_t end_of_words(const Outline& outline) const {
    return passage_ + 1 < outline.passages.size() ? outline.passages[passage_ + 1].first_word : outline.words;
  }

  const Corpus& corpus_;
  const Scope& scope_;
  const std::vector<std::uint32_t>& session_of_block_;
  std::uint32_t block_ = UINT32_MAX;
  std::uint32_t session_ = Corpus::kNoSession;
  std::uint32_t passage_ = 0;
  std::uint32_t end_passage_ = 0;
  std::uint32_t first_word_ = 0;
};

/// Of a word by its stem; of one as said, that form alone.
Result<std::vector<Posting>> postings_of(const Segment& segment, const std::string& stem, const std::string* as_said) {
  const auto term = segment.find(stem);
  if (!term) return fail(term.error());
  if (!*term) return std::vector<Posting>();
  const auto form =
      as_said == nullptr ? (*term)->forms.end() : std::ranges::find((*term)->forms, *as_said, &TermForm::word);
  if (as_said != nullptr && form == (*term)->forms.end()) return std::vector<Posting>();
  auto postings = segment.postings(**term);
  if (postings && as_said != nullptr && (*term)->forms.size() > 1) {
    const auto number = static_cast<std::uint32_t>(form - (*term)->forms.begin());
    std::erase_if(*postings, [number](const Posting& posting) { return posting.form != number; });
  }
  return postings;
}

std::uint64_t key_of(const Posting& posting) { return std::uint64_t{posting.block} << 32U | posting.word; }

/// Of `starts`, those with one of `others` so many words on.
void keep_followed(std::vector<Posting>& starts, const std::vector<Posting>& others, std::uint32_t words_on) {
  std::size_t kept = 0;
  auto other = others.begin();
  for (const Posting& start : starts) {
    const std::uint64_t wanted = key_of(start) + words_on;
    while (other != others.end() && key_of(*other) < wanted) ++other;
    if (other != others.end() && key_of(*other) == wanted) starts[kept++] = start;
  }
  starts.resize(kept);
}

Result<std::vector<Posting>> phrase_postings(const Segment& segment, const std::vector<std::string>& words) {
  thread_local text::Stemmer stemmer;
  std::vector<Posting> starts;
  for (std::uint32_t i = 0; i < words.size(); ++i) {
    auto postings = postings_of(segment, stemmer.stem(words[i]), &words[i]);
    if (!postings) return postings;
    if (i == 0) {
      starts = std::move(*postings);
    } else {
      keep_followed(starts, *postings, i);
    }
    if (starts.empty()) break;
  }
  return starts;
}

Result<std::vector<Posting>> prefix_postings(const Segment& segment, const std::string& prefix) {
  std::vector<Posting> all;
  Status read = segment.each_term([&](const Term& term) -> Status {
    const auto begins = [&](const TermForm& form) { return form.word.starts_with(prefix); };
    if (std::ranges::none_of(term.forms, begins)) return {};
    const auto postings = segment.postings(term);
    if (!postings) return fail(postings.error());
    std::ranges::copy_if(*postings, std::back_inserter(all),
                         [&](const Posting& posting) { return begins(term.forms[posting.form]); });
    return {};
  });
  if (!read) return fail(std::move(read.error()));
  std::ranges::sort(all, {}, key_of);
  return all;
}

/// Of a unit without parts.
Result<std::vector<Posting>> leaf_postings(const Segment& segment, const Unit& unit) {
  if (unit.kind == UnitKind::kPhrase) return phrase_postings(segment, unit.words);
  if (unit.kind == UnitKind::kPrefix) return prefix_postings(segment, unit.words.front());
  std::vector<Posting> all;
  for (const std::string& stem : unit.stems) {
    auto postings = postings_of(segment, stem, nullptr);
    if (!postings) return postings;
    std::ranges::move(*postings, std::back_inserter(all));
  }
  std::ranges::sort(all, {}, key_of);
  const auto [first, last] = std::ranges::unique(all, {}, key_of);
  all.erase(first, last);
  return all;
}

/// A place of one of a unit's parts.
struct PlaceOfPart {
  Place place;
  std::size_t part = 0;
};

/// Whether all parts stand within `within` words of one another, at(i) among them. `places` are of one passage, rising.
bool is_near(const std::vector<PlaceOfPart>& places, std::size_t i, std::size_t parts, std::uint32_t within) {
  for (std::size_t first = 0; first <= i; ++first) {
    if (places[i].place.word - places[first].place.word > within) continue;
    std::vector<bool> there(parts, false);
    for (std::size_t j = first; j < places.size() && places[j].place.word - places[first].place.word <= within; ++j)
      there[places[j].part] = true;
    if (std::ranges::find(there, false) == there.end()) return true;
  }
  return false;
}

void keep_joined(std::vector<PlaceOfPart> places, const Unit& unit, std::vector<Place>& kept) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (is_near(places, i, unit.parts.size(), unit.kind == UnitKind::kNear ? unit.within : UINT32_MAX))
      kept.push_back(places[i].place);
  }
}

const auto kByWord = [](const Place& place) { return std::pair(place.session, place.word); };

Result<std::vector<Place>> places_of_parts(const Unit& unit, const Corpus& corpus, const Scope& scope) {
  std::vector<PlaceOfPart> all;
  for (std::size_t part = 0; part < unit.parts.size(); ++part) {
    auto places = find_places(unit.parts[part], corpus, scope);
    if (!places) return places;
    for (const Place& place : *places) all.push_back({place, part});
  }
  std::ranges::stable_sort(all, {}, [](const PlaceOfPart& one) { return kByWord(one.place); });
  std::vector<Place> kept;
  for (auto first = all.begin(); first != all.end();) {
    const auto last = std::find_if(first, all.end(),
                                   [&](const PlaceOfPart& one) { return one.place.passage != first->place.passage; });
    if (unit.kind == UnitKind::kAny) {
      std::transform(first, last, std::back_inserter(kept), [](const PlaceOfPart& one) { return one.place; });
    } else {
      keep_joined({first, last}, unit, kept);
    }
    first = last;
  }
  const auto [first, last] = std::ranges::unique(kept, {}, kByWord);
  kept.erase(first, last);
  return kept;
}

}  // namespace

Result<std::vector<Place>> find_places(const Unit& unit, const Corpus& corpus, const Scope& scope) {
  if (!unit.parts.empty()) return places_of_parts(unit, corpus, scope);
  std::vector<Place> places;
  for (std::size_t s = 0; s < corpus.snapshot.segments.size(); ++s) {
    const auto postings = leaf_postings(*corpus.snapshot.segments[s], unit);
    if (!postings) return fail(postings.error());
    const auto words = unit.kind == UnitKind::kPhrase ? static_cast<std::uint32_t>(unit.words.size()) : 1U;
    PlaceMaker maker(corpus, scope, s);
    for (const Posting& posting : *postings) maker.add(posting, words, places);
  }
  if (!std::ranges::is_sorted(places, {}, kByWord)) std::ranges::sort(places, {}, kByWord);
  return places;
}

}  // namespace dais::search
