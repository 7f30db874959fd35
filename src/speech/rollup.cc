// SPDX-License-Identifier: Apache-2.0
#include "speech/rollup.h"

#include <algorithm>

namespace dais::speech {
namespace {

constexpr std::size_t kLongestOverlap = 60;             // words; three caption lines are some twenty
constexpr domain::Milliseconds kLongestGap = 2000;      // a line that comes back later was said again
constexpr domain::Milliseconds kLongestSameGap = 500;   // for a cue that repeats the one before from end to end
constexpr domain::Milliseconds kFlash = 50;  // nobody speaks in it: automatic captions have such cues as they roll

enum class Evidence { kNone, kWeak, kStrong };

struct Overlap {
  std::size_t words = 0;
  Evidence evidence = Evidence::kNone;
};

/// The last `count` words shown before are the first words shown now, and none of them is timed anew.
bool repeats(const std::vector<Token>& before, const std::vector<Token>& now, std::size_t count) {
  const auto shown = before.end() - static_cast<std::ptrdiff_t>(count);
  return std::equal(shown, before.end(), now.begin(),
                    [](const Token& a, const Token& b) { return !b.at && a.text == b.text; });
}

Overlap find_overlap(const Cue& before, const Cue& now) {
  const std::size_t most = std::min({before.tokens.size(), now.tokens.size(), kLongestOverlap});
  const domain::Milliseconds gap = now.start - before.end;
  if (gap > kLongestGap) return {};
  for (std::size_t count = most; count > 0; --count) {
    const std::size_t first = before.tokens.size() - count;
    if (!before.tokens[first].line_start || !repeats(before.tokens, now.tokens, count)) continue;
    if (count == now.tokens.size()) {
      const bool duplicate = first == 0 && before.start == now.start && before.end == now.end;
      const bool flash = now.end - now.start <= kFlash && now.end > now.start && count > 1;
      return {count, duplicate || flash       ? Evidence::kStrong
                     : gap <= kLongestSameGap ? Evidence::kWeak
                                              : Evidence::kNone};
    }
    const bool line_rolls = now.tokens[count].line_start && count >= 2;
    const bool grows_in_place = first == 0 && before.start == now.start;
    return {count, line_rolls || grows_in_place ? Evidence::kStrong : Evidence::kWeak};
  }
  return {};
}

}  // namespace

void mark_repeats(std::vector<Cue>& cues) {
  std::vector<Overlap> overlaps(cues.size());
  std::size_t rolling = 0;
  for (std::size_t i = 1; i < cues.size(); ++i) {
    overlaps[i] = find_overlap(cues[i - 1], cues[i]);
    const bool counts = overlaps[i].evidence == Evidence::kStrong || overlaps[i].words >= 3;
    rolling += counts && overlaps[i].words < cues[i].tokens.size() ? 1 : 0;
  }
  const bool file_rolls = rolling >= 2 && rolling * 5 >= cues.size();
  for (std::size_t i = 1; i < cues.size(); ++i) {
    const Evidence evidence = overlaps[i].evidence;
    if (evidence == Evidence::kStrong || (file_rolls && evidence == Evidence::kWeak)) cues[i].fresh = overlaps[i].words;
  }
}

}  // namespace dais::speech
