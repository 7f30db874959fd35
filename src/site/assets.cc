// SPDX-License-Identifier: Apache-2.0
#include "site/assets.h"

#include <algorithm>
#include <vector>

#include "base/digest.h"
#include "base/invariant.h"
#include "site/embedded.h"

namespace dais::site {
namespace {

constexpr std::string_view kFolder = "/assets/";

struct Entry {
  std::string_view name;
  std::string path;
  Asset asset;
};

std::string_view content_type_of(std::string_view name) {
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return "application/octet-stream";
}

std::string hashed_path(std::string_view name, std::string_view content) {
  const std::size_t dot = name.rfind('.');
  std::string path(kFolder);
  path.append(name.substr(0, dot)).append("-").append(sha256_hex(content).substr(0, 10)).append(name.substr(dot));
  return path;
}

const std::vector<Entry>& entries() {
  static const std::vector<Entry> kEntries = [] {
    std::vector<Entry> out;
    for (const Embedded& file : embedded_assets()) {
      out.push_back({file.name, hashed_path(file.name, file.content), {file.content, content_type_of(file.name)}});
    }
    return out;
  }();
  return kEntries;
}

const Entry& entry(std::string_view name) {
  const auto found = std::ranges::find(entries(), name, &Entry::name);
  invariant(found != entries().end(), "every asset that a template names is embedded");
  return *found;
}

}  // namespace

const std::string& asset_path(std::string_view name) { return entry(name).path; }

std::optional<Asset> find_asset(std::string_view hashed_name) {
  for (const Entry& each : entries()) {
    if (std::string_view(each.path).substr(kFolder.size()) == hashed_name) return each.asset;
  }
  return std::nullopt;
}

Asset plain_asset(std::string_view name) { return entry(name).asset; }

}  // namespace dais::site
