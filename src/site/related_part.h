// SPDX-License-Identifier: Apache-2.0
// Words that go with those of a search, above its results. Counting them takes longer than searching: a page has them
// where it is asked for them, else a link that asks; scripts put them in place of it when the page is there.
#pragma once

#include <string>

#include "site/address.h"
#include "site/page.h"

namespace dais::site {

enum class RelatedWords { kLink, kShown };

/// As {{>RELATED}}. `here`: the search without its "q".
Status add_related(Dict& content, const Visit& visit, const std::string& text, const Address& here, RelatedWords words);

}  // namespace dais::site
