// SPDX-License-Identifier: Apache-2.0
// Quotations, terms over time, passages alike, words that go together.
#include <array>
#include <charconv>

#include "api/list_csv.h"
#include "api/parameters.h"
#include "api/routes.h"
#include "api/study_json.h"

namespace dais::api {
namespace {

constexpr auto kTrendColumns = std::to_array<std::string_view>(
    {"period", "from", "to", "term", "group_id", "group_name", "count", "words", "per_10000", "url"});

Answer check(const ApiContext& /*context*/, archive::Reader& reader, const http::Request& request) {
  const auto text = required_text(request, "q");
  if (!text) return fail(text.error());
  const auto view = reader.quote(*text);
  if (!view) return fail(view.error());
  return json_answer(to_json(*view));
}

struct TrendsAsked {
  archive::TrendsRequest request;
  TrendLinks links;
};

Result<TrendsAsked> trends_asked(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  TrendsAsked out;
  const auto terms = required_text(request, "q");
  if (!terms) return fail(terms.error());
  out.request.terms = *terms;
  const auto per = choice_of(request, "per", {"month", "quarter", "year"});
  if (!per) return fail(per.error());
  if (*per == "month") out.request.per = archive::Per::kMonth;
  if (*per == "quarter") out.request.per = archive::Per::kQuarter;
  if (*per == "year") out.request.per = archive::Per::kYear;
  const auto by = choice_of(request, "by", {"body", "person"});
  if (!by) return fail(by.error());
  if (*by == "body") out.request.apart = archive::Apart::kBody;
  if (*by == "person") out.request.apart = archive::Apart::kPerson;
  const auto body = id_of(request, reader, "body", "body");
  if (!body) return fail(body.error());
  const auto person = id_of(request, reader, "person", "person");
  if (!person) return fail(person.error());
  const auto span = span_of(request, context.config.instance.timezone);
  if (!span) return fail(span.error());
  out.request.body_id = *body;
  out.request.person_id = *person;
  out.request.from = span->from;
  out.request.to = span->to;
  out.links = {out.request.apart, *body, *person, text_of(request, "from"), text_of(request, "to")};
  return out;
}

Result<JsonValue> trends_json(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto asked = trends_asked(context, reader, request);
  if (!asked) return fail(asked.error());
  const auto view = reader.trends(asked->request);
  if (!view) return fail(view.error());
  return to_json(*view, asked->links);
}

Answer trends(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto json = trends_json(context, reader, request);
  if (!json) return fail(json.error());
  return json_answer(*json);
}

/// A row a period and series, with the fields of both.
Answer trends_csv(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto json = trends_json(context, reader, request);
  if (!json) return fail(json.error());
  std::string table;
  append_csv_names(table, kTrendColumns);
  for (const JsonValue& series : json->at("series").as_array()) {
    for (const JsonValue& point : series.at("points").as_array()) {
      boost::json::object row = point.as_object();
      row["term"] = series.at("term");
      const JsonValue& group = series.at("group");
      row["group_id"] = group.is_null() ? JsonValue(nullptr) : group.at("id");
      row["group_name"] = group.is_null() ? JsonValue(nullptr) : group.at("name");
      append_csv_item(table, kTrendColumns, row);
    }
  }
  return csv_answer(std::move(table), "trends.csv");
}

Result<double> seconds_of(const http::Request& request) {
  const std::string text = text_of(request, "t");
  double seconds = 0;
  if (text.empty()) return seconds;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  constexpr double kMost = 1e6;
  if (problem != std::errc() || end != text.data() + text.size() || !(seconds >= 0 && seconds <= kMost))
    return fail(ErrorCode::kBadRequest, "t: '" + text.substr(0, 40) + "' is no number of seconds");
  return seconds;
}

Result<int> session_of(const http::Request& request) {
  const std::string text = text_of(request, "s");
  int session = 0;
  if (text.empty()) return session;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), session);
  if (problem != std::errc() || end != text.data() + text.size() || session < 0)
    return fail(ErrorCode::kBadRequest, "s: '" + text.substr(0, 40) + "' is no number of a recording, counted from 0");
  return session;
}

Answer like(const ApiContext& /*context*/, archive::Reader& reader, const http::Request& request) {
  if (const auto given = required_text(request, "event"); !given) return fail(given.error());
  const auto session = session_of(request);
  if (!session) return fail(session.error());
  const auto seconds = seconds_of(request);
  if (!seconds) return fail(seconds.error());
  const auto event = id_of(request, reader, "event", "event");
  if (!event) return fail(event.error());
  const auto view = reader.like(*event, *session, *seconds);
  if (!view) return fail(view.error());
  return json_answer(to_json(*view));
}

Answer related(const ApiContext& /*context*/, archive::Reader& reader, const http::Request& request) {
  const std::string text = text_of(request, "q");
  const auto words = reader.related(text);
  if (!words) return fail(words.error());
  return json_answer(to_json(text, *words));
}

}  // namespace

void add_study_routes(http::Router& router, const SharedContext& context) {
  const std::vector<std::string_view> trend_parameters = {"q", "per", "by", "body", "person", "from", "to"};
  router.add({"/api/v1/check", handler(context, {"q"}, check, search::kLongestQuotation)});
  router.add({"/api/v1/trends", handler(context, trend_parameters, trends)});
  router.add({"/api/v1/trends.csv", handler(context, trend_parameters, trends_csv)});
  router.add({"/api/v1/like", handler(context, {"event", "s", "t"}, like)});
  router.add({"/api/v1/related", handler(context, {"q"}, related)});
}

}  // namespace dais::api
