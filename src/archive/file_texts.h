// SPDX-License-Identifier: Apache-2.0
// What is known of the files that records name by their address (agendas, minutes, attachments), and which records
// name them. The rows are our own work beside the record: made again when they are lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/database.h"

namespace dais::archive {

struct FileText {
  std::string id;  ///< file_id() of its address
  std::string uri;
  std::int64_t read_by = 0;  ///< version of the reading
  Instant read_at;
  std::string etag;          ///< as the server gave it
  std::string content_hash;  ///< SHA-256 of the file
  std::int64_t bytes = 0;
  std::string kind;  ///< "pdf", "html", "text", "other"
  std::int64_t pages = 0;
  std::int64_t words = 0;
  std::string text_blob;  ///< empty: it has no text, and `note` says why
  std::string note;       ///< what is amiss, in words for readers: "it is damaged"; empty: nothing
};

std::string file_id(std::string_view uri);

Result<std::optional<FileText>> load_file_text(store::Database& database, const std::string& uri);
Result<std::vector<FileText>> load_file_texts(store::Database& database);
Result<std::vector<FileText>> load_file_texts(store::Database& database, const std::vector<std::string>& ids);
/// Within the caller's transaction; readers see it from then on.
Status keep_file_text(store::Database& database, const FileText& text);

enum class FileRole { kAgenda, kMinutes, kItemFile, kMatterFile };

/// A record that names a file. Where several do, the newest meeting's comes first.
struct FileUse {
  std::string uri;
  FileRole role = FileRole::kAgenda;
  std::string name;  ///< as the record calls it: "Amendment 3"; empty: nothing
  std::string event_id;
  std::string event_item_id;
  std::string matter_id;
  std::string body_id;
  std::string body_name;
  std::string source;  ///< the [[source]] that gave the record
  std::string event_external_id;
  std::optional<Instant> start;  ///< of the meeting; of a matter's file when it was introduced
  std::string timezone;          ///< empty: not known
};

/// Of all files, or of those at these addresses: http and https addresses of what is not withdrawn.
Result<std::vector<FileUse>> load_file_uses(store::Database& database);
Result<std::vector<FileUse>> load_file_uses(store::Database& database, const std::vector<std::string>& uris);

/// "Agenda", "Minutes", or as the record calls it.
std::string title_of(const FileUse& use);

}  // namespace dais::archive
