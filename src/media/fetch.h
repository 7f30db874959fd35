// SPDX-License-Identifier: Apache-2.0
// Brings a recording from where its source has it: a file behind an address, a stream in pieces (HLS), or, for hosts
// that the config names, what a command of the operator brings from a player's page. Everything else stays a link, with
// the reason. Requests go through the guarded client and nothing that was brought is handed an address.
#pragma once

#include <functional>
#include <string>

#include "config/config.h"
#include "media/decoding.h"
#include "net/client.h"

namespace dais::media {

enum class Means { kFile, kStream, kCommand, kLinkOnly };

struct FetchPlan {
  Means means = Means::kLinkOnly;
  std::string why;  ///< of kLinkOnly: for the log and the operator
};

/// By the address alone; asks nobody.
FetchPlan plan_fetch(const config::Recordings& config, const std::string& url);

struct Fetched {
  std::string path;  ///< in the folder that was given
  std::string sha256;
  std::uint64_t bytes = 0;
  Means means = Means::kFile;
};

struct Watch {
  net::OnBytes on_bytes = nullptr;
  std::function<void(const std::string&)> log = nullptr;
};

/// `folder` is this recording's own, and exists: what a try that broke off has left in it is used by the next one.
/// kNotFound: a link only, or it is gone; kBadInput: an answer that is no recording; kUnavailable: a stream that is
/// still going on (try again later), a server or a tool that does not answer; kTooLarge, kTimeout, kStorage, kForbidden
/// as net/client.h has them.
Result<Fetched> fetch_recording(net::Client& client, const Tools& tools, const config::Recordings& config,
                                const std::string& url, const std::string& folder, const Watch& watch = {});

}  // namespace dais::media
