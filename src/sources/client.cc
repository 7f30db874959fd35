// SPDX-License-Identifier: Apache-2.0
#include "sources/client.h"

#include <algorithm>

#include "base/version.h"

namespace dais::sources {

Result<std::unique_ptr<net::Client>> make_client(const config::Config& config, const config::Source* source) {
  net::Limits limits;
  limits.allow_private_networks = config.net.allow_private_networks;
  limits.user_agent = config.net.user_agent;
  if (limits.user_agent.empty()) {
    limits.user_agent = "dais/" + std::string(kVersion) +
                        (config.instance.contact.empty() ? "" : " (+" + config.instance.contact + ")");
  }
  limits.requests_per_second = config.net.requests_per_second;
  if (source != nullptr) limits.requests_per_second = std::min(limits.requests_per_second, source->requests_per_second);
  limits.max_bytes = config.net.max_bytes;
  limits.timeout = std::chrono::seconds(config.net.timeout_seconds);
  return net::Client::make(std::move(limits));
}

}  // namespace dais::sources
