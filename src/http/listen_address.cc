// SPDX-License-Identifier: Apache-2.0
#include "http/listen_address.h"

#include <charconv>

namespace dais::http {

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const auto wrong = [&] {
    return fail(ErrorCode::kBadConfig,
                "\"" + std::string(text) + "\" is not an address to listen on; write HOST:PORT, like 127.0.0.1:8000");
  };
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return wrong();
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  unsigned number = 0;
  const auto [end, code] = std::from_chars(port.data(), port.data() + port.size(), number);
  if (code != std::errc{} || end != port.data() + port.size() || number > 65535) return wrong();
  const bool bracketed = host.starts_with('[') && host.ends_with(']') && host.size() > 2;
  if (bracketed) {
    host = host.substr(1, host.size() - 2);
  } else if (host.empty() || host.find(':') != std::string_view::npos) {
    return wrong();
  }
  return ListenAddress{std::string(host), std::string(port)};
}

}  // namespace dais::http
