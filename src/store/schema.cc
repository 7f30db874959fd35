// SPDX-License-Identifier: Apache-2.0
#include "store/schema.h"

#include <algorithm>
#include <array>

#include "base/invariant.h"

namespace dais::store {
namespace {

using enum ColumnType;

Table table(std::string_view name, std::vector<Column> fields) {
  std::vector<Column> columns = {
      {"id"}, {"source"}, {"external_id"}, {"first_seen", kTime}, {"last_changed", kTime}, {"withdrawn", kTime}};
  columns.insert(columns.end(), fields.begin(), fields.end());
  return {name, name, std::move(columns)};
}

}  // namespace

std::size_t Table::index_of(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &Column::name);
  invariant(found != columns.end(), "the table has that column");
  return static_cast<std::size_t>(found - columns.begin());
}

namespace tables {

const Table kBody = table("body", {{"name"},
                                   {"sort_key"},
                                   {"description"},
                                   {"classification"},
                                   {"is_active", kTruth},
                                   {"start_at", kTime},
                                   {"end_at", kTime}});
const Table kPerson = table("person", {{"name"},
                                       {"sort_key"},
                                       {"stated", kTruth},
                                       {"is_active", kTruth},
                                       {"email"},
                                       {"phone"},
                                       {"website"},
                                       {"picture_uri"},
                                       {"same_as"},
                                       {"same_as_evidence"}});
const Table kSeat = table("seat", {{"name"}, {"electoral_area"}, {"electoral_type"}, {"image_uri"}});
const Table kRole =
    table("role", {{"person_id"}, {"body_id"}, {"seat_id"}, {"title"}, {"start_at", kTime}, {"end_at", kTime}});
const Table kMatter = table("matter", {{"name"},
                                       {"stated", kTruth},
                                       {"title"},
                                       {"matter_type"},
                                       {"status"},
                                       {"summary"},
                                       {"body_id"},
                                       {"introduced_at", kTime},
                                       {"passed_at", kTime},
                                       {"enacted_at", kTime},
                                       {"enactment_number"},
                                       {"source_uri"}});
const Table kMatterText = table("matter_text", {{"matter_id"}, {"text"}});
const Table kMatterSponsor = table("matter_sponsor", {{"matter_id"}, {"person_id"}, {"place", kInteger}});
const Table kMatterFile = table("matter_file", {{"matter_id"}, {"place", kInteger}, {"name"}, {"uri"}});
const Table kMatterAction = table("matter_action", {{"matter_id"},
                                                    {"place", kInteger},
                                                    {"event_id"},
                                                    {"event_item_id"},
                                                    {"body_id"},
                                                    {"acted_at", kTime},
                                                    {"action"},
                                                    {"description"},
                                                    {"outcome"}});
const Table kEvent = table("event", {{"body_id"},
                                     {"start_at", kTime},
                                     {"timezone"},
                                     {"location"},
                                     {"status"},
                                     {"comment"},
                                     {"agenda_uri"},
                                     {"minutes_uri"},
                                     {"source_uri"},
                                     {"static_thumbnail_uri"},
                                     {"hover_thumbnail_uri"}});
const Table kSession = table("session", {{"event_id"},
                                         {"session_index", kInteger},
                                         {"start_at", kTime},
                                         {"media_uri"},
                                         {"media_blob"},
                                         {"clip_start_seconds", kReal},
                                         {"clip_end_seconds", kReal},
                                         {"caption_uri"}});
const Table kEventItem = table("event_item", {{"event_id"},
                                              {"place", kInteger},
                                              {"agenda_number"},
                                              {"name"},
                                              {"description"},
                                              {"action"},
                                              {"decision"},
                                              {"method"},
                                              {"start_seconds", kReal},
                                              {"matter_id"}});
const Table kEventItemFile =
    table("event_item_file", {{"event_id"}, {"event_item_id"}, {"place", kInteger}, {"name"}, {"uri"}});
const Table kVoteEvent = table("vote_event", {{"event_id"},
                                              {"event_item_id"},
                                              {"matter_id"},
                                              {"body_id"},
                                              {"voted_at", kTime},
                                              {"action"},
                                              {"outcome"},
                                              {"method"}});
const Table kVote = table("vote", {{"vote_event_id"}, {"person_id"}, {"value"}, {"class"}});
const Table kAttendance =
    table("attendance", {{"event_id"}, {"event_item_id"}, {"person_id"}, {"place", kInteger}, {"value"}});
const Table kTranscript = table("transcript", {{"session_id"},
                                               {"generator"},
                                               {"confidence", kReal},
                                               {"kind"},
                                               {"language"},
                                               {"created_at", kTime},
                                               {"caption_uri"},
                                               {"text_blob"},
                                               {"original_blob"},
                                               {"original_is_cdp", kTruth},
                                               {"sentence_count", kInteger},
                                               {"end_seconds", kReal},
                                               {"speakers"},
                                               {"fault"}});

}  // namespace tables

std::span<const Table* const> record_tables() {
  using namespace tables;
  static constexpr std::array kAll = {&kBody,       &kPerson,        &kSeat,          &kRole,         &kMatter,
                                      &kMatterText, &kMatterSponsor, &kMatterFile,    &kMatterAction, &kEvent,
                                      &kSession,    &kEventItem,     &kEventItemFile, &kVoteEvent,    &kVote,
                                      &kAttendance, &kTranscript};
  return kAll;
}

}  // namespace dais::store
