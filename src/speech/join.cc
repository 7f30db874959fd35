// SPDX-License-Identifier: Apache-2.0
#include "speech/join.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>

#include "speech/pieces.h"
#include "text/fold.h"

namespace dais::speech {
namespace {

using domain::Milliseconds;

/// Recognisers are this unsure of times where they guess them from a segment's.
constexpr Milliseconds kSlack = 1'500;
constexpr Milliseconds kNear = 3'000;

std::string letters_of(const std::string& text) {
  std::string out;
  for (const char c : text::fold(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) out.push_back(c);
  }
  return out.empty() ? text : out;
}

Milliseconds middle_of(const HeardWord& word) { return (word.start + word.end) / 2; }

struct Match {
  std::size_t before = 0;  ///< in the tail of what is there
  std::size_t after = 0;   ///< in the head of what comes
};

/// The most words in common, near in time: of somebody who says "no, no, no, no" a matching that is one word off must
/// not win by what one list has more at an end. Words whose times were guessed are far apart and match still, for less.
class Matching {
 public:
  Matching(const std::vector<HeardWord>& tail, const std::vector<HeardWord>& head)
      : tail_(tail), head_(head), columns_(head.size() + 1), best_((tail.size() + 1) * columns_, 0) {
    for (const HeardWord& word : tail) tail_letters_.push_back(letters_of(word.text));
    for (const HeardWord& word : head) head_letters_.push_back(letters_of(word.text));
    for (std::size_t i = tail.size(); i-- > 0;) {
      for (std::size_t j = head.size(); j-- > 0;) {
        at(i, j) = std::max(at(i + 1, j), at(i, j + 1));
        if (const auto gain = gain_of(i, j)) at(i, j) = std::max(at(i, j), *gain + at(i + 1, j + 1));
      }
    }
  }

  [[nodiscard]] std::vector<Match> matches() {
    std::vector<Match> found;
    for (std::size_t i = 0, j = 0; i < tail_.size() && j < head_.size();) {
      const auto gain = gain_of(i, j);
      if (gain && at(i, j) == *gain + at(i + 1, j + 1)) {
        found.push_back({i++, j++});
      } else if (at(i, j) == at(i + 1, j)) {
        ++i;
      } else {
        ++j;
      }
    }
    return found;
  }

 private:
  static constexpr long kMatch = 1'000;
  static constexpr long kFarMatch = 50;
  long& at(std::size_t i, std::size_t j) { return best_[i * columns_ + j]; }
  [[nodiscard]] std::optional<long> gain_of(std::size_t i, std::size_t j) const {
    const Milliseconds apart = std::abs(middle_of(tail_[i]) - middle_of(head_[j]));
    if (apart > kNear || tail_letters_[i] != head_letters_[j]) return std::nullopt;
    return std::max(kMatch - apart, kFarMatch);
  }

  const std::vector<HeardWord>& tail_;
  const std::vector<HeardWord>& head_;
  std::size_t columns_;
  std::vector<long> best_;
  std::vector<std::string> tail_letters_;
  std::vector<std::string> head_letters_;
};

}  // namespace

void join_words(std::vector<HeardWord>& words, std::vector<HeardWord> next, Milliseconds cut) {
  std::size_t shared = words.size();
  while (shared > 0 && words[shared - 1].end >= cut - kOverlap - kSlack) --shared;
  std::size_t heads = 0;
  while (heads < next.size() && next[heads].start <= cut + kOverlap + kSlack) ++heads;
  const std::vector<HeardWord> tail(words.begin() + static_cast<std::ptrdiff_t>(shared), words.end());
  const std::vector<HeardWord> head(next.begin(), next.begin() + static_cast<std::ptrdiff_t>(heads));
  const std::vector<Match> matches = Matching(tail, head).matches();
  std::size_t keep = 0;  // of the tail
  std::size_t skip = 0;  // of the head
  if (matches.empty()) {
    while (keep < tail.size() && middle_of(tail[keep]) < cut) ++keep;
    while (skip < head.size() && middle_of(head[skip]) < cut) ++skip;
  } else {
    const auto distance = [&](const Match& match) {
      return std::abs(middle_of(tail[match.before]) + middle_of(head[match.after]) - 2 * cut);
    };
    const Match seam = *std::min_element(matches.begin(), matches.end(),
                                         [&](const Match& a, const Match& b) { return distance(a) < distance(b); });
    keep = seam.before + 1;
    skip = seam.after + 1;
  }
  words.resize(shared + keep);
  for (std::size_t i = skip; i < next.size(); ++i) {
    const Milliseconds before = words.empty() ? 0 : words.back().start;
    next[i].start = std::max(next[i].start, before);
    next[i].end = std::max(next[i].end, next[i].start);
    words.push_back(std::move(next[i]));
  }
}

}  // namespace dais::speech
