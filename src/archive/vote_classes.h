// SPDX-License-Identifier: Apache-2.0
// Vote values → classes as this instance's config has them, and the catalog's rows kept to it: a word that an operator
// teaches changes the votes that are there already.
#pragma once

#include <string_view>

#include "config/config.h"
#include "domain/vote_class.h"
#include "store/database.h"

namespace dais::archive {

/// The class that the catalog writes as `name`.
domain::VoteClass class_named(std::string_view name);

domain::VoteMapping vote_mapping_of(const config::Votes& votes);

/// Sets the class of every vote whose value is in another now. Inside the caller's transaction; answers how many
/// changed.
Result<std::int64_t> reclassify_votes(store::Database& database, const domain::VoteMapping& mapping);

}  // namespace dais::archive
