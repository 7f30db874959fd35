// SPDX-License-Identifier: Apache-2.0
// SHA-256, for content addresses and for ids that are made from what a record is.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace dais {

using Digest = std::array<std::uint8_t, 32>;

Digest sha256(std::string_view bytes);
/// 64 lower-case hexadecimal digits.
std::string to_hex(const Digest& digest);
std::string sha256_hex(std::string_view bytes);

}  // namespace dais
