// SPDX-License-Identifier: Apache-2.0
#include "sources/cdp_source.h"

#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "os/subprocess.h"
#include "sources/cdp_files.h"
#include "sources/cdp_objects.h"
#include "sources/cdp_reader.h"

namespace dais::sources {
namespace {

using cdp::Origin;
using cdp::Reader;

/// Of one line, or of all where it is not one object a line.
constexpr std::uint64_t kMaxPieceBytes = 256ULL << 20U;
/// Of a command: enough for any archive, and an end for one that never stops printing.
constexpr std::uint64_t kMaxCommandBytes = 1ULL << 30U;
/// Of one command: what goes on printing things that are none is stopped.
constexpr std::uint64_t kMostRefusals = 1000;

/// Counts what a stream brings, so that progress is seen before its end is known.
cdp::Taker with_progress(cdp::Taker taker, Sink& sink, std::uint64_t& done) {
  const auto count = [&sink, &done] { sink.progress(++done, 0); };
  return {[take = std::move(taker.take), count](const cdp::Object& object) {
            take(object);
            count();
          },
          [refuse = std::move(taker.refuse), count](const std::string& place, Error error) {
            refuse(place, std::move(error));
            count();
          }};
}

class PathSource : public Source {
 public:
  PathSource(std::string path, const SourceContext& context)
      : path_(std::move(path)), zone_(context.timezone), client_(context.client) {}

  /// A folder is what the source holds: a file that is gone from it is withdrawn.
  Result<Coverage> read(const Window& window, Sink& sink) override {
    auto found = cdp::find_files(path_);
    if (!found) return fail(found.error());
    Reader reader(zone_, client_, window, sink);
    for (Refusal& refusal : found->refused) sink.refuse(std::move(refusal));
    for (std::size_t i = 0; i < found->files.size(); ++i) {
      reader.read_file(found->files[i].path, found->files[i].origin);
      sink.progress(i + 1, found->files.size());
    }
    const bool all = window.whole() && reader.complete() && found->refused.empty();
    return all ? Coverage::kWhole : Coverage::kPart;
  }

 private:
  std::string path_;
  std::string zone_;
  net::Client& client_;
};

class UrlSource : public Source {
 public:
  UrlSource(std::string url, const SourceContext& context)
      : url_(std::move(url)), zone_(context.timezone), client_(context.client) {}

  /// What a server lists now may be its newest meetings only: nothing is withdrawn.
  Result<Coverage> read(const Window& window, Sink& sink) override {
    net::Request request;
    request.url = url_;
    const auto response = client_.get(request);
    if (!response) return fail(response.error());
    // A query may hold a key that is nobody's business.
    const std::string shown = url_.substr(0, url_.find('?'));
    if (response->status != 200) {
      return fail(ErrorCode::kUnavailable, shown + ": the server answered " + std::to_string(response->status));
    }
    const Origin origin{shown, shown, Origin::Naming::kByContent, {}};
    Reader reader(zone_, client_, window, sink);
    std::uint64_t done = 0;
    cdp::for_each_object(response->body, with_progress(reader.taker(origin), sink, done));
    return Coverage::kPart;
  }

 private:
  std::string url_;
  std::string zone_;
  net::Client& client_;
};

class CommandSource : public Source {
 public:
  CommandSource(const config::Source& config, const SourceContext& context)
      : name_(config.name),
        argv_(config.command),
        timeout_(config.timeout_seconds),
        folder_(context.instance_dir),
        zone_(context.timezone),
        client_(context.client) {}

  /// Scrapers print the last days (CDP's get_events(from, to)): nothing is withdrawn.
  Result<Coverage> read(const Window& window, Sink& sink) override {
    const os::Command command = command_for(window);
    const Origin origin{name_, "command", Origin::Naming::kByContent, {}};
    Reader reader(zone_, client_, window, sink);
    std::uint64_t done = 0;
    std::uint64_t refused = 0;
    cdp::Taker taker = with_progress(reader.taker(origin), sink, done);
    const auto refuse = [&refused, refuse = std::move(taker.refuse)](const std::string& place, Error error) {
      if (++refused <= kMostRefusals) refuse(place, std::move(error));
    };
    cdp::ObjectFeed feed({std::move(taker.take), refuse}, kMaxPieceBytes);
    Status fed;
    const auto outcome = os::run_streaming(command, [&](std::string_view piece) {
      fed = feed.feed(piece);
      if (fed && refused > kMostRefusals) fed = too_much_refused();
      return fed ? os::Flow::kContinue : os::Flow::kStop;
    });
    if (!outcome) return fail(outcome.error());
    if (!fed) return fail(std::move(fed).error().at(argv_.front()));
    if (Status good = os::require_success(command, *outcome); !good) return fail(good.error());
    feed.finish();
    return Coverage::kPart;
  }

