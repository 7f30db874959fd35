// SPDX-License-Identifier: Apache-2.0
// What a recording's address is, as far as it tells without asking: something a browser plays, or a page of its own.
#pragma once

#include <string_view>

#include "archive/views.h"

namespace dais::archive {

MediaKind media_kind_of(std::string_view uri);

}  // namespace dais::archive
