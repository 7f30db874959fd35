// SPDX-License-Identifier: Apache-2.0
// A recording of any length by way of a listener that takes pieces: planned, listened to, kept, joined.
#pragma once

#include <string>

#include "speech/listener.h"

namespace dais::speech {

struct Manner {
  std::string name;  ///< of the recogniser, for messages
  domain::TranscriptKind kind = domain::TranscriptKind::kMachine;
  domain::Milliseconds longest_piece = 600'000;
  int parallel = 1;
};

/// Errors as Recogniser::recognise(). What was answered before an error is kept, and not asked for again.
Result<domain::Transcript> transcribe_piecewise(Listener& listener, const Manner& manner, const std::string& wav_path,
                                                const Vocabulary& vocabulary, const Watch& watch);

}  // namespace dais::speech
