// SPDX-License-Identifier: Apache-2.0
// Counters of the requests served, as Prometheus' text exposition (version 0.0.4). The server's on_served hook counts;
// any thread may count while another renders.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

namespace dais::api {

/// What the exposition says besides the counters.
struct Gauges {
  std::string version;
  std::uint64_t open_connections = 0;
  bool archive_up = false;       ///< the catalog could be opened
  std::uint64_t generation = 0;  ///< of the archive
};

class Metrics {
 public:
  /// `target` is the address as it was asked for; only its first segment is looked at, so that labels stay few.
  void count(std::string_view target, int status, std::uint64_t bytes, double milliseconds, bool from_cache);
  [[nodiscard]] std::string render(const Gauges& gauges) const;

 private:
  static constexpr std::array kUpperBoundsMs = {1.0,   2.5,   5.0,   10.0,   25.0,   50.0,
                                                100.0, 250.0, 500.0, 1000.0, 2500.0, 10000.0};
  enum class Surface { kApi, kMedia, kAsset, kOperations, kPage, kCount };
  struct Counters {
    std::array<std::atomic<std::uint64_t>, 600> by_status{};
    std::array<std::atomic<std::uint64_t>, kUpperBoundsMs.size() + 1> by_duration{};
    std::atomic<std::uint64_t> microseconds{0};
    std::atomic<std::uint64_t> bytes{0};
    std::atomic<std::uint64_t> from_cache{0};
  };
  static Surface surface_of(std::string_view target);
  static std::string_view name_of(std::size_t surface);
  void render_requests(std::string& out) const;
  void render_durations(std::string& out) const;
  void render_sums(std::string& out) const;

  std::array<Counters, static_cast<std::size_t>(Surface::kCount)> surfaces_;
};

}  // namespace dais::api
