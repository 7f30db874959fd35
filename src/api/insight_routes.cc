// SPDX-License-Identifier: Apache-2.0
// Figures of the voting record, as JSON and as CSV, the rows behind them, and what the archive holds of each body.
#include "api/figures_json.h"
#include "api/list_csv.h"
#include "api/parameters.h"
#include "api/routes.h"
#include "api/votes_csv.h"

namespace dais::api {
namespace {

using insight::By;
using insight::Index;
using insight::Record;

/// A question about the record, understood.
struct Asking {
  std::shared_ptr<const Record> record;
  insight::Selection selection;
  std::optional<Index> person;
  By by = By::kNothing;
  Asked asked;  ///< the selection as parameters
};

Result<Index> known(std::optional<Index> found, std::string_view name) {
  if (found) return *found;
  return fail(ErrorCode::kNotFound, std::string(name) + ": the record has none of that id yet");
}

/// The parameters that rows are narrowed by as the figure was, as they were given.
Asked asked_of(const http::Request& request) {
  Asked out;
  for (const char* name : {"body", "from", "to", "year", "contested"}) {
    const std::string value = text_of(request, name);
    if (value.empty()) continue;
    if (!out.empty()) out += '&';
    out += std::string(name) + "=" + http::encode_component(value);
  }
  return out;
}

Result<By> by_of(const http::Request& request) {
  const auto by = choice_of(request, "by", {"year", "body"});
  if (!by) return fail(by.error());
  if (by->empty()) return By::kNothing;
  return *by == "year" ? By::kYear : By::kBody;
}

Result<Asking> asking_of(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  Asking asking;
  const auto body = id_of(request, reader, "body", "body");
  if (!body) return fail(body.error());
  const auto person = id_of(request, reader, "person", "person");
  if (!person) return fail(person.error());
  const auto span = span_of(request, context.config.instance.timezone);
  if (!span) return fail(span.error());
  const auto year = year_of(request);
  if (!year) return fail(year.error());
  const auto contested = contested_of(request);
  if (!contested) return fail(contested.error());
  const auto by = by_of(request);
  if (!by) return fail(by.error());
  auto record = reader.record();
  if (!record) return fail(std::move(record.error()));
  asking.record = std::move(*record);
  asking.selection = {.body = {}, .from = span->from, .to = span->to, .year = *year, .contested = *contested};
  if (!body->empty()) {
    const auto index = known(asking.record->find_body(*body), "body");
    if (!index) return fail(index.error());
    asking.selection.body = *index;
  }
  if (!person->empty()) {
    const auto index = known(asking.record->find_person(*person), "person");
    if (!index) return fail(index.error());
    asking.person = *index;
  }
  asking.by = *by;
  asking.asked = asked_of(request);
  return asking;
}

template <typename Figure>
std::vector<Figure> only(std::vector<Figure> figures, const std::optional<Index>& person) {
  if (person) std::erase_if(figures, [&](const Figure& figure) { return figure.person != *person; });
  return figures;
}

FigureTable agreement_of(const Asking& asking) {
  const Record& record = *asking.record;
  return agreement_table(record,
                         asking.person ? insight::agreement_with(record, asking.selection, *asking.person)
                                       : insight::agreement(record, asking.selection),
                         asking.asked);
}

FigureTable attendance_of(const Asking& asking) {
  const Record& record = *asking.record;
  auto figures = insight::attendance(record, asking.selection, asking.by);
  return attendance_table(record, only(std::move(figures), asking.person), asking.by, asking.asked);
}

FigureTable tallies_of(const Asking& asking) {
  const Record& record = *asking.record;
  auto figures = insight::tallies(record, asking.selection, asking.by);
  return tallies_table(record, only(std::move(figures), asking.person), asking.by, asking.asked);
}

FigureTable dissent_of(const Asking& asking) {
  const Record& record = *asking.record;
  return dissent_table(record, only(insight::dissent(record, asking.selection), asking.person), asking.asked);
}

FigureTable sponsorship_of(const Asking& asking) {
  const Record& record = *asking.record;
  return sponsorship_table(record, only(insight::sponsorship(record, asking.selection), asking.person), asking.asked);
}

FigureTable results_of(const Asking& asking) {
  return results_table(*asking.record, insight::matter_results(*asking.record, asking.selection));
}

FigureTable coverage_of(const Asking& asking) {
  return coverage_table(*asking.record, insight::coverage(*asking.record, now(), asking.selection.body));
}

using Count = FigureTable (*)(const Asking&);

void add_figure(http::Router& router, const SharedContext& context, const std::string& path,
                const std::vector<std::string_view>& parameters, Count count) {
  router.add({path, reading(context, parameters,
                            [context, count](archive::Reader& reader, const http::Request& request) -> Answer {
                              const auto asking = asking_of(*context, reader, request);
                              if (!asking) return fail(asking.error());
                              return json_answer(count(*asking).rows);
                            })});
  const std::string name = path.substr(path.rfind('/') + 1);
  router.add(
      {path + ".csv", reading(context, parameters,
                              [context, count, name](archive::Reader& reader, const http::Request& request) -> Answer {
                                const auto asking = asking_of(*context, reader, request);
                                if (!asking) return fail(asking.error());
                                http::Response response =
                                    text_answer("text/csv; charset=utf-8; header=present", csv_of(count(*asking)));
                                response.headers.emplace_back("Content-Disposition",
                                                              "attachment; filename=\"" + name + ".csv\"");
                                return response;
                              })});
}

// ---- rows

Result<std::string> required_id(const http::Request& request, archive::Reader& reader, std::string_view name) {
  if (const auto given = required_text(request, name); !given) return fail(given.error());
  return id_of(request, reader, name, "person");
}

std::optional<insight::Accord> accord_of(const std::string& accord) {
  if (accord.empty()) return std::nullopt;
  return accord == "same" ? insight::Accord::kSame : insight::Accord::kDifferent;
}

Answer vote_list(archive::Reader& reader, const http::Request& request, const archive::VoteFilter& filter) {
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto page = reader.votes(filter, *paging);
  if (!page) return fail(page.error());
  return json_answer(list_of(*page));
}

Result<archive::VoteFilter> asked_votes(const ApiContext& context, archive::Reader& reader,
                                        const http::Request& request) {
  auto filter = vote_filter_of(reader, request, context.config.instance.timezone);
  if (!filter) return fail(filter.error());
  const auto person = id_of(request, reader, "person", "person");
  if (!person) return fail(person.error());
  filter->person_id = *person;
  if (filter->vote_class && person->empty())
    return fail(ErrorCode::kBadRequest, "class: needs a person whose vote it is");
  const auto with = id_of(request, reader, "with", "person");
  if (!with) return fail(with.error());
  const auto accord = choice_of(request, "accord", {"same", "different"});
  if (!accord) return fail(accord.error());
  const auto against = choice_of(request, "against", {"true", "false"});
  if (!against) return fail(against.error());
  if (person->empty() && !with->empty()) return fail(ErrorCode::kBadRequest, "with: needs a person beside it");
  if (with->empty() && !accord->empty()) return fail(ErrorCode::kBadRequest, "accord: needs a person and another with");
  if (person->empty() && *against == "true") return fail(ErrorCode::kBadRequest, "against: needs a person");
  filter->with_id = *with;
  filter->accord = accord_of(*accord);
  if (*against == "true") filter->side = insight::Side::kAgainstMajority;
  const auto disagrees = choice_of(request, "disagrees", {"true", "false"});
  if (!disagrees) return fail(disagrees.error());
  if (*disagrees == "true") filter->stated = insight::Stated::kDisagrees;
  return filter;
}

Answer list_votes(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto filter = asked_votes(context, reader, request);
  if (!filter) return fail(filter.error());
  return vote_list(reader, request, *filter);
}

Answer list_votes_csv(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto filter = asked_votes(context, reader, request);
  if (!filter) return fail(filter.error());
  return csv_of_list<archive::VoteLine>(vote_line_columns(*filter), "votes.csv",
                                        [&](const archive::Paging& paging) { return reader.votes(*filter, paging); });
}

Answer list_contested(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  auto filter = vote_filter_of(reader, request, context.config.instance.timezone);
  if (!filter) return fail(filter.error());
  filter->contested = insight::Contested::kOnly;
  return vote_list(reader, request, *filter);
}

Answer list_disagreements(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  auto filter = vote_filter_of(reader, request, context.config.instance.timezone);
  if (!filter) return fail(filter.error());
  filter->stated = insight::Stated::kDisagrees;
  return vote_list(reader, request, *filter);
}

Answer agreement_rows(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  auto filter = vote_filter_of(reader, request, context.config.instance.timezone);
  if (!filter) return fail(filter.error());
  const auto a = required_id(request, reader, "a");
  if (!a) return fail(a.error());
  const auto b = required_id(request, reader, "b");
  if (!b) return fail(b.error());
  if (*a == *b) return fail(ErrorCode::kBadRequest, "b: the same person as a");
  const auto accord = choice_of(request, "accord", {"same", "different"});
  if (!accord) return fail(accord.error());
  filter->person_id = *a;
  filter->with_id = *b;
  filter->accord = accord_of(*accord);
  return vote_list(reader, request, *filter);
}

Answer dissent_rows(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  auto filter = vote_filter_of(reader, request, context.config.instance.timezone);
  if (!filter) return fail(filter.error());
  const auto person = required_id(request, reader, "person");
  if (!person) return fail(person.error());
  filter->person_id = *person;
  filter->side = insight::Side::kAgainstMajority;
  return vote_list(reader, request, *filter);
}

Result<archive::AttendanceFilter> asked_roll_calls(const ApiContext& context, archive::Reader& reader,
                                                   const http::Request& request) {
  const auto filter = vote_filter_of(reader, request, context.config.instance.timezone);
  if (!filter) return fail(filter.error());
  const auto person = required_id(request, reader, "person");
  if (!person) return fail(person.error());
  const auto present = choice_of(request, "present", {"true", "false"});
  if (!present) return fail(present.error());
  archive::AttendanceFilter of_person{
      *person, filter->body_id, filter->from, filter->to, filter->year, filter->contested, {}};
  if (!present->empty())
    of_person.presence = *present == "true" ? insight::Presence::kPresent : insight::Presence::kNotPresent;
  return of_person;
}

Answer attendance_rows(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  const auto paging = paging_of(request);
  if (!paging) return fail(paging.error());
  const auto of_person = asked_roll_calls(context, reader, request);
  if (!of_person) return fail(of_person.error());
  const auto page = reader.attended(*of_person, *paging);
  if (!page) return fail(page.error());
  return json_answer(list_of(*page));
}

Answer attendance_rows_csv(const ApiContext& context, archive::Reader& reader, const http::Request& request) {
  static constexpr auto kColumns =
      std::to_array<std::string_view>({"event.id", "event.name", "event.datetime", "event.timezone", "event.body.id",
                                       "event.body.name", "value", "present"});
  const auto of_person = asked_roll_calls(context, reader, request);
  if (!of_person) return fail(of_person.error());
  return csv_of_list<archive::AttendedMeeting>(
      kColumns, "roll-calls.csv", [&](const archive::Paging& paging) { return reader.attended(*of_person, paging); });
}

}  // namespace

void add_insight_routes(http::Router& router, const SharedContext& context) {
  const std::string base = "/api/v1/insight/";
  add_figure(router, context, base + "agreement", {"body", "from", "to", "year", "contested", "person"}, agreement_of);
  add_figure(router, context, base + "attendance", {"body", "from", "to", "year", "contested", "person", "by"},
             attendance_of);
  add_figure(router, context, base + "tallies", {"body", "from", "to", "year", "contested", "person", "by"},
             tallies_of);
  add_figure(router, context, base + "dissent", {"body", "from", "to", "year", "contested", "person"}, dissent_of);
  add_figure(router, context, base + "sponsorship", {"from", "to", "person"}, sponsorship_of);
  add_figure(router, context, base + "results", {"body", "from", "to", "year", "contested"}, results_of);
  add_figure(router, context, "/api/v1/coverage", {"body"}, coverage_of);
  const std::vector<std::string_view> narrowing = {"body", "from", "to", "year", "type", "q", "contested"};
  const auto rows = [&narrowing](std::initializer_list<std::string_view> own) {
    std::vector<std::string_view> parameters(own);
    parameters.insert(parameters.end(), narrowing.begin(), narrowing.end());
    return with_paging(parameters);
  };
  router.add({base + "agreement/rows", handler(context, rows({"a", "b", "accord"}), agreement_rows)});
  router.add({base + "dissent/rows", handler(context, rows({"person"}), dissent_rows)});
  router.add({base + "attendance/rows",
              handler(context, with_paging({"person", "body", "from", "to", "year", "contested", "present"}),
                      attendance_rows)});
  router.add({base + "attendance/rows.csv",
              handler(context, {"person", "body", "from", "to", "year", "contested", "present"}, attendance_rows_csv)});
  router.add({"/api/v1/votes.csv", handler(context,
                                           {"body", "from", "to", "year", "type", "q", "contested", "person", "class",
                                            "with", "accord", "against", "disagrees"},
                                           list_votes_csv)});
  router.add(
      {base + "contested", handler(context, with_paging({"body", "from", "to", "year", "type", "q"}), list_contested)});
  router.add({base + "disagreements",
              handler(context, with_paging({"body", "from", "to", "year", "type", "q"}), list_disagreements)});
  router.add({"/api/v1/votes",
              handler(context, rows({"person", "class", "with", "accord", "against", "disagrees"}), list_votes)});
}

}  // namespace dais::api
