// SPDX-License-Identifier: Apache-2.0
// How the words of others stand in a message: what a child process wrote to standard error, what a server answered.
// They come last, behind one mark, so that whoever shows the message to strangers can leave them out: such words may
// hold keys, paths and names of machines (pipeline/readers_text.h).
#pragma once

#include <string>
#include <string_view>

namespace dais::os {

inline constexpr std::string_view kItSaid = "; it said: ";

/// The end of a message; empty where nothing was said.
inline std::string it_said(std::string_view words) {
  return words.empty() ? std::string() : std::string(kItSaid) + std::string(words);
}

}  // namespace dais::os
