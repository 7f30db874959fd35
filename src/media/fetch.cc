// SPDX-License-Identifier: Apache-2.0
#include "media/fetch.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <memory>

#include "base/digest.h"
#include "media/stream.h"
#include "net/web_address.h"
#include "os/files.h"

namespace dais::media {
namespace {

namespace fs = std::filesystem;

constexpr auto kEndings = std::to_array<std::string_view>(
    {".mp4", ".m4v", ".webm", ".mp3", ".m4a", ".ogg", ".oga", ".ogv", ".opus", ".wav", ".mov",
     ".aac", ".mkv", ".avi",  ".wmv", ".wma", ".asf", ".flv", ".mpg", ".mpeg", ".ts",  ".flac"});

struct TypeEnding {
  std::string_view type;
  std::string_view ending;
};

constexpr auto kTypes = std::to_array<TypeEnding>({{"video/mp4", ".mp4"},
                                                   {"video/webm", ".webm"},
                                                   {"video/quicktime", ".mov"},
                                                   {"audio/mpeg", ".mp3"},
                                                   {"audio/mp4", ".m4a"},
                                                   {"audio/ogg", ".ogg"},
                                                   {"video/ogg", ".ogv"},
                                                   {"audio/wav", ".wav"},
                                                   {"audio/x-wav", ".wav"}});

std::string lower(std::string text) {
  for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return text;
}

std::string ending_of_address(const std::string& url) {
  return lower(fs::path(net::path_of(url)).extension().string());
}

bool is_of_host(const std::string& host, const std::string& listed) {
  return host == listed || (host.size() > listed.size() && host.ends_with("." + listed));
}

bool is_playlist_type(const std::string& type) { return lower(type).find("mpegurl") != std::string::npos; }

std::string ending_for(const std::string& url, const std::string& content_type) {
  std::string ending = ending_of_address(url);
  if (std::ranges::find(kEndings, ending) != kEndings.end()) return ending;
  const std::string type = lower(content_type.substr(0, content_type.find(';')));
  const auto known = std::ranges::find(kTypes, type, &TypeEnding::type);
  return known == kTypes.end() ? ".mp4" : std::string(known->ending);
}

Result<std::string> hash_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  std::array<char, 1U << 17U> buffer{};
  while (in.read(buffer.data(), buffer.size()) || in.gcount() > 0) {
    EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (!in.eof()) return fail(ErrorCode::kStorage, path + ": cannot be read");
  Digest digest{};
  EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
  return to_hex(digest);
}

Result<Fetched> fetched(const std::string& path, Means means) {
  auto hash = hash_file(path);
  if (!hash) return fail(std::move(hash.error()));
  std::error_code error;
  return Fetched{path, std::move(*hash), fs::file_size(path, error), means};
}

Result<Fetched> fetch_pieces(net::Client& client, const Tools& tools, const config::Recordings& config,
                             const std::string& url, const std::string& folder, const Watch& watch) {
  const auto path = fetch_stream(client, tools, config, url, folder, watch);
  if (!path) return fail(path.error());
  return fetched(*path, Means::kStream);
}

Result<Fetched> fetch_file(net::Client& client, const Tools& tools, const config::Recordings& config,
                           const std::string& url, const std::string& folder, const Watch& watch) {
  net::Request request;
  request.url = url;
  request.stop = tools.cancelled;
  const std::string download = folder + "/download";
  auto brought = client.download(request, download, download_limits(config), watch.on_bytes);
  if (!brought) return fail(std::move(brought.error()));
  if (is_playlist_type(brought->content_type)) {
    std::error_code error;
    fs::remove(download, error);
    return fetch_pieces(client, tools, config, url, folder, watch);
  }
  if (brought->content_type.starts_with("text/html")) {
    return fail(ErrorCode::kBadInput, brought->url + ": answers with a web page, not with a recording");
  }
  const std::string path = folder + "/recording" + ending_for(url, brought->content_type);
  std::error_code error;
  fs::rename(download, path, error);
  if (error) return fail(ErrorCode::kStorage, path + ": " + error.message());
  return Fetched{path, std::move(brought->sha256), brought->bytes, Means::kFile};
}

std::string filled(std::string word, std::string_view name, const std::string& value) {
  for (std::size_t at = word.find(name); at != std::string::npos; at = word.find(name, at + value.size())) {
    word.replace(at, name.size(), value);
  }
  return word;
}

/// The largest file that the command has left: some put an ending of their own behind the name they were given.
Result<std::string> largest_file(const std::string& folder, const std::string& command) {
  std::string best;
  std::uintmax_t best_size = 0;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    if (entry.symlink_status().type() != fs::file_type::regular || entry.path().extension() == ".part") continue;
    if (entry.file_size() <= best_size) continue;
    best = entry.path();
    best_size = entry.file_size();
  }
  if (best.empty()) return fail(ErrorCode::kBadInput, command + ": ended well, but left no file");
  return best;
}

os::ConfinedCommand fetch_command(const Tools& tools, const config::Recordings& config, const std::string& url,
                                  const std::string& folder) {
  os::ConfinedCommand command;
  for (const std::string& word : config.fetch_command) {
    command.argv.push_back(filled(filled(word, "{url}", url), "{output}", folder + "/recording.mp4"));
  }
  command.writable = folder;
  command.environment = {"HOME=" + folder};
  command.network = os::Network::kOpen;
  command.processes = os::Processes::kSeveral;
  command.reading = os::Reading::kEverything;
  command.limits.memory_bytes = 8ULL << 30U;
  command.limits.cpu_seconds = static_cast<std::uint64_t>(config.fetch_timeout_seconds);
  command.limits.file_bytes = tools.limits.max_file_bytes;
  command.limits.open_files = 1024;
  command.timeout = std::chrono::seconds{config.fetch_timeout_seconds};
  command.cancelled = tools.cancelled;
  return command;
}

Result<Fetched> fetch_by_command(const Tools& tools, const config::Recordings& config, const std::string& url,
                                 const std::string& folder, const Watch& watch) {
  const auto room = os::TempDir::make(real_path(folder));
  if (!room) return fail(ErrorCode::kStorage, room.error().message);
  const os::ConfinedCommand command = fetch_command(tools, config, url, room->path());
  const std::string& name = config.fetch_command.front();
  if (watch.log) watch.log("fetching with " + name);
  const auto outcome = tools.sandbox.run(command);
  if (!outcome) return fail(Error(outcome.error()).at("recordings.fetch_command"));
  os::Command shown;
  shown.argv = {name};
  shown.timeout = command.timeout;
  if (Status good = os::require_success(shown, *outcome); !good) {
    return fail(std::move(good.error()).at("recordings.fetch_command"));
  }
  const auto left = largest_file(room->path(), "recordings.fetch_command: " + name);
  if (!left) return fail(left.error());
  const std::string ending = lower(fs::path(*left).extension().string());
  const bool known = std::ranges::find(kEndings, ending) != kEndings.end();
  const std::string path = folder + "/recording" + (known ? ending : ".mp4");
  std::error_code error;
  fs::rename(*left, path, error);
  if (error) return fail(ErrorCode::kStorage, path + ": " + error.message());
  return fetched(path, Means::kCommand);
}

}  // namespace

