// SPDX-License-Identifier: Apache-2.0
// Meetings that nobody held, of any number, with the statistics of real words: each borrows the subjects of a few real
// meetings, says what follows two words in them, and has names and numbers of its own. Seeded: the same numbers give
// the same meetings on every machine.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/transcript.h"

namespace dais::bench {

struct MadeMeeting {
  std::string id;
  std::string body;
  std::string date;  ///< "2019-04-23"
  domain::Transcript transcript;
};

class SearchCorpus {
 public:
  /// `captions`: transcripts of real meetings. REQUIRES: at least one that says three words.
  SearchCorpus(const std::vector<domain::Transcript>& captions, std::uint64_t seed);

  /// The same number gives the same meeting.
  [[nodiscard]] MadeMeeting meeting(std::uint64_t number) const;

 private:
  using Word = std::uint32_t;
  struct Followers {
    std::vector<Word> words;  ///< as often as they follow
  };
  /// What a real meeting says after two words.
  struct Model {
    std::unordered_map<std::uint64_t, Followers> after;
    std::vector<std::uint64_t> pairs;  ///< all, as often as said
  };
  using Random = std::mt19937_64;

  [[nodiscard]] Random random_of(std::uint64_t number) const;
  void learn(const domain::Transcript& transcript, std::unordered_map<std::string, Word>& numbers);
  [[nodiscard]] std::vector<const Model*> subjects(Random& random) const;
  [[nodiscard]] std::string name(Random& random) const;

  std::uint64_t seed_;
  std::vector<std::string> words_;
  std::vector<std::uint32_t> said_;  ///< parallel to words_
  std::vector<Model> models_;
};

}  // namespace dais::bench
