// SPDX-License-Identifier: Apache-2.0
#include "archive/table_shapes.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "archive/table_words.h"
#include "domain/vote_class.h"

namespace dais::archive {
namespace {

using store::Column;
using enum store::ColumnType;

/// The tables that an id of this name refers to, whatever table it stands in.
std::string_view table_referred_to(std::string_view column) {
  static constexpr auto kTargets =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"body_id", "body"},
                                                                    {"person_id", "person"},
                                                                    {"same_as", "person"},
                                                                    {"seat_id", "seat"},
                                                                    {"matter_id", "matter"},
                                                                    {"event_id", "event"},
                                                                    {"event_item_id", "event_item"},
                                                                    {"session_id", "session"},
                                                                    {"vote_event_id", "vote_event"},
                                                                    {"transcript_id", "transcript"}});
  const auto found = std::ranges::find(kTargets, column, &std::pair<std::string_view, std::string_view>::first);
  return found == kTargets.end() ? std::string_view() : found->second;
}

std::vector<std::string_view> kinds() {
  std::vector<std::string_view> out;
  for (const store::Table* table : store::record_tables()) out.push_back(table->kind);
  return out;
}

std::vector<std::string_view> words_of(std::string_view table, std::string_view column) {
  if (table == "vote" && column == "class") {
    std::vector<std::string_view> out;
    out.reserve(domain::kVoteClasses.size());
    for (const auto vote_class : domain::kVoteClasses) out.push_back(domain::name_of(vote_class));
    return out;
  }
  if (table == "transcript" && column == "kind") return {"human", "captions", "machine", "draft"};
  if (column == "kind") return kinds();
  return {};
}

TableShape shape_of(std::string_view name, std::vector<std::string_view> key, std::span<const Column> columns) {
  const TableWords words = words_about(name);
  TableShape shape{name, words.title, words.description, std::move(key), {}};
  for (const Column& column : columns) {
    shape.columns.push_back(
        {column, describe_column(name, column.name), table_referred_to(column.name), words_of(name, column.name)});
  }
  return shape;
}

std::vector<TableShape> make_shapes() {
  std::vector<TableShape> shapes;
  for (const store::Table* table : store::record_tables())
    shapes.push_back(shape_of(table->name, {"id"}, table->columns));
  static const std::array<Column, 8> kHistory = {{{"kind"},
                                                  {"record_id"},
                                                  {"field"},
                                                  {"nth", kInteger},
                                                  {"old_value"},
                                                  {"new_value"},
                                                  {"changed_at", kTime},
                                                  {"source"}}};
  static const std::array<Column, 4> kIdentity = {{{"kind"}, {"source"}, {"key"}, {"id"}}};
  static const std::array<Column, 3> kCdpId = {{{"kind"}, {"cdp_id"}, {"id"}}};
  static const std::array<Column, 4> kDocument = {{{"source"}, {"key"}, {"digest"}, {"records"}}};
  static const std::array<Column, 12> kSentence = {{{"transcript_id"},
                                                    {"sentence_index", kInteger},
                                                    {"event_id"},
                                                    {"session_id"},
                                                    {"session_index", kInteger},
                                                    {"start_seconds", kReal},
                                                    {"end_seconds", kReal},
                                                    {"speaker"},
                                                    {"person_id"},
                                                    {"is_turn_start", kTruth},
                                                    {"confidence", kReal},
                                                    {"text"}}};
  shapes.push_back(shape_of("history", {"kind", "record_id", "field", "nth"}, kHistory));
  shapes.push_back(shape_of("identity", {"kind", "source", "key"}, kIdentity));
  shapes.push_back(shape_of("cdp_id", {"kind", "cdp_id"}, kCdpId));
  shapes.push_back(shape_of("document", {"source", "key"}, kDocument));
  shapes.push_back(shape_of(kSentenceTable, {"transcript_id", "sentence_index"}, kSentence));
  return shapes;
}

}  // namespace

std::span<const TableShape> exported_tables() {
  static const std::vector<TableShape> kShapes = make_shapes();
  return kShapes;
}

std::vector<Column> columns_of(const TableShape& shape) {
  std::vector<Column> columns;
  columns.reserve(shape.columns.size());
  for (const ColumnShape& each : shape.columns) columns.push_back(each.column);
  return columns;
}

}  // namespace dais::archive
