// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/invariant.h"
#include "pipeline/worker.h"

namespace dais::pipeline {

void Registry::add(Kind kind) {
  invariant(find(kind.name) == nullptr, "a kind of job has a name of its own");
  kinds_.push_back(std::move(kind));
}

const Kind* Registry::find(std::string_view name) const {
  const auto found = std::ranges::find(kinds_, name, &Kind::name);
  return found == kinds_.end() ? nullptr : &*found;
}

}  // namespace dais::pipeline
