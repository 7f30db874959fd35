// SPDX-License-Identifier: Apache-2.0
// The words of a speaker's name as the index has them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/index_words.h"

namespace dais::search {

/// Of a language, for as long as the thread lives: it remembers the stems of words. What people type stays away from
/// it, so that it grows no larger than what was ever said.
text::IndexWords& analysis_of(const std::string& language);

/// Of somebody who speaks, as the label in the captions says.
struct SpeakerName {
  std::vector<std::string> words;  ///< folded
  std::vector<std::string> stems;  ///< parallel
  /// The same for all names of the same stems, in whatever order.
  [[nodiscard]] std::string key() const;
};
SpeakerName speaker_name(std::string_view label, const std::string& language);

}  // namespace dais::search
