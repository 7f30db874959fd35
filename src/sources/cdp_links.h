// SPDX-License-Identifier: Apache-2.0
// Links of a session to its captions and its recording: http and https addresses, or paths of files inside the folder
// that was given. Nothing outside it is ever opened: not by "..", an absolute path, "file:", or a symbolic link.
#pragma once

#include <string>

#include "base/result.h"
#include "domain/values.h"
#include "net/client.h"
#include "sources/reading.h"

namespace dais::sources::cdp {

/// Where relative links start. Empty root: the JSON came from no folder (a URL, a command, standard input).
struct Surroundings {
  std::string root;    ///< nothing outside this folder is taken
  std::string folder;  ///< of the JSON file, inside root (or equal to it)
  /// Of a single file that was given without its folder, the folder above is looked into as well, but only for links
  /// that go down from there ("captions/1.vtt" beside "ingest/1.json").
  std::string beside;
  std::string shown;   ///< root as it was given, for messages
};

/// The file that a relative link names. kForbidden, or kNotFound.
Result<std::string> find_linked_file(const Surroundings& surroundings, std::string_view link);

/// Finds the session's files on this machine: the recording's path, and the captions with their content. What cannot be
/// taken is named at `session` in the problems, and the session goes on without it.
void attach_local_files(domain::Session& session, const json::View& view, const Surroundings& surroundings,
                        Problems& problems);

/// Whether the session's captions are still to be fetched.
bool wants_remote_captions(const domain::Session& session);
void fetch_captions(domain::Session& session, const json::View& view, net::Client& client, Problems& problems);

}  // namespace dais::sources::cdp
