// SPDX-License-Identifier: Apache-2.0
#include "config/network.h"

#include <arpa/inet.h>

#include <charconv>

namespace dais::config {

bool is_network(const std::string& text) {
  const std::size_t slash = text.find('/');
  const std::string address = text.substr(0, slash);
  in6_addr parsed{};
  const bool is_v4 = ::inet_pton(AF_INET, address.c_str(), &parsed) == 1;
  if (!is_v4 && ::inet_pton(AF_INET6, address.c_str(), &parsed) != 1) return false;
  if (slash == std::string::npos) return true;
  int prefix = -1;
  const char* const last = text.data() + text.size();
  const auto [end, code] = std::from_chars(text.data() + slash + 1, last, prefix);
  return code == std::errc() && end == last && prefix >= 0 && prefix <= (is_v4 ? 32 : 128);
}

}  // namespace dais::config
