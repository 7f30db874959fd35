// SPDX-License-Identifier: Apache-2.0
// The text of agendas, minutes and attachments, page by page: PDF through pdftotext in a confined child (os/sandbox.h),
// HTML and plain text here. No limit on pages; limits on bytes, memory, processor time and output. A file that cannot
// be read, or that holds no text, is no error: it is told in words for readers, and what was read before a fault stays.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "os/sandbox.h"

namespace dais::documents {

/// Stands between the pages where a document's text is one string; a page holds none.
inline constexpr char kPageEnd = '\f';

enum class Kind { kPdf, kHtml, kPlain, kOther };
std::string_view name_of(Kind kind);  ///< "pdf", "html", "text", "other"

/// By what the file begins with; what the server calls it decides where the bytes do not.
Kind kind_of(std::string_view first_bytes, std::string_view media_type);

struct DocumentText {
  Kind kind = Kind::kOther;
  std::vector<std::string> pages;  ///< UTF-8; an empty one has no text
  std::string note;  ///< why there is none, or not all; for readers; empty: nothing is amiss
};

/// Whether programs may run on documents where nothing but limits holds them.
enum class Walls { kAsThereAre, kRequired };

struct Reading {
  const os::Sandbox& sandbox;
  Walls walls = Walls::kAsThereAre;
  std::uint64_t memory_bytes = 1ULL << 30U;
  std::uint64_t cpu_seconds = 300;
  std::chrono::milliseconds time{std::chrono::minutes{10}};
  std::uint64_t max_text = 256ULL << 20U;  ///< bytes of all pages
  std::function<bool()> cancelled = {};  ///< asked now and then; true ends the work with kTimeout
};

/// The file at `path`, which begins as a file of `kind` does. Errors are those of this machine: kUnavailable (pdftotext
/// is not installed, walls are missing, something else ended it), kStorage, kIo, kTimeout (cancelled).
Result<DocumentText> read_document(const std::string& path, Kind kind, const Reading& reading);

/// What of a page's markup is text: without scripts, styles and comments, blocks on lines of their own.
std::string text_of_html(std::string_view html);

/// The pages as one string, and back.
std::string join_pages(const std::vector<std::string>& pages);
std::vector<std::string> split_pages(std::string_view text);

}  // namespace dais::documents
