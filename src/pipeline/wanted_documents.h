// SPDX-License-Identifier: Apache-2.0
// Which files that records name are to be read: pure, from what the archive holds, what the config wants, and what was
// tried. A file is read once; those of meetings that are to come, or were held lately, are asked for again each day,
// for agendas are replaced.
#pragma once

#include <string>
#include <vector>

#include "archive/file_texts.h"
#include "config/config.h"
#include "pipeline/wanted.h"

namespace dais::pipeline {

/// A new way to read files reads all of them again.
inline constexpr int kDocumentVersion = 1;

/// The files of one meeting (or matter): one job each, and one that puts what they brought into the index.
struct DocumentRun {
  std::string title;
  std::string source;
  std::vector<NewJob> jobs;
};

/// Newest meetings first.
std::vector<DocumentRun> wanted_documents(const std::vector<archive::FileUse>& uses,
                                          const std::vector<archive::FileText>& texts, const config::Documents& config,
                                          const std::string& timezone, const Memory& memory);

/// The addresses that a job of kind "document" or "shelve" is about.
std::string documents_args(const std::vector<std::string>& uris);
Result<std::vector<std::string>> documents_of_args(const std::string& args);

}  // namespace dais::pipeline
