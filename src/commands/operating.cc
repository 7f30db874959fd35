// SPDX-License-Identifier: Apache-2.0
#include "commands/operating.h"

#include "archive/instance.h"

namespace dais::commands {

std::unique_ptr<pipeline::Operations> operations_of(const Invocation& invocation, const config::Config& config,
                                                    pipeline::Bell* bell) {
  const archive::Places places = archive::places_of(invocation.instance_dir, config);
  const auto opener = [url = places.catalog](store::Access access) {
    return [url, access] { return store::open_database(url, access); };
  };
  return std::make_unique<pipeline::Operations>(opener(store::Access::kReadOnly), opener(store::Access::kReadWrite),
                                                places.data, bell);
}

}  // namespace dais::commands
