// SPDX-License-Identifier: Apache-2.0
// Which addresses may be connected to: public ones, and private networks that the config lists. Looks at the socket
// address itself, so that no spelling of a host and no second answer of a name server gets around it.
// Ranges: IANA's special-purpose registries for IPv4 and IPv6 (RFC 6890 and later).
#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace dais::net {

/// 16 bytes in network order; IPv4 as ::ffff:a.b.c.d.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  bool is_v4 = false;  ///< of an IPv4 socket; a v4-mapped IPv6 address is not
  static std::optional<Address> parse(const std::string& text);
  static std::optional<Address> of(const sockaddr& address);
  [[nodiscard]] std::string text() const;
};

struct Block {
  Address network;
  int prefix = 128;  ///< bits of the 16 bytes
  /// "10.0.0.0/8", "fd00::/8", or one address.
  static std::optional<Block> parse(std::string_view text);
  [[nodiscard]] bool holds(const Address& address) const;
};

class AddressGuard {
 public:
  /// kBadConfig names the block that cannot be read.
  static Result<AddressGuard> make(const std::vector<std::string>& allowed);

  /// Why `address` is refused: "private address (10.0.0.0/8)"; nothing where it may be reached.
  [[nodiscard]] std::optional<std::string> refusal(const Address& address) const;

 private:
  std::vector<Block> allowed_;
};

}  // namespace dais::net
