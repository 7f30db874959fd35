// SPDX-License-Identifier: Apache-2.0
#include "sources/cdp_links.h"

#include <filesystem>
#include <vector>

#include "os/files.h"

namespace dais::sources::cdp {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxCaptionBytes = 64ULL << 20U;

bool exists(const std::string& path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}

/// Hidden files (".ssh/…", ".git/config") are nobody's captions.
bool names_hidden_file(const fs::path& link) {
  for (const fs::path& part : link) {
    const std::string name = part.string();
    if (name.starts_with('.') && name != "." && name != "..") return true;
  }
  return false;
}

bool goes_up(const fs::path& link) {
  for (const fs::path& part : link) {
    if (part == "..") return true;
  }
  return false;
}

/// The link from the JSON file's folder, then from each folder above it up to the root, as paths relative to the root.
std::vector<std::string> places_to_look(const Surroundings& surroundings, std::string_view link) {
  std::vector<std::string> places;
  fs::path folder = fs::path(surroundings.folder).lexically_relative(surroundings.root);
  if (folder.empty() || *folder.begin() == "..") folder = ".";
  for (; folder != "." && !folder.empty(); folder = folder.parent_path()) places.push_back((folder / link).string());
  places.emplace_back(link);
  return places;
}

Result<std::string> find_inside(const Surroundings& surroundings, std::string_view link) {
  bool left = false;
  for (const std::string& place : places_to_look(surroundings, link)) {
    const auto found = os::resolve_inside(surroundings.root, place);
    if (found && exists(*found)) return *found;
    left = left || (!found && found.error().code == ErrorCode::kForbidden);
  }
  const std::string shown = "\"" + std::string(link) + "\"";
  if (left)
    return fail(ErrorCode::kForbidden, shown + " leads out of " + surroundings.shown + "; nothing outside it is read");
  return fail(ErrorCode::kNotFound,
              shown + ": there is no such file beside the JSON file or in the folders above it, up to " +
                  surroundings.shown + "; where it is further up, give the folder above");
}

void attach_recording(domain::Session& session, const json::View& view, const Surroundings& surroundings,
                      Problems& problems) {
  if (session.media_uri.empty() || is_http(session.media_uri)) return;
  auto found = find_linked_file(surroundings, session.media_uri);
  if (found) {
    session.media_path = std::move(*found);
    return;
  }
  found.error().message += "; the session is kept without a recording";
  problems.add(view["video_uri"], std::move(found).error());
  session.media_uri.clear();
}

void attach_captions(domain::Session& session, const json::View& view, const Surroundings& surroundings,
                     Problems& problems) {
  if (!session.caption_uri || is_http(*session.caption_uri)) return;
  auto content = find_linked_file(surroundings, *session.caption_uri).and_then([](const std::string& path) {
    return os::read_file(path, kMaxCaptionBytes);
  });
  if (content) {
    session.caption = domain::Caption{*session.caption_uri, std::move(*content)};
    return;
  }
  content.error().message += "; the session is kept without captions";
  problems.add(view["caption_uri"], std::move(content).error());
  session.caption_uri.reset();
}

}  // namespace

Result<std::string> find_linked_file(const Surroundings& surroundings, std::string_view link) {
  const std::string shown = "\"" + std::string(link) + "\"";
  const std::string scheme = scheme_of(link);
  if (!scheme.empty()) {
    return fail(ErrorCode::kForbidden, shown + ": links of the scheme \"" + scheme +
                                           ":\" are not followed, only http, https and relative paths");
  }
  if (surroundings.root.empty()) {
    return fail(ErrorCode::kForbidden, shown + ": a relative path, but the JSON does not come from a file in a folder");
  }
  if (link.starts_with('/') || link.find('\0') != std::string_view::npos) {
    return fail(ErrorCode::kForbidden,
                shown + ": not a relative path; nothing outside " + surroundings.shown + " is read");
  }
  if (names_hidden_file(link)) return fail(ErrorCode::kForbidden, shown + ": names a hidden file");
  auto found = find_inside(surroundings, link);
  if (found || surroundings.beside.empty() || goes_up(link)) return found;
  const auto above = os::resolve_inside(surroundings.beside, link);
  if (above && exists(*above)) return *above;
  return found;
}

void attach_local_files(domain::Session& session, const json::View& view, const Surroundings& surroundings,
                        Problems& problems) {
  attach_recording(session, view, surroundings, problems);
  attach_captions(session, view, surroundings, problems);
}

bool wants_remote_captions(const domain::Session& session) { return session.caption_uri && !session.caption; }

void fetch_captions(domain::Session& session, const json::View& view, net::Client& client, Problems& problems) {
  const json::View at = view["caption_uri"];
  net::Request request;
  request.url = *session.caption_uri;
  auto response = client.get(request);
  if (!response) {
    problems.add(at, std::move(response).error());
  } else if (response->status != 200) {
    problems.add(at, ErrorCode::kUnavailable,
                 *session.caption_uri + ": the server answered " + std::to_string(response->status));
  } else if (response->body.size() > kMaxCaptionBytes) {
    problems.add(at, ErrorCode::kTooLarge,
                 *session.caption_uri + ": larger than the " + std::to_string(kMaxCaptionBytes) + " bytes allowed");
  } else {
    session.caption = domain::Caption{*session.caption_uri, std::move(response->body)};
  }
}

}  // namespace dais::sources::cdp
