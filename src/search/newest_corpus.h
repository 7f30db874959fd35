// SPDX-License-Identifier: Apache-2.0
// The newest state of an index, shared by all readers of this process that still hold it. Any number of threads.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "search/corpus.h"

namespace dais::search {

/// kStorage names what cannot be read; a folder without an index is an empty one.
Result<std::shared_ptr<const Corpus>> newest_corpus(const std::string& folder);

}  // namespace dais::search
