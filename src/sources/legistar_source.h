// SPDX-License-Identifier: Apache-2.0
// The source kind "legistar": the Legistar Web API of one council, docs/ingestion.md#the-legistar-web-api.
#pragma once

#include <memory>

#include "sources/source.h"

namespace dais::sources {

/// kBadConfig where the client is not named, or the token's file cannot be read.
Result<std::unique_ptr<Source>> make_legistar_source(const config::Source& config, const SourceContext& context);

}  // namespace dais::sources