 private:
  /// The window is told in the environment, so that a scraper need not fetch years to give a day.
  os::Command command_for(const Window& window) const {
    os::Command command;
    command.argv = argv_;
    command.working_dir = folder_;
    command.timeout = timeout_;
    command.max_output = kMaxCommandBytes;
    if (window.from) command.environment.push_back("DAIS_FROM=" + format_utc(*window.from));
    if (window.to) command.environment.push_back("DAIS_TO=" + format_utc(*window.to));
    return command;
  }

  static Status too_much_refused() {
    return fail(ErrorCode::kBadInput,
                "more than " + std::to_string(kMostRefusals) + " of its lines are no ingestion JSON; it was stopped");
  }

  std::string name_;
  std::vector<std::string> argv_;
  std::chrono::seconds timeout_;
  std::string folder_;
  std::string zone_;
  net::Client& client_;
};

class IngestSource : public Source {
 public:
  IngestSource(std::vector<std::string> paths, const SourceContext& context)
      : paths_(std::move(paths)), zone_(context.timezone), client_(context.client) {}

  /// What is ingested by hand is an addition: nothing is withdrawn by it.
  Result<Coverage> read(const Window& window, Sink& sink) override {
    Reader reader(zone_, client_, window, sink);
    std::vector<cdp::FoundFile> files;
    bool standard_input = false;
    for (const std::string& path : paths_) {
      if (path == "-") {
        standard_input = true;
      } else {
        find(path, files, sink);
      }
    }
    for (std::size_t i = 0; i < files.size(); ++i) {
      reader.read_file(files[i].path, files[i].origin);
      sink.progress(i + 1, files.size());
    }
    if (standard_input) read_standard_input(reader, sink, files.size());
    return Coverage::kPart;
  }

 private:
  static void find(const std::string& path, std::vector<cdp::FoundFile>& files, Sink& sink) {
    auto found = cdp::find_files(path);
    if (!found) {
      std::string message = found.error().message;
      if (message.starts_with(path + ": ")) message.erase(0, path.size() + 2);
      return sink.refuse({path, Error{found.error().code, std::move(message)}});
    }
    for (Refusal& refusal : found->refused) sink.refuse(std::move(refusal));
    for (cdp::FoundFile& file : found->files) files.push_back(std::move(file));
  }

  static void read_standard_input(Reader& reader, Sink& sink, std::uint64_t done) {
    const Origin origin{"standard input", "-", Origin::Naming::kByContent, {}};
    cdp::ObjectFeed feed(with_progress(reader.taker(origin), sink, done), kMaxPieceBytes);
    std::vector<char> buffer(1U << 16U);
    for (;;) {
      const ssize_t got = ::read(STDIN_FILENO, buffer.data(), buffer.size());
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) break;
      if (Status fed = feed.feed({buffer.data(), static_cast<std::size_t>(got)}); !fed) {
        return sink.refuse({origin.shown, std::move(fed).error()});
      }
    }
    feed.finish();
  }

  std::vector<std::string> paths_;
  std::string zone_;
  net::Client& client_;
};

}  // namespace

Result<std::unique_ptr<Source>> make_cdp_source(const config::Source& config, const SourceContext& context) {
  const int given = (config.path.empty() ? 0 : 1) + (config.url.empty() ? 0 : 1) + (config.command.empty() ? 0 : 1);
  if (given != 1) {
    return fail(ErrorCode::kBadConfig, config.place() + ": kind \"cdp\" needs one of path, url and command, has " +
                                           (given == 0 ? "none" : std::to_string(given)));
  }
  if (!config.url.empty()) return std::make_unique<UrlSource>(config.url, context);
  if (!config.command.empty()) return std::make_unique<CommandSource>(config, context);
  const std::string path = (std::filesystem::path(context.instance_dir) / config.path).lexically_normal().string();
  return std::make_unique<PathSource>(path, context);
}

std::unique_ptr<Source> make_ingest_source(std::vector<std::string> paths, const SourceContext& context) {
  return std::make_unique<IngestSource>(std::move(paths), context);
}

}  // namespace dais::sources
