// SPDX-License-Identifier: Apache-2.0
// The agenda items of a meeting as chapters of one of its recordings. Pure.
#pragma once

#include <string>
#include <vector>

#include "archive/views.h"

namespace dais::archive {

struct Chapter {
  double start = 0;  ///< seconds
  double end = 0;    ///< where the next one begins; of the last, where the recording's words or its part end
  std::string title;  ///< "3. Bike lane on Mill Street"; items that begin together stand in one, after one another
  std::vector<std::string> item_ids;
};

/// In order of time. Items that were withdrawn, or whose time is open or in another recording, make none.
std::vector<Chapter> chapters_of(const EventView& event, const SessionView& session);

/// WebVTT of kind "chapters".
std::string write_chapters(const std::vector<Chapter>& chapters);

}  // namespace dais::archive
