// SPDX-License-Identifier: Apache-2.0
// Whether a meeting takes place, as far as the status tells that its source gives it.
#pragma once

#include <string>

#include "archive/views.h"

namespace dais::archive {

bool is_called_off(const std::string& status);
EventState state_of(const std::string& status, Instant start, Instant now);

}  // namespace dais::archive
