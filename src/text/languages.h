// SPDX-License-Identifier: Apache-2.0
// Languages of transcripts: BCP 47 tags ("es-419") → the stemmers that libstemmer has. Pure.
#pragma once

#include <string>
#include <string_view>

namespace dais::text {

/// What leaves words as they are.
inline constexpr std::string_view kNoStemmer = "none";

/// libstemmer's name ("spanish"); "english" for an empty tag, kNoStemmer for a language it does not have.
std::string stemmer_of(std::string_view language_tag);

}  // namespace dais::text
