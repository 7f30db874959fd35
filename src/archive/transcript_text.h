// SPDX-License-Identifier: Apache-2.0
// A transcript as it is kept: compact JSON, one object a sentence, words as pairs of times that follow the tokens of
// the text. Reading back gives an equal transcript.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/transcript.h"

namespace dais::archive {

std::string pack_transcript(const domain::Transcript& transcript);
/// kStorage where `packed` was not made by pack_transcript.
Result<domain::Transcript> unpack_transcript(std::string_view packed);

std::string_view name_of(domain::TranscriptKind kind);
/// The kind of that name; kCaptions for what is none.
domain::TranscriptKind transcript_kind_of(std::string_view name);

}  // namespace dais::archive
