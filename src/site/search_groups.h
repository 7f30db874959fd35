// SPDX-License-Identifier: Apache-2.0
// What a search found beside moments: people, matters, agenda items and documents, a few of each, or the page of one
// kind.
#pragma once

#include "archive/views.h"
#include "site/render.h"
#include "site/search_asked.h"

namespace dais::site {

/// The section of that name, where there are any.
void add_groups(Dict& into, const char* section, const Asked& asked, const archive::SearchView& view);
/// Of all groups together.
std::size_t listed_in_groups(const archive::SearchView& view);
/// "12 pages of documents", of the kind that is listed.
std::string counted_of_kind(const std::string& kind, std::int64_t count);

}  // namespace dais::site
