// SPDX-License-Identifier: Apache-2.0
// The source kind "legislator": a folder laid out as github.com/jehiah/nyc_legislation. People first, then matters,
// then events, so that who and what an event names is known when it comes; one file in memory at a time.
#pragma once

#include <memory>
#include <string>

#include "sources/source.h"

namespace dais::sources {

/// `zone`: of the wall-clock times in the files. REQUIRES: is_time_zone(zone).
std::unique_ptr<Source> make_legislator_source(std::string folder, std::string zone);

}  // namespace dais::sources
