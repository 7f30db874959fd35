// SPDX-License-Identifier: Apache-2.0
// Addresses as messages may show them.
#pragma once

#include <string>
#include <string_view>

namespace dais::net {

/// "https://name:secret@host/x" → "https://host/x". For what is stored or handed on.
std::string without_credentials(std::string_view url);

/// The same, the values of parameters that look like secrets (token, key, signature…) replaced by "…", control
/// characters by "?", and no longer than a line. For messages and logs.
std::string shown_url(std::string_view url);

}  // namespace dais::net
