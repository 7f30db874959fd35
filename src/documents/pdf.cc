// SPDX-License-Identifier: Apache-2.0
#include "documents/pdf.h"

#include <csignal>
#include <filesystem>

#include "os/said.h"
#include "text/encoding.h"

namespace dais::documents {
namespace {

bool says(const std::string& text, const char* words) { return text.find(words) != std::string::npos; }

/// Why pdftotext came to no good end, in words for readers; kTimeout, kUnavailable where that says nothing of the file.
Result<std::string> fault_of(const os::Outcome& outcome, const Reading& reading) {
  const std::string& said = outcome.error_tail;
  switch (outcome.end) {
    case os::End::kStopped:
      return fail(ErrorCode::kTimeout, "stopped before the document was read");
    case os::End::kTimedOut:
      return "reading it takes too long";
    case os::End::kTooMuchOutput:
      return "it holds more text than is read of one document";
    case os::End::kSignalled:
      if (outcome.signal == SIGTERM)
        return fail(ErrorCode::kUnavailable, "something else ended the reader of the document");
      if (outcome.signal == SIGXCPU || outcome.signal == SIGKILL) return "reading it takes too long";
      return "it is damaged";
    case os::End::kExited:
      break;
  }
  if (says(said, "Incorrect password") || says(said, "Copying of text")) return "it is locked with a password";
  if (says(said, "ut of memory") || says(said, "bad_alloc") || says(said, "Cannot allocate"))
    return "reading it takes more than the " + std::to_string(reading.memory_bytes >> 20U) +
           " MB of memory it may take";
  return "it is damaged";
}

/// Pages that are whole; pdftotext ends each with a form feed.
std::vector<std::string> whole_pages(std::string&& text) {
  if (const std::size_t last = text.rfind(kPageEnd); last == std::string::npos) {
    text.clear();
  } else {
    text.resize(last);
    // One page without text is a page all the same.
    if (text.empty()) return {""};
  }
  std::vector<std::string> pages = split_pages(text);
  for (std::string& page : pages) page = text::decode_text(page).utf8;
  return pages;
}

os::ConfinedCommand command_for(const std::string& real, const Reading& reading) {
  os::ConfinedCommand command;
  command.argv = {kPdfTool, "-enc", "UTF-8", "-eol", "unix", real, "-"};
  command.readable = {real};
  command.limits.memory_bytes = reading.memory_bytes;
  command.limits.cpu_seconds = reading.cpu_seconds;
  command.limits.file_bytes = 1U << 20U;  // It writes none.
  command.timeout = reading.time;
  command.max_output = reading.max_text;
  command.cancelled = reading.cancelled;
  return command;
}

}  // namespace

Result<DocumentText> read_pdf(const std::string& path, const Reading& reading) {
  if (reading.walls == Walls::kRequired && !reading.sandbox.in_force().holds()) {
    return fail(ErrorCode::kUnavailable, "recordings.sandbox is \"require\", but on this machine programs run only " +
                                             reading.sandbox.in_force().text());
  }
  std::error_code error;
  const std::string real = std::filesystem::canonical(path, error).string();
  if (error) return fail(ErrorCode::kNotFound, path + ": " + error.message());
  std::string text;
  const auto outcome = reading.sandbox.run(command_for(real, reading), [&text](std::string_view piece) {
    text += piece;
    return os::Flow::kContinue;
  });
  if (!outcome) return fail(outcome.error());
  DocumentText out;
  out.kind = Kind::kPdf;
  out.pages = whole_pages(std::move(text));
  if (outcome->succeeded()) return out;
  auto fault = fault_of(*outcome, reading);
  if (!fault) return fail(std::move(fault.error()));
  out.note = std::move(*fault);
  if (!out.pages.empty())
    out.note += "; the first " +
                (out.pages.size() == 1 ? std::string("page was") : std::to_string(out.pages.size()) + " pages were") +
                " read";
  return out;
}

}  // namespace dais::documents
