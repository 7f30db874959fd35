// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "api/list_csv.h"
#include "api/parameters.h"
#include "api/routes.h"
#include "api/to_json.h"
#include "api/votes_csv.h"

namespace dais::api {
namespace {

Result<archive::PersonFilter> filter_of(archive::Reader& reader, const http::Request& request) {
  const auto body = id_of(request, reader, "body", "body");
  if (!body) return fail(body.error());
  const auto active = choice_of(request, "active", {"true", "false"});
  if (!active) return fail(active.error());
  return archive::PersonFilter{text_of(request, "q"), *body, *active};
}

Answer list_people(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto filter = filter_of(reader, request);
  if (!filter) return fail(filter.error());
  const auto page = reader.people(*filter, *paging);
  if (!page) return fail(page.error());
  return json_answer(list_of(*page));
}

Answer list_people_csv(const ApiContext&, archive::Reader& reader, const http::Request& request) {
  static constexpr auto kColumns =
      std::to_array<std::string_view>({"id", "external_id", "name", "seat", "title", "is_active", "vote_count",
                                       "sponsored_count", "spoken_count", "url"});
  const auto filter = filter_of(reader, request);
  if (!filter) return fail(filter.error());
  return csv_of_list<archive::PersonSummary>(
      kColumns, "people.csv", [&](const archive::Paging& paging) { return reader.people(*filter, paging); });
}

Answer one_person(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto filter = vote_filter_of(reader, request, context.config.instance.timezone);
  if (!filter) return fail(filter.error());
  const auto person = reader.person(request.param("id"), *filter, *paging);
  if (!person) return fail(person.error());
  return json_answer(to_json(*person));
}

Answer votes_of_person(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto filter = vote_filter_of(reader, request, context.config.instance.timezone);
  if (!filter) return fail(filter.error());
  const auto page = reader.person_votes(request.param("id"), *filter, *paging);
  if (!page) return fail(page.error());
  return json_answer(list_of(*page));
}

/// All of them, for a table that ends at a page's end misleads whoever counts its rows.
Answer votes_of_person_csv(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto filter = vote_filter_of(reader, request, context.config.instance.timezone);
  if (!filter) return fail(filter.error());
  archive::Paging paging{archive::kMaxLimit, ""};
  const auto person = reader.person(request.param("id"), *filter, paging);
  if (!person) return fail(person.error());
  const archive::Ref& ref = person->summary.ref;
  std::string table;
  append_votes_csv_header(table);
  archive::Page<archive::PersonVote> page = person->votes;
  for (;;) {
    for (const auto& vote : page.items) append_votes_csv_row(table, ref, vote);
    if (page.next.empty() || page.next == paging.cursor) break;
    paging.cursor = page.next;
    auto following = reader.person_votes(ref.id, *filter, paging);
    if (!following) return fail(following.error());
    page = std::move(*following);
  }
  http::Response response = text_answer("text/csv; charset=utf-8; header=present", std::move(table));
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"votes-" + ref.id + ".csv\"");
  return response;
}

}  // namespace

void add_people_routes(http::Router& router, const SharedContext& context) {
  router.add({"/api/v1/people", handler(context, {"q", "body", "active", "limit", "cursor"}, list_people)});
  router.add({"/api/v1/people.csv", handler(context, {"q", "body", "active"}, list_people_csv)});
  router.add({"/api/v1/people/{id}", record_handler(context, "person", with_paging(kVoteParameters), one_person)});
  router.add(
      {"/api/v1/people/{id}/votes", record_handler(context, "person", with_paging(kVoteParameters), votes_of_person)});
  router.add(
      {"/api/v1/people/{id}/votes.csv", record_handler(context, "person", kVoteParameters, votes_of_person_csv)});
}

}  // namespace dais::api
