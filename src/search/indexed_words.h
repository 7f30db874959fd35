// SPDX-License-Identifier: Apache-2.0
// The words of a text as the index has them, and of a speaker's name.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "text/index_words.h"

namespace dais::search {

/// Of a language, for as long as the thread lives: it remembers the stems of words. What people type stays away from it,
/// so that it grows no larger than what was ever said.
text::IndexWords& analysis_of(const std::string& language);

struct IndexedWord {
  std::string_view form;  ///< folded; of what the index adds it begins with text::kAddedForm
  std::string_view stem;
  std::uint32_t place = 0;  ///< counted from the text's first word; several may stand at one
};

/// Hands them over in order; answers how many places there are.
std::uint32_t each_indexed_word(std::string_view text, const std::string& language,
                                const std::function<void(const IndexedWord&)>& take);

/// Of somebody who speaks, as the label in the captions says.
struct SpeakerName {
  std::vector<std::string> words;  ///< folded
  std::vector<std::string> stems;  ///< parallel
  /// The same for all names of the same stems, in whatever order.
  [[nodiscard]] std::string key() const;
};
SpeakerName speaker_name(std::string_view label, const std::string& language);

}  // namespace dais::search
