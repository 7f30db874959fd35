// SPDX-License-Identifier: Apache-2.0
// The record in the two vocabularies that civic programs share: Popolo (popoloproject.com/specs) and Open Civic Data
// (docs.opencivicdata.org). Each is one JSON object with an array for each class. What is withdrawn is left out;
// persons of several records are one. Options of votes are the vocabularies' own words; the source's word stands beside
// it as `note`, and what no word fits is "other".
#pragma once

#include <string>

#include "archive/export_file.h"
#include "store/database.h"

namespace dais::archive {

inline constexpr const char* kPopoloFile = "popolo.json";
inline constexpr const char* kOpenCivicDataFile = "open-civic-data.json";

Result<ExportedFile> export_popolo(const std::string& folder, store::Database& database);
Result<ExportedFile> export_open_civic_data(const std::string& folder, store::Database& database);

}  // namespace dais::archive
