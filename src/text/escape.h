// SPDX-License-Identifier: Apache-2.0
// Text as it may stand in HTML, XML and WebVTT.
#pragma once

#include <string>
#include <string_view>

namespace dais::text {

/// kEscaped: the text may stand in an attribute, in quotation marks of either kind.
enum class Quotes { kAsTheyAre, kEscaped };

void append_escaped(std::string& out, std::string_view text, Quotes quotes);
std::string escaped(std::string_view text, Quotes quotes);

}  // namespace dais::text
