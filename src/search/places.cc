// SPDX-License-Identifier: Apache-2.0
#include "search/places.h"

#include <algorithm>
#include <cstring>

#include "search/fts_tokenizer.h"
#include "search/index_file.h"

namespace dais::search {
namespace {

/// Turns rising (row, offset) pairs into places; rows of one session come together, so the session is looked up once.
class PlaceMaker {
 public:
  PlaceMaker(const Corpus& corpus, const Scope& scope) : corpus_(corpus), scope_(scope) {}

  /// `words`: how many of them; what one began and another ended, nobody said.
  void add(std::int64_t row, std::uint32_t offset, std::uint32_t words = 1) {
    const std::int64_t number = row >> kPassageBits;
    while (session_ < corpus_.sessions.size() && corpus_.sessions[session_]->number < number) {
      ++session_;
    }
    if (session_ >= corpus_.sessions.size() || corpus_.sessions[session_]->number != number ||
        !scope_.has_session(session_)) {
      return;
    }
    const Outline& outline = corpus_.sessions[session_]->outline;
    const auto passage = static_cast<std::uint32_t>(row & ((std::int64_t{1} << kPassageBits) - 1));
    if (passage >= outline.passages.size()) {
      return;
    }
    const std::uint32_t word = outline.passages[passage].first_word + offset;
    const std::uint32_t sentence = outline.sentence_of(passage, word);
    if (word >= outline.words || !scope_.has_sentence(session_, outline.sentences[sentence])) {
      return;
    }
    const std::uint32_t last = outline.sentence_of(passage, std::min(word + words - 1, outline.words - 1));
    if (outline.sentences[last].speaker != outline.sentences[sentence].speaker) return;
    places_.push_back({.session = session_,
                       .passage = corpus_.first_passage[session_] + passage,
                       .sentence = sentence,
                       .word = word,
                       .cell = corpus_.first_cell[session_] + outline.cell_of(sentence, word)});
  }

  std::vector<Place> take() { return std::move(places_); }

 private:
  const Corpus& corpus_;
  const Scope& scope_;
  std::uint32_t session_ = 0;
  std::vector<Place> places_;
};

}  // namespace

Result<PlaceFinder> PlaceFinder::make(Connection& connection) {
  PlaceFinder finder;
  auto word = connection.prepare("SELECT doc, offset FROM temp.place WHERE term = ?1");
  if (!word) {
    return fail(std::move(word.error()));
  }
  auto phrase = connection.prepare(
      "SELECT rowid, dais_places(moment_fts) FROM moment_fts WHERE moment_fts MATCH ?1 ORDER BY rowid");
  if (!phrase) {
    return fail(std::move(phrase.error()));
  }
  finder.word_ = std::move(*word);
  finder.phrase_ = std::move(*phrase);
  return finder;
}

Result<std::vector<Place>> PlaceFinder::find(const Unit& unit, const Corpus& corpus, const Scope& scope) {
  return unit.is_phrase && unit.words.size() > 1 ? find_phrase(unit, corpus, scope) : find_word(unit, corpus, scope);
}

Result<std::vector<Place>> PlaceFinder::find_word(const Unit& unit, const Corpus& corpus, const Scope& scope) {
  PlaceMaker maker(corpus, scope);
  word_.bind(1, unit.is_phrase ? kAsSaid + unit.words.front() : unit.stem);
  for (;;) {
    auto row = word_.step();
    if (!row) {
      return fail(std::move(row.error()));
    }
    if (!*row) {
      word_.reset();
      return maker.take();
    }
    maker.add(word_.integer(0), static_cast<std::uint32_t>(word_.integer(1)));
  }
}

Result<std::vector<Place>> PlaceFinder::find_phrase(const Unit& unit, const Corpus& corpus, const Scope& scope) {
  PlaceMaker maker(corpus, scope);
  // Folded words hold no quote, so the string cannot end early.
  phrase_.bind(1, "\"" + unit.shown() + "\"");
  for (;;) {
    auto row = phrase_.step();
    if (!row) {
      return fail(std::move(row.error()));
    }
    if (!*row) {
      phrase_.reset();
      return maker.take();
    }
    const std::int64_t id = phrase_.integer(0);
    const std::string_view offsets = phrase_.blob(1);
    for (std::size_t at = 0; at + sizeof(std::uint32_t) <= offsets.size(); at += sizeof(std::uint32_t)) {
      std::uint32_t offset = 0;
      std::memcpy(&offset, offsets.data() + at, sizeof(offset));
      maker.add(id, offset, static_cast<std::uint32_t>(unit.words.size()));
    }
  }
}

}  // namespace dais::search
