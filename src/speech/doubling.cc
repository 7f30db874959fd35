// SPDX-License-Identifier: Apache-2.0
#include "speech/doubling.h"

#include <algorithm>
#include <span>

namespace dais::speech {
namespace {

constexpr std::size_t kLongestLine = 24;  // words
constexpr std::size_t kStretch = 100;     // words: some 40 seconds of speech
constexpr std::size_t kShortestStretch = 2 * kStretch;
constexpr int kFewestLines = 3;           // in a stretch
constexpr double kMostlyDoubled = 0.4;

struct Place {
  std::size_t cue = 0;
  std::size_t token = 0;
};

enum class Part { kOnce, kFirst, kAgain };

class Stream {
 public:
  explicit Stream(std::vector<Cue>& cues) : cues_(cues) {
    for (std::size_t cue = 0; cue < cues.size(); ++cue) {
      for (std::size_t token = cues[cue].fresh; token < cues[cue].tokens.size(); ++token)
        places_.push_back({cue, token});
    }
  }

  /// What each word is, doubles of the length `shortest` and more counted.
  [[nodiscard]] std::vector<Part> parts(std::size_t begin, std::size_t end, std::size_t shortest) const {
    std::vector<Part> parts(end - begin, Part::kOnce);
    for (std::size_t i = begin; i < end;) {
      const std::size_t length = doubled_at(i, end, shortest);
      std::size_t said = std::max<std::size_t>(length, 1);
      if (length > 0) std::fill_n(parts.begin() + static_cast<std::ptrdiff_t>(i - begin), length, Part::kFirst);
      while (length > 0 && i + said + length <= end && is_same(i, i + said, length)) {
        std::fill_n(parts.begin() + static_cast<std::ptrdiff_t>(i - begin + said), length, Part::kAgain);
        said += length;
      }
      i += said;
    }
    return parts;
  }

  [[nodiscard]] std::size_t size() const { return places_.size(); }

  void erase(const std::vector<std::size_t>& words) {
    for (auto word = words.rbegin(); word != words.rend(); ++word) {
      const auto& [cue, token] = places_[*word];
      cues_[cue].tokens.erase(cues_[cue].tokens.begin() + static_cast<std::ptrdiff_t>(token));
    }
  }

 private:
  [[nodiscard]] const std::string& text(std::size_t i) const {
    return cues_[places_[i].cue].tokens[places_[i].token].text;
  }

  /// But for capitals, which follow the line breaks.
  [[nodiscard]] bool is_same(std::size_t a, std::size_t b, std::size_t length) const {
    const auto folded = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    for (std::size_t k = 0; k < length; ++k) {
      if (!std::ranges::equal(text(a + k), text(b + k), {}, folded, folded)) return false;
    }
    return true;
  }

  /// The length of the longest run from `i` on that is followed by itself; 0: none.
  [[nodiscard]] std::size_t doubled_at(std::size_t i, std::size_t end, std::size_t shortest) const {
    for (std::size_t length = std::min(kLongestLine, (end - i) / 2); length >= shortest; --length) {
      if (is_same(i, i + length, length)) return length;
    }
    return 0;
  }

  std::vector<Cue>& cues_;
  std::vector<Place> places_;
};

/// Most words stand there again, and not because one line came many times: a chorus, "[music]".
bool is_doubled(std::span<const Part> parts) {
  std::size_t doubled = 0;
  int lines = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    doubled += parts[i] != Part::kOnce ? 1 : 0;
    const bool begins = parts[i] == Part::kFirst && (i == 0 || parts[i - 1] != Part::kFirst);
    lines += begins ? 1 : 0;
  }
  return lines >= kFewestLines && static_cast<double>(doubled) >= kMostlyDoubled * static_cast<double>(parts.size());
}

struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::vector<Stretch> doubled_stretches(std::span<const Part> parts) {
  std::vector<Stretch> stretches;
  for (std::size_t begin = 0; begin < parts.size(); begin += kStretch) {
    const std::size_t end = std::min(begin + kStretch, parts.size());
    const bool goes_on = !stretches.empty() && stretches.back().end == begin;
    // The last words of a file are too few to tell by themselves.
    const bool doubled = end - begin < kStretch / 2 ? goes_on : is_doubled(parts.subspan(begin, end - begin));
    if (!doubled) continue;
    if (goes_on) {
      stretches.back().end = end;
    } else {
      stretches.push_back({begin, end});
    }
  }
  std::erase_if(stretches, [](const Stretch& stretch) { return stretch.end - stretch.begin < kShortestStretch; });
  return stretches;
}

}  // namespace

void drop_doubled_words(std::vector<Cue>& cues) {
  Stream stream(cues);
  // A single word said twice is common speech: it counts where the stretch is doubled, but not for finding that.
  const std::vector<Part> parts = stream.parts(0, stream.size(), 2);
  std::vector<std::size_t> again;
  for (const auto& [begin, end] : doubled_stretches(parts)) {
    const std::vector<Part> within = stream.parts(begin, end, 1);
    for (std::size_t i = 0; i < within.size(); ++i) {
      if (within[i] == Part::kAgain) again.push_back(begin + i);
    }
  }
  stream.erase(again);
}

}  // namespace dais::speech
