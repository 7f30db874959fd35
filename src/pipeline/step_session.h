// SPDX-License-Identifier: Apache-2.0
// Steps that are about one recording: each finds it the same way, and says which one it is about when it fails.
#pragma once

#include <functional>
#include <string>

#include "archive/session_facts.h"
#include "pipeline/steps.h"

namespace dais::pipeline {

using SessionWork = std::function<Result<Done>(JobContext& job, archive::SessionFacts facts)>;

/// What a kind runs: `work` with the session that the job's args name, as the archive has it now; where it was
/// withdrawn meanwhile the job ends well and says so. A blob's path in an error becomes the recording's name.
std::function<Result<Done>(JobContext&)> on_session(const Premises& premises, SessionWork work);

/// "the recording https://… (Council, March 5, 2024)".
std::string recording_words(const archive::SessionFacts& facts);

/// `message` with what it names by a path below `folder` (of blobs, or of unfinished downloads) named as the recording
/// or transcript that it is of.
std::string name_recording(std::string message, const std::string& folder, const archive::SessionFacts& facts);

}  // namespace dais::pipeline
