// SPDX-License-Identifier: Apache-2.0
#include "net/address_guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace dais::net {
namespace {

constexpr int kMappedBits = 96;
constexpr std::array<std::uint8_t, 12> kMappedPrefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

struct Special {
  Block block;
  std::string text;
  bool is_v4 = false;
  const char* kind = "";
};

Special special(const char* block, const char* kind) {
  const auto parsed = Block::parse(block);
  return {*parsed, block, parsed->network.is_v4, kind};
}

/// The narrower before the wider: the first that holds an address names it.
const std::vector<Special>& special_blocks() {
  static const std::vector<Special> blocks = {
      special("0.0.0.0/8", "private"),           // "this network"; Linux takes 0.0.0.0 for itself
      special("10.0.0.0/8", "private"),          //
      special("100.64.0.0/10", "private"),       // carrier-grade NAT
      special("127.0.0.0/8", "private"),         // loopback
      special("169.254.0.0/16", "private"),      // link-local: clouds keep their credentials at 169.254.169.254
      special("172.16.0.0/12", "private"),       //
      special("192.0.0.0/24", "reserved"),       // protocol assignments
      special("192.0.2.0/24", "reserved"),       // documentation
      special("192.88.99.0/24", "reserved"),     // 6to4 relays, deprecated
      special("192.168.0.0/16", "private"),      //
      special("198.18.0.0/15", "reserved"),      // benchmarks
      special("198.51.100.0/24", "reserved"),    // documentation
      special("203.0.113.0/24", "reserved"),     // documentation
      special("224.0.0.0/4", "reserved"),        // multicast
      special("240.0.0.0/4", "reserved"),        // with broadcast
      special("::1/128", "private"),             // loopback
      special("::/128", "private"),              // unspecified: Linux takes it for itself
      special("::ffff:0:0/96", "reserved"),      // v4-mapped
      special("64:ff9b::/96", "reserved"),       // NAT64: a gateway would reach any IPv4 address, private ones too
      special("64:ff9b:1::/48", "reserved"),     // NAT64 of a site
      special("100::/64", "reserved"),           // discard
      special("2001:db8::/32", "reserved"),      // documentation
      special("2001::/23", "reserved"),          // protocol assignments, Teredo (2001::/32) among them
      special("2002::/16", "reserved"),          // 6to4: an IPv4 address in disguise
      special("3fff::/20", "reserved"),          // documentation
      special("fc00::/7", "private"),            // unique local
      special("fe80::/10", "private"),           // link-local
      special("fec0::/10", "private"),           // site-local, deprecated
      special("ff00::/8", "reserved"),           // multicast
  };
  return blocks;
}

/// Only 2000::/3 is given out for use on the public network.
bool is_global_v6(const Address& address) { return (address.bytes[0] & 0xe0U) == 0x20U; }

}  // namespace

std::optional<Address> Address::parse(const std::string& text) {
  Address address;
  if (::inet_pton(AF_INET6, text.c_str(), address.bytes.data()) == 1) return address;
  std::copy(kMappedPrefix.begin(), kMappedPrefix.end(), address.bytes.begin());
  address.is_v4 = true;
  if (::inet_pton(AF_INET, text.c_str(), address.bytes.data() + kMappedPrefix.size()) == 1) return address;
  return std::nullopt;
}

std::optional<Address> Address::of(const sockaddr& address) {
  Address result;
  if (address.sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    std::copy(kMappedPrefix.begin(), kMappedPrefix.end(), result.bytes.begin());
    std::memcpy(result.bytes.data() + kMappedPrefix.size(), &v4.sin_addr, 4);
    result.is_v4 = true;
    return result;
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    std::memcpy(result.bytes.data(), &v6.sin6_addr, result.bytes.size());
    return result;
  }
  return std::nullopt;
}

std::string Address::text() const {
  std::array<char, INET6_ADDRSTRLEN> written{};
  if (is_v4) {
    ::inet_ntop(AF_INET, bytes.data() + kMappedPrefix.size(), written.data(), written.size());
  } else {
    ::inet_ntop(AF_INET6, bytes.data(), written.data(), written.size());
  }
  return written.data();
}

std::optional<Block> Block::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto network = Address::parse(std::string(text.substr(0, slash)));
  if (!network) return std::nullopt;
  const int widest = network->is_v4 ? 32 : 128;
  int prefix = widest;
  if (slash != std::string_view::npos) {
    const std::string_view digits = text.substr(slash + 1);
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
    if (code != std::errc{} || end != digits.data() + digits.size() || prefix < 0 || prefix > widest)
      return std::nullopt;
  }
  return Block{*network, network->is_v4 ? kMappedBits + prefix : prefix};
}

bool Block::holds(const Address& address) const {
  for (int bit = 0; bit < prefix; bit += 8) {
    const auto i = static_cast<std::size_t>(bit / 8);
    const int kept = std::min(8, prefix - bit);
    const auto mask = static_cast<std::uint8_t>(0xff00U >> static_cast<unsigned>(kept));
    if ((address.bytes.at(i) & mask) != (network.bytes.at(i) & mask)) return false;
  }
  return true;
}

Result<AddressGuard> AddressGuard::make(const std::vector<std::string>& allowed) {
  AddressGuard guard;
  for (const std::string& text : allowed) {
    const auto block = Block::parse(text);
    if (!block) {
      return fail(ErrorCode::kBadConfig, "net.allow_private_networks: \"" + text +
                                             "\" is not a network; write it like \"10.0.0.0/8\" or \"fd00::/8\"");
    }
    guard.allowed_.push_back(*block);
  }
  return guard;
}

std::optional<std::string> AddressGuard::refusal(const Address& address) const {
  // A mapped address is its IPv4 address here: who allows 127.0.0.0/8 means it however it is written.
  if (std::ranges::any_of(allowed_, [&](const Block& block) { return block.holds(address); })) return std::nullopt;
  for (const Special& one : special_blocks()) {
    if (one.is_v4 == address.is_v4 && one.block.holds(address)) {
      return std::string(one.kind) + " address (" + one.text + ")";
    }
  }
  if (!address.is_v4 && !is_global_v6(address)) return "reserved address (outside 2000::/3)";
  return std::nullopt;
}

}  // namespace dais::net
