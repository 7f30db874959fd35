// SPDX-License-Identifier: Apache-2.0
// What of a recording is kept here, by [recordings] keep and keep_days. A pure function; who deletes is the pipeline.
#pragma once

#include <optional>

#include "base/time.h"
#include "config/config.h"

namespace dais::media {

enum class Kept { kLink, kAudio, kVideo };

/// Whether somebody else has it: a web address that it was fetched from, or nobody (a file that was handed in).
enum class Elsewhere { kYes, kNo };

struct Keeping {
  Kept keep = Kept::kLink;
  std::optional<Instant> until;  ///< when that ends and the link alone stays; nothing: never
};

/// What to keep at `now` of a meeting that was at `held`. What nobody else has stays, whatever the config says.
Keeping keeping_of(const config::Recordings& config, Elsewhere elsewhere, Instant held, Instant now);

}  // namespace dais::media
