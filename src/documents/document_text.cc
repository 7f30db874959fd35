// SPDX-License-Identifier: Apache-2.0
#include "documents/document_text.h"

#include <algorithm>
#include <cctype>

#include "documents/pdf.h"
#include "os/files.h"
#include "text/encoding.h"

namespace dais::documents {
namespace {

constexpr std::uint64_t kMaxMarkup = 64ULL << 20U;
/// A text without page ends is cut at line ends into pages of about this size, so that a hit leads to a part of it.
constexpr std::size_t kPlainPage = 4000;

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool begins_as_html(std::string_view first_bytes) {
  const auto begin = std::ranges::find_if_not(first_bytes, is_blank);
  const std::string start = lower(std::string_view(begin, std::min(begin + 14, first_bytes.end())));
  return start.starts_with("<!doctype html") || start.starts_with("<html") || start.starts_with("<head");
}

bool is_text(std::string_view bytes) {
  return std::ranges::none_of(bytes, [](char c) { return c >= 0 && c < ' ' && !is_blank(c) && c != '\x1b'; });
}

std::vector<std::string> cut_plain(std::string_view text) {
  if (text.find(kPageEnd) != std::string_view::npos) return split_pages(text);
  std::vector<std::string> pages;
  while (text.size() > kPlainPage) {
    std::size_t end = text.find('\n', kPlainPage);
    end = end == std::string_view::npos ? text.size() : end + 1;
    pages.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  if (!text.empty()) pages.emplace_back(text);
  return pages;
}

Result<DocumentText> read_markup(const std::string& path, Kind kind) {
  DocumentText out;
  out.kind = kind;
  auto bytes = os::read_file(path, kMaxMarkup);
  if (!bytes && bytes.error().code == ErrorCode::kTooLarge) {
    out.note = "it is too long to be read";
    return out;
  }
  if (!bytes) return fail(std::move(bytes.error()));
  const std::string utf8 = text::decode_text(*bytes).utf8;
  if (kind == Kind::kHtml) {
    out.pages = {text_of_html(utf8)};
  } else {
    out.pages = cut_plain(utf8);
  }
  return out;
}

bool has_text(const DocumentText& document) {
  return std::ranges::any_of(document.pages,
                             [](const std::string& page) { return !std::ranges::all_of(page, is_blank); });
}

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::kPdf:
      return "pdf";
    case Kind::kHtml:
      return "html";
    case Kind::kPlain:
      return "text";
    case Kind::kOther:
      return "other";
  }
  return "other";
}

Kind kind_of(std::string_view first_bytes, std::string_view media_type) {
  // Acrobat's own tolerance: the mark may stand anywhere in the first 1,024 bytes.
  if (first_bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return Kind::kPdf;
  if (begins_as_html(first_bytes)) return Kind::kHtml;
  const std::string type = lower(media_type.substr(0, media_type.find(';')));
  const bool readable = is_text(first_bytes.substr(0, 1024));
  if (readable && (type == "text/html" || type == "application/xhtml+xml")) return Kind::kHtml;
  if (readable && type == "text/plain") return Kind::kPlain;
  // A file that was cut off or damaged at its very start is still called what it was.
  return type == "application/pdf" ? Kind::kPdf : Kind::kOther;
}

Result<DocumentText> read_document(const std::string& path, Kind kind, const Reading& reading) {
  DocumentText none;
  none.note = "it is of a kind whose text is not read here";
  if (kind == Kind::kOther) return none;
  auto document = kind == Kind::kPdf ? read_pdf(path, reading) : read_markup(path, kind);
  if (document && document->note.empty() && !has_text(*document)) {
    document->note = kind == Kind::kPdf ? "it holds pictures of pages and no text, as a scan does" : "it holds no text";
  }
  return document;
}

std::string join_pages(const std::vector<std::string>& pages) {
  std::string out;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (i > 0) out += kPageEnd;
    out += pages[i];
  }
  return out;
}

std::vector<std::string> split_pages(std::string_view text) {
  std::vector<std::string> pages;
  if (text.empty()) return pages;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(kPageEnd, begin);
    pages.emplace_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
    if (end == std::string_view::npos) return pages;
    begin = end + 1;
  }
}

}  // namespace dais::documents
