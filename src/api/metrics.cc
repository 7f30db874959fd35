// SPDX-License-Identifier: Apache-2.0
#include "api/metrics.h"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>

#include <fmt/format.h>

namespace dais::api {
namespace {

constexpr auto kRelaxed = std::memory_order_relaxed;

void head(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name, help, name, type);
}

/// A label's value: backslash, quote and line feed are escaped, as the exposition format asks.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else {
      if (c == '\\' || c == '"') out += '\\';
      out += c;
    }
  }
  return out;
}

/// Memory of this process, the second number of statm in pages; 0 where the kernel doesn't say.
std::uint64_t resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  std::uint64_t size = 0;
  std::uint64_t resident = 0;
  const long page = ::sysconf(_SC_PAGESIZE);
  return statm >> size >> resident && page > 0 ? resident * static_cast<std::uint64_t>(page) : 0;
}

}  // namespace

Metrics::Surface Metrics::surface_of(std::string_view target) {
  const auto path = target.substr(0, target.find('?'));
  const auto is_under = [path](std::string_view root) {
    return path.starts_with(root) && (path.size() == root.size() || path[root.size()] == '/');
  };
  if (is_under("/api") || path == "/openapi.json") return Surface::kApi;
  if (is_under("/media")) return Surface::kMedia;
  if (is_under("/assets")) return Surface::kAsset;
  if (path == "/healthz" || path == "/readyz" || path == "/metrics") return Surface::kOperations;
  return Surface::kPage;
}

std::string_view Metrics::name_of(std::size_t surface) {
  constexpr std::array<std::string_view, static_cast<std::size_t>(Surface::kCount)> kNames = {"api", "media", "asset",
                                                                                              "operations", "page"};
  return kNames.at(surface);
}

void Metrics::count(std::string_view target, int status, std::uint64_t bytes, double milliseconds, bool from_cache) {
  Counters& counters = surfaces_.at(static_cast<std::size_t>(surface_of(target)));
  counters.by_status.at(static_cast<std::size_t>(std::clamp(status, 0, 599))).fetch_add(1, kRelaxed);
  const double spent_ms = std::isfinite(milliseconds) ? std::max(milliseconds, 0.0) : 0.0;
  const auto bucket = std::ranges::lower_bound(kUpperBoundsMs, spent_ms) - kUpperBoundsMs.begin();
  counters.by_duration.at(static_cast<std::size_t>(bucket)).fetch_add(1, kRelaxed);
  counters.microseconds.fetch_add(static_cast<std::uint64_t>(std::llround(spent_ms * 1000)), kRelaxed);
  counters.bytes.fetch_add(bytes, kRelaxed);
  if (from_cache) counters.from_cache.fetch_add(1, kRelaxed);
}

void Metrics::render_requests(std::string& out) const {
  head(out, "dais_http_requests_total", "counter", "Requests answered.");
  for (std::size_t surface = 0; surface < surfaces_.size(); ++surface) {
    const auto& by_status = surfaces_.at(surface).by_status;
    for (std::size_t status = 0; status < by_status.size(); ++status) {
      const auto count = by_status.at(status).load(kRelaxed);
      if (count == 0) continue;
      out +=
          fmt::format("dais_http_requests_total{{surface=\"{}\",status=\"{}\"}} {}\n", name_of(surface), status, count);
    }
  }
}

void Metrics::render_durations(std::string& out) const {
  constexpr std::string_view kName = "dais_http_request_duration_seconds";
  head(out, kName, "histogram", "Time from a request read to its answer handed over.");
  for (std::size_t surface = 0; surface < surfaces_.size(); ++surface) {
    const Counters& counters = surfaces_.at(surface);
    std::uint64_t sum = 0;
    for (std::size_t bucket = 0; bucket < counters.by_duration.size(); ++bucket) {
      sum += counters.by_duration.at(bucket).load(kRelaxed);
      const std::string bound =
          bucket < kUpperBoundsMs.size() ? fmt::format("{}", kUpperBoundsMs.at(bucket) / 1000) : "+Inf";
      out += fmt::format("{}_bucket{{surface=\"{}\",le=\"{}\"}} {}\n", kName, name_of(surface), bound, sum);
    }
    const double seconds = static_cast<double>(counters.microseconds.load(kRelaxed)) / 1e6;
    out += fmt::format("{}_sum{{surface=\"{}\"}} {}\n", kName, name_of(surface), seconds);
    out += fmt::format("{}_count{{surface=\"{}\"}} {}\n", kName, name_of(surface), sum);
  }
}

void Metrics::render_sums(std::string& out) const {
  head(out, "dais_http_response_bytes_total", "counter", "Bytes of the answers' bodies.");
  for (std::size_t surface = 0; surface < surfaces_.size(); ++surface) {
    out += fmt::format("dais_http_response_bytes_total{{surface=\"{}\"}} {}\n", name_of(surface),
                       surfaces_.at(surface).bytes.load(kRelaxed));
  }
  head(out, "dais_http_cache_hits_total", "counter", "Answers sent again from memory.");
  for (std::size_t surface = 0; surface < surfaces_.size(); ++surface) {
    out += fmt::format("dais_http_cache_hits_total{{surface=\"{}\"}} {}\n", name_of(surface),
                       surfaces_.at(surface).from_cache.load(kRelaxed));
  }
}

std::string Metrics::render(const Gauges& gauges) const {
  std::string out;
  head(out, "dais_build_info", "gauge", "The program's version.");
  out += fmt::format("dais_build_info{{version=\"{}\"}} 1\n", escaped(gauges.version));
  render_requests(out);
  render_durations(out);
  render_sums(out);
  head(out, "dais_http_open_connections", "gauge", "Connections open now.");
  out += fmt::format("dais_http_open_connections {}\n", gauges.open_connections);
  head(out, "dais_archive_up", "gauge", "1 where the catalog can be read.");
  out += fmt::format("dais_archive_up {}\n", gauges.archive_up ? 1 : 0);
  head(out, "dais_archive_generation", "gauge", "Changes with every committed write to the archive.");
  out += fmt::format("dais_archive_generation {}\n", gauges.generation);
  head(out, "process_resident_memory_bytes", "gauge", "Memory of this process.");
  out += fmt::format("process_resident_memory_bytes {}\n", resident_bytes());
  return out;
}

}  // namespace dais::api
