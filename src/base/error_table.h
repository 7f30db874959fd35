// SPDX-License-Identifier: Apache-2.0
// One table of what can go wrong: code, the visitor's text, the HTTP status and the exit code of a command.
#pragma once

#include <string_view>

namespace dais {

enum class ErrorCode {
  kNotFound,       ///< nothing under that name; exit 1
  kRefused,        ///< some records were refused, the others taken; exit 1
  kUsage,          ///< wrong command line; exit 2
  kBadRequest,     ///< a request's parameter is wrong; the message names it
  kBadInput,       ///< a file or an answer of a source is not what it should be
  kBadConfig,      ///< dais.toml: file, line and key are in the message
  kGone,           ///< was here, and was withdrawn by its source
  kTooLarge,       ///< over a limit on size, depth or count
  kForbidden,      ///< an address or a path that may not be reached
  kUnavailable,    ///< a server or a tool we need does not answer
  kTimeout,        ///< took longer than it may
  kIo,             ///< the operating system refused a file or a process
  kStorage,        ///< the catalog or the index failed
  kMethodNotAllowed,  ///< the web site is for reading: GET and HEAD
  kConflict,       ///< somebody else is at it: a lock is held
  kInternal,       ///< a bug of ours, caught at a border
  kCount
};

struct ErrorInfo {
  ErrorCode code;
  std::string_view name;          ///< stable, for programs: "bad_request"
  std::string_view visitor_text;  ///< for people on a page; says no internals
  int http_status;
  int exit_code;
};

const ErrorInfo& error_info(ErrorCode code);

}  // namespace dais
