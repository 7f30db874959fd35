// SPDX-License-Identifier: Apache-2.0
#include "media/retention.h"

namespace dais::media {

Keeping keeping_of(const config::Recordings& config, Elsewhere elsewhere, Instant held, Instant now) {
  if (elsewhere == Elsewhere::kNo) return {Kept::kVideo, std::nullopt};
  const Kept wanted = config.keep == "video" ? Kept::kVideo : config.keep == "audio" ? Kept::kAudio : Kept::kLink;
  if (wanted == Kept::kLink || config.keep_days <= 0) return {wanted, std::nullopt};
  const Instant until = held + std::chrono::hours{24} * config.keep_days;
  if (now >= until) return {Kept::kLink, std::nullopt};
  return {wanted, until};
}

}  // namespace dais::media
