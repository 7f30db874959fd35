// SPDX-License-Identifier: Apache-2.0
// Figures of the voting record → JSON arrays, and the same arrays → CSV: a row a figure, a Ref as three columns (id,
// name, external id), `rows` the address of the vote events or meetings that are counted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "api/to_json.h"
#include "insight/coverage.h"
#include "insight/figures.h"

namespace dais::api {

/// How the question was asked, for the addresses of rows: "body=…&contested=true"; empty: all.
using Asked = std::string;

enum class Shape { kPlain, kRef };
struct Column {
  std::string_view key;
  Shape shape = Shape::kPlain;
};

struct FigureTable {
  std::vector<Column> columns;  ///< those of the CSV, in order
  JsonArray rows;
};

JsonValue to_json(const insight::Named& named);

FigureTable agreement_table(const insight::Record& record, const std::vector<insight::Agreement>& figures,
                            const Asked& asked);
FigureTable attendance_table(const insight::Record& record, const std::vector<insight::Attendance>& figures,
                             insight::By by, const Asked& asked);
FigureTable tallies_table(const insight::Record& record, const std::vector<insight::PersonTally>& figures,
                          insight::By by, const Asked& asked);
FigureTable dissent_table(const insight::Record& record, const std::vector<insight::Dissent>& figures,
                          const Asked& asked);
FigureTable sponsorship_table(const insight::Record& record, const std::vector<insight::Sponsorship>& figures,
                              const Asked& asked);
FigureTable results_table(const insight::Record& record, const std::vector<insight::MatterResult>& figures);
FigureTable coverage_table(const insight::Record& record, const std::vector<insight::Coverage>& figures);

std::string csv_of(const FigureTable& table);

}  // namespace dais::api
