// SPDX-License-Identifier: Apache-2.0
// Care for a transcript's text: captions that are all in capitals, and text that has none, get those of ordinary
// writing. No word is added, taken out or changed otherwise: with the case folded, text, times and speakers are as they
// were, and so are numbers and file numbers. Text that has capitals already is left as it is.
#pragma once

#include <string>

#include "domain/transcript.h"
#include "speech/lexicon.h"

namespace dais::speech {

enum class Cared { kNothing, kCapitals };  ///< what was changed

/// Whether care_for() would do anything: what a caller may ask before it loads a lexicon.
bool needs_care(const domain::Transcript& transcript);

Cared care_for(domain::Transcript& transcript, const Lexicon& lexicon);

/// A label of a speaker for people's eyes: "AURIN CHOWDHURY, CHAIR" → "Aurin Chowdhury, Chair". Labels with small
/// letters are left as they are.
std::string shown_label(const std::string& label, const Lexicon& lexicon);

}  // namespace dais::speech
