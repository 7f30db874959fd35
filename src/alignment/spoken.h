// SPDX-License-Identifier: Apache-2.0
// What was said, as alignment reads it: every word of the transcript with its second and its canonical form, the places
// where an item may begin, and the chair's phrases. Built once a meeting; immutable after. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "alignment/phrases.h"
#include "domain/transcript.h"

namespace dais::alignment {

using Term = std::uint32_t;  ///< a canonical word, counted as met

/// Words as written → canonical words: numbers as digits ("twenty five" → "25"), one spelling for streets, stems.
/// `seconds` and `words` run in parallel; each canonical word keeps the time of its first written word.
struct CanonicalWords {
  std::vector<std::string> words;
  std::vector<double> seconds;
  std::vector<std::size_t> written;  ///< index of the first written word of each
};
CanonicalWords canonical_words(const std::vector<std::string>& folded, const std::vector<double>& seconds,
                               const Phrases& phrases);

struct Position {
  double seconds = 0;
  double pause = 0;  ///< silence before it, in seconds
  bool turn_start = false;  ///< somebody else begins to speak
};

struct ItemReference {
  double seconds = 0;
  std::string number;  ///< "7", "3a"
};

class Spoken {
 public:
  /// Only what is said from `from` to before `to`.
  Spoken(const domain::Transcript& transcript, double from, double to);

  [[nodiscard]] const Phrases& phrases() const { return *phrases_; }
  [[nodiscard]] const std::vector<Position>& positions() const { return positions_; }  ///< times rise strictly
  [[nodiscard]] std::optional<Term> find_term(std::string_view canonical) const;
  /// Words that differ from `canonical` by one letter: captions misspell names.
  [[nodiscard]] std::vector<Term> find_near_terms(const std::string& canonical) const;
  /// Places of a term in the row of words, rising; seconds_of() gives their times.
  [[nodiscard]] const std::vector<std::uint32_t>& places_of(Term term) const { return places_[term]; }
  [[nodiscard]] double seconds_of(std::uint32_t place) const { return seconds_[place]; }
  /// How rare a term is in this meeting: ln((blocks + 1) / (blocks with it + 1/2)), blocks of half a minute.
  [[nodiscard]] double rarity(Term term) const { return rarity_[term]; }
  [[nodiscard]] double rarity_of_unsaid() const { return rarity_of_unsaid_; }

  [[nodiscard]] const std::vector<double>& openings() const { return openings_; }
  [[nodiscard]] const std::vector<double>& closings() const { return closings_; }
  [[nodiscard]] const std::vector<double>& thanks() const { return thanks_; }
  [[nodiscard]] const std::vector<ItemReference>& item_references() const { return references_; }
  [[nodiscard]] double first_second() const { return seconds_.empty() ? 0 : seconds_.front(); }
  [[nodiscard]] double last_second() const { return last_second_; }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  using Vocabulary = std::unordered_map<std::string, Term, Hash, std::equal_to<>>;
  struct Heard;

  void hear(const domain::Transcript& transcript, double from, double to, Heard& heard);
  void count_terms(const CanonicalWords& words);
  void find_phrases(const Heard& heard);
  void find_references(const CanonicalWords& said);
  void make_positions(const Heard& heard);

  const Phrases* phrases_;
  std::vector<double> seconds_;
  Vocabulary vocabulary_;
  std::vector<std::vector<std::uint32_t>> places_;
  std::vector<double> rarity_;
  double rarity_of_unsaid_ = 0;
  double last_second_ = 0;
  std::vector<std::pair<std::size_t, Term>> one_letter_less_;  ///< hash of a term less one letter → the term, sorted
  std::vector<Position> positions_;
  std::vector<double> openings_;
  std::vector<double> closings_;
  std::vector<double> thanks_;
  std::vector<ItemReference> references_;
};

}  // namespace dais::alignment
