// SPDX-License-Identifier: Apache-2.0
#include "api/list_csv.h"
#include "api/routes.h"
#include "api/to_json.h"

namespace dais::api {
namespace {

Answer one_vote(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto vote = reader.vote(request.param("id"));
  if (!vote) return fail(vote.error());
  return json_answer(to_json(*vote));
}

/// Who voted how in one vote event.
Answer vote_rows_csv(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto vote = reader.vote(request.param("id"));
  if (!vote) return fail(vote.error());
  std::string table;
  append_csv_row(table, {"person_id", "person", "person_external_id", "value", "class"});
  for (const archive::VoteRow& row : vote->rows)
    append_csv_row(table, {row.person.id, row.person.name, row.person.external_id, row.value,
                           std::string(domain::name_of(row.vote_class))});
  return csv_answer(std::move(table), "vote-" + vote->summary.ref.id + ".csv");
}

}  // namespace

void add_vote_routes(http::Router& router, const SharedContext& context) {
  router.add({"/api/v1/votes/{id}", record_handler(context, "vote_event", {}, one_vote)});
  router.add({"/api/v1/votes/{id}/rows.csv", record_handler(context, "vote_event", {}, vote_rows_csv)});
}

}  // namespace dais::api
