// SPDX-License-Identifier: Apache-2.0
#include <filesystem>

#include "sources/cdp_source.h"
#include "sources/legislator_source.h"
#include "sources/legistar_source.h"
#include "sources/source.h"

namespace dais::sources {
namespace {

tl::unexpected<Error> wrong(const config::Source& config, const std::string& what) {
  return fail(ErrorCode::kBadConfig, config.place() + ": " + what);
}

}  // namespace

Result<std::unique_ptr<Source>> make_source(const config::Source& config, const SourceContext& context) {
  if (!is_time_zone(context.timezone)) return wrong(config, "unknown time zone \"" + context.timezone + "\"");
  if (config.kind == "cdp") return make_cdp_source(config, context);
  if (config.kind == "legislator") {
    if (config.path.empty()) return wrong(config, "kind \"legislator\" needs a path, the folder of the files");
    const auto folder = std::filesystem::path(context.instance_dir) / config.path;
    return make_legislator_source(folder.lexically_normal().string(), context.timezone);
  }
  if (config.kind == "legistar") return make_legistar_source(config, context);
  return wrong(config, "unknown kind \"" + config.kind + "\"; there are \"cdp\", \"legislator\" and \"legistar\"");
}

}  // namespace dais::sources
