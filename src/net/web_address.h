// SPDX-License-Identifier: Apache-2.0
// Parts of web addresses and addresses relative to others, as libcurl reads them: what is checked here is what will be
// asked for.
#pragma once

#include <string>

#include "base/result.h"

namespace dais::net {

/// Of an http or https address, in lower case; empty for anything else.
std::string host_of(const std::string& url);
/// Without query and fragment, as it stands; empty where it is no http or https address.
std::string path_of(const std::string& url);

/// What `reference` means on the page `base` (RFC 3986 5). kBadInput where it is no address.
Result<std::string> resolve_url(const std::string& base, const std::string& reference);

}  // namespace dais::net
