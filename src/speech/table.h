// SPDX-License-Identifier: Apache-2.0
// Transcripts as tab-separated tables: Whisper's TSV, and spreadsheets with speaker and corrected text beside it.
#pragma once

#include <optional>
#include <string_view>

#include "speech/foreign_json.h"

namespace dais::speech {

/// nullopt where none of the first lines names a column for the start and one for the text. Milliseconds are preferred
/// to seconds, a correction to the raw text.
std::optional<PassageList> read_table(std::string_view text);

}  // namespace dais::speech
