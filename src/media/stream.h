// SPDX-License-Identifier: Apache-2.0
// Fetches a stream in pieces (HLS) into one file. For this folder's fetch_recording().
#pragma once

#include <string>

#include "media/fetch.h"

namespace dais::media {

/// Writes `folder`/recording.mp4 and answers its path. Errors as fetch_recording().
Result<std::string> fetch_stream(net::Client& client, const Tools& tools, const config::Recordings& config,
                                 const std::string& url, const std::string& folder, const Watch& watch);

/// Limits of one download as the config has them.
net::DownloadLimits download_limits(const config::Recordings& config);

}  // namespace dais::media
