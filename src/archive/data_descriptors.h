// SPDX-License-Identifier: Apache-2.0
// What tells people and programs how to read a dump: datapackage.json (Frictionless Data Package with Table Schemas),
// catalog.yml (Intake 1, no reader options; catalog.jsonl.yml within it), catalog.v2.yaml (Intake 2) and codebook.html.
// All are made from the dump, the table shapes and the config; the same dump has the same descriptions.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "archive/dump.h"
#include "config/config.h"

namespace dais::archive {

inline constexpr const char* kDataPackageFile = "datapackage.json";

std::string data_package(const Dump& dump, const config::Config& config);
std::string intake_catalog(const Dump& dump, const config::Config& config);
std::string intake_json_lines_catalog(const Dump& dump, const config::Config& config);
std::string intake2_catalog(const Dump& dump, const config::Config& config);
std::string codebook_html(const Dump& dump, const config::Config& config);

/// File name, content.
std::vector<std::pair<std::string, std::string>> data_descriptions(const Dump& dump, const config::Config& config);

/// "string", "integer", "number", "datetime", "boolean": as Table Schema names types.
std::string_view schema_type(store::ColumnType type);

}  // namespace dais::archive
