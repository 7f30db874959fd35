// SPDX-License-Identifier: Apache-2.0
#include "sources/legistar_source.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "os/files.h"
#include "sources/legistar_gather.h"

namespace dais::sources {
namespace {

constexpr std::string_view kVendor = "https://webapi.legistar.com/v1";
constexpr std::uint64_t kMaxTokenBytes = 4096;
constexpr std::size_t kMostAtOnce = 8;
/// Records begun for each worker: enough that none waits for a slow one, few enough for the memory.
constexpr std::size_t kRecordsAWorker = 8;

std::chrono::milliseconds milliseconds_of(double seconds) {
  return std::chrono::milliseconds(std::llround(seconds * 1000));
}

Result<std::string> read_token(const config::Source& config, const SourceContext& context) {
  if (config.token_file.empty()) return std::string();
  const std::string path =
      (std::filesystem::path(context.instance_dir) / config.token_file).lexically_normal().string();
  auto text = os::read_file(path, kMaxTokenBytes);
  if (!text) return fail(ErrorCode::kBadConfig, config.place() + ": token_file: " + text.error().message);
  const std::size_t first = text->find_first_not_of(" \t\r\n");
  if (first == std::string::npos)
    return fail(ErrorCode::kBadConfig, config.place() + ": token_file: " + path + " is empty");
  return text->substr(first, text->find_last_not_of(" \t\r\n") - first + 1);
}

class LegistarSource : public Source {
 public:
  LegistarSource(net::Client& client, legistar::ApiSettings api, legistar::GatherSettings settings)
      : client_(client), api_settings_(std::move(api)), settings_(std::move(settings)) {}

  Result<Coverage> read(const Window& window, Sink& sink) override {
    legistar::Api api(client_, api_settings_);
    const Status done = legistar::Gather(api, settings_, window, sink).run();
    const auto outcomes = api.outcomes();
    sink.requests(outcomes);
    tell_of_faults(outcomes, sink);
    if (!done) return fail(done.error());
    // What is gone was found out record by record: what was not asked for is not withdrawn.
    return Coverage::kPart;
  }

 private:
  static void tell_of_faults(const std::map<std::string, std::uint64_t>& outcomes, Sink& sink) {
    for (const auto& [outcome, count] : outcomes) {
      const bool fault = outcome != "answered" && !outcome.starts_with("not there") && !outcome.starts_with("gone") &&
                         !outcome.starts_with("none");
      if (fault)
        sink.note(std::to_string(count) + (count == 1 ? " request" : " requests") + " ended as \"" + outcome +
                  "\"; what was not had in the end is named as refused");
    }
  }

  net::Client& client_;
  legistar::ApiSettings api_settings_;
  legistar::GatherSettings settings_;
};

}  // namespace

Result<std::unique_ptr<Source>> make_legistar_source(const config::Source& config, const SourceContext& context) {
  if (config.client.empty())
    return fail(ErrorCode::kBadConfig,
                config.place() + ": kind \"legistar\" needs a client, the council's name at the vendor");
  auto token = read_token(config, context);
  if (!token) return fail(std::move(token.error()));
  std::string base = config.base_url.empty() ? std::string(kVendor) : config.base_url;
  while (base.ends_with('/')) base.pop_back();
  legistar::ApiSettings api{base + "/" + config.client, std::move(*token), milliseconds_of(config.retry_seconds),
                            context.stopping};
  const auto workers =
      static_cast<std::size_t>(std::clamp(std::ceil(config.requests_per_second), 1.0, double{kMostAtOnce}));
  legistar::GatherSettings settings{context.timezone,
                                    config.look_back_days,
                                    static_cast<std::size_t>(config.sweep),
                                    config.summary_field,
                                    {workers, workers * kRecordsAWorker}};
  return std::make_unique<LegistarSource>(context.client, std::move(api), std::move(settings));
}

}  // namespace dais::sources