FetchPlan plan_fetch(const config::Recordings& config, const std::string& url) {
  const std::string host = net::host_of(url);
  if (host.empty()) return {Means::kLinkOnly, "it is no web address"};
  const std::string ending = ending_of_address(url);
  if (ending == ".m3u8") return {Means::kStream, ""};
  if (std::ranges::find(kEndings, ending) != kEndings.end()) return {Means::kFile, ""};
  const auto listed = [&host](const std::string& one) { return is_of_host(host, lower(one)); };
  if (std::ranges::any_of(config.fetch_hosts, listed)) return {Means::kCommand, ""};
  return {Means::kLinkOnly, "it is the page of a player, not a file; recordings.fetch_command can fetch from " + host};
}

Result<Fetched> fetch_recording(net::Client& client, const Tools& tools, const config::Recordings& config,
                                const std::string& url, const std::string& folder, const Watch& watch) {
  const FetchPlan plan = plan_fetch(config, url);
  switch (plan.means) {
    case Means::kFile:
      return fetch_file(client, tools, config, url, folder, watch);
    case Means::kStream:
      return fetch_pieces(client, tools, config, url, folder, watch);
    case Means::kCommand:
      return fetch_by_command(tools, config, url, folder, watch);
    case Means::kLinkOnly:
      break;
  }
  return fail(ErrorCode::kNotFound, url + ": stays a link: " + plan.why);
}

}  // namespace dais::media
