// SPDX-License-Identifier: Apache-2.0
// The source kind "cdp" (CDP ingestion JSON from a path, a URL or a command). `dais ingest` reads the same through
// make_ingest_source of source.h.
#pragma once

#include <memory>

#include "sources/source.h"

namespace dais::sources {

/// kBadConfig unless exactly one of path, url and command is given.
Result<std::unique_ptr<Source>> make_cdp_source(const config::Source& config, const SourceContext& context);

}  // namespace dais::sources
