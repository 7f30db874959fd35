// SPDX-License-Identifier: Apache-2.0
// Why an item has its time, or has none, as a sentence that a reader can check against the transcript. Pure.
#pragma once

#include <string>

#include "alignment/spoken.h"
#include "alignment/title_words.h"

namespace dais::alignment {

/// "“Carbon”, “Kitchen” and “Market” of its title are said here, as the chair moves on."
std::string reason_for_place(const TitleWords& title, const Spoken& spoken, double seconds);

enum class BestGuess { kNone, kTooUnsure };
std::string reason_to_leave_open(const TitleWords& title, const Spoken& spoken, BestGuess guess);

}  // namespace dais::alignment
