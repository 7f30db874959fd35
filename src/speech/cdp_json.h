// SPDX-License-Identifier: Apache-2.0
// The Council Data Project's transcripts: the Transcript JSON of its pipeline, the later draft format (speakers and
// confidences in annotations), and the forms of its first program, cdptools ("format": "timestamped-words" …).
#pragma once

#include <optional>

#include "base/result.h"
#include "json/json.h"
#include "speech/captions.h"
#include "speech/passages.h"
#include "speech/warnings.h"

namespace dais::speech {

/// An object with "sentences". Each sentence keeps its text, times, words, speaker and confidence; a sentence that
/// cannot be read is left out with a warning that gives its JSON path.
Captions read_cdp_sentences(const json::View& root, Warnings& warnings);

/// An object with "format" and "data"; kBadInput for a format that is none of cdptools'.
Result<std::vector<Passage>> read_cdptools_data(const json::View& root);

/// The word as CDP's pipeline writes it: lower case, without punctuation but / - and '.
std::string cdp_word(std::string_view token);

}  // namespace dais::speech
