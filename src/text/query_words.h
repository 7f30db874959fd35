// SPDX-License-Identifier: Apache-2.0
// Which words of a typed question are its subject: "What did Ann Lee think about the bike lanes?" asks for
// "Ann Lee", "bike", "lanes". Phrases that only say that a question is asked are cut where they stand ("summarize the
// discussion of", "when talking about"), so that the same words stay where they mean something ("discussion paper");
// then words that every passage has are left out. English. Pure.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "text/words.h"

namespace dais::text {

bool is_stop_word(std::string_view folded);

struct SubjectWords {
  std::vector<std::size_t> kept;  ///< indices into the words given, rising
  bool asked = false;             ///< a question phrase was cut
};

/// Where nothing would be left, stop words stay ("to be or not to be"), then question phrases stay too.
SubjectWords subject_words(const std::vector<FoldedWord>& words);

}  // namespace dais::text
