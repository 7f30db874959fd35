// SPDX-License-Identifier: Apache-2.0
#include "net/address_guard.h"

#include <gtest/gtest.h>

#include <rapidcheck.h>

namespace dais::net {
namespace {

std::string refusal_of(const std::string& address, const std::vector<std::string>& allowed = {}) {
  return AddressGuard::make(allowed)->refusal(Address::parse(address).value()).value_or("");
}

TEST(AddressGuard, RefusesEverythingThatIsNotPublic) {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"0.0.0.0", "private address (0.0.0.0/8)"},
      {"10.1.2.3", "private address (10.0.0.0/8)"},
      {"100.64.0.1", "private address (100.64.0.0/10)"},
      {"100.127.255.255", "private address (100.64.0.0/10)"},
      {"127.0.0.1", "private address (127.0.0.0/8)"},
      {"127.255.255.254", "private address (127.0.0.0/8)"},
      {"169.254.169.254", "private address (169.254.0.0/16)"},
      {"172.16.0.1", "private address (172.16.0.0/12)"},
      {"172.31.255.255", "private address (172.16.0.0/12)"},
      {"192.0.0.8", "reserved address (192.0.0.0/24)"},
      {"192.168.1.1", "private address (192.168.0.0/16)"},
      {"198.19.255.255", "reserved address (198.18.0.0/15)"},
      {"224.0.0.1", "reserved address (224.0.0.0/4)"},
      {"255.255.255.255", "reserved address (240.0.0.0/4)"},
      {"::", "private address (::/128)"},
      {"::1", "private address (::1/128)"},
      {"::ffff:127.0.0.1", "reserved address (::ffff:0:0/96)"},
      {"::ffff:8.8.8.8", "reserved address (::ffff:0:0/96)"},
      {"::127.0.0.1", "reserved address (outside 2000::/3)"},
      {"64:ff9b::a9fe:a9fe", "reserved address (64:ff9b::/96)"},
      {"64:ff9b:1::1", "reserved address (64:ff9b:1::/48)"},
      {"2001::1", "reserved address (2001::/23)"},
      {"2001:db8::1", "reserved address (2001:db8::/32)"},
      {"2002:7f00:1::", "reserved address (2002::/16)"},
      {"fc00::1", "private address (fc00::/7)"},
      {"fdff::1", "private address (fc00::/7)"},
      {"fe80::1", "private address (fe80::/10)"},
      {"ff02::1", "reserved address (ff00::/8)"},
      {"4000::1", "reserved address (outside 2000::/3)"},
  };
  for (const auto& [address, why] : cases) EXPECT_EQ(refusal_of(address), why) << address;
}

TEST(AddressGuard, LetsPublicAddressesThrough) {
  for (const char* address : {"8.8.8.8", "1.0.0.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                              "126.255.255.255", "128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.0",
                              "192.167.255.255", "192.169.0.0", "223.255.255.255", "2606:4700::1111", "2a00::1"}) {
    EXPECT_EQ(refusal_of(address), "") << address;
  }
}

TEST(AddressGuard, LetsListedNetworksThrough) {
  EXPECT_EQ(refusal_of("127.0.0.1", {"127.0.0.0/8"}), "");
  EXPECT_EQ(refusal_of("::ffff:127.0.0.1", {"127.0.0.0/8"}), "");
  EXPECT_EQ(refusal_of("::1", {"127.0.0.0/8"}), "private address (::1/128)");
  EXPECT_EQ(refusal_of("10.1.2.3", {"127.0.0.0/8", "10.1.2.3"}), "");
  EXPECT_EQ(refusal_of("10.1.2.4", {"127.0.0.0/8", "10.1.2.3"}), "private address (10.0.0.0/8)");
  EXPECT_EQ(refusal_of("10.1.2.4", {"10.1.2.9/29"}), "private address (10.0.0.0/8)");
  EXPECT_EQ(refusal_of("10.1.2.15", {"10.1.2.9/29"}), "");
  EXPECT_EQ(refusal_of("fd12::1", {"fd00::/8"}), "");
  EXPECT_EQ(refusal_of("64:ff9b::1", {"64:ff9b::/96"}), "");
}

TEST(AddressGuard, NamesABlockThatItCannotRead) {
  for (const char* bad :
       {"10.0.0.0/33", "10.0.0/8", "fd00::/129", "intranet", "", "10.0.0.0/", "10.0.0.0/8x", "10.0.0.0/-1"}) {
    const auto made = AddressGuard::make({"127.0.0.1", bad});
    ASSERT_FALSE(made) << bad;
    EXPECT_EQ(made.error().code, ErrorCode::kBadConfig);
    EXPECT_EQ(made.error().message, "net.allow_private_networks: \"" + std::string(bad) +
                                        "\" is not a network; write it like \"10.0.0.0/8\" or \"fd00::/8\"");
  }
}

TEST(AddressGuard, BlocksHoldWhatArithmeticSays) {
  rc::check("holds() equals a comparison of shifted numbers", [](std::uint32_t a, std::uint32_t b) {
    const int prefix = *rc::gen::inRange(0, 33);
    const auto dotted = [](std::uint32_t v) {
      return std::to_string(v >> 24U) + "." + std::to_string((v >> 16U) & 255U) + "." +
             std::to_string((v >> 8U) & 255U) + "." + std::to_string(v & 255U);
    };
    const auto other = *rc::gen::element(b, a ^ (1U << *rc::gen::inRange(0U, 32U)));
    const Block block = Block::parse(dotted(a) + "/" + std::to_string(prefix)).value();
    const bool expected =
        prefix == 0 || (a >> static_cast<unsigned>(32 - prefix)) == (other >> static_cast<unsigned>(32 - prefix));
    RC_ASSERT(block.holds(Address::parse(dotted(other)).value()) == expected);
  });
}

}  // namespace
}  // namespace dais::net
