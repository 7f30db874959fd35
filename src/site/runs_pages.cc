// SPDX-License-Identifier: Apache-2.0
// The pipeline for people: what ran, runs, waits and failed; one run with its steps; one step with its log.
#include <charconv>
#include <map>

#include "pipeline/run_words.h"
#include "site/operator.h"
#include "site/pages.h"
#include "site/parameters.h"
#include "site/parts.h"
#include "site/run_graph.h"
#include "site/words.h"

namespace dais::site {
namespace {

using pipeline::JobId;
using pipeline::JobRow;
using pipeline::RunId;
using pipeline::RunRow;
using pipeline::RunsReader;

Result<pipeline::Operations*> operations_of(const Visit& visit) {
  if (visit.site.operations == nullptr) return fail(ErrorCode::kNotFound, "this site shows no runs");
  return visit.site.operations;
}

Result<std::int64_t> number_in(const Visit& visit, std::string_view name) {
  const std::string& text = visit.request.param(name);
  std::int64_t number = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code == std::errc() && end == text.data() + text.size() && number > 0) return number;
  return fail(ErrorCode::kNotFound, "no run or step " + text);
}

std::string clock_of(const Visit& visit, std::optional<Instant> instant) {
  return instant ? format_local(*instant, visit.site.config.instance.timezone, "%b %e, %Y, %H:%M %Z") : "";
}

std::string length_of(std::optional<Instant> from, std::optional<Instant> to) {
  if (!from || !to) return "";
  const double seconds = static_cast<double>((*to - *from).count()) / 1000.0;
  if (seconds < 1) return "less than a second";
  return seconds < 60 ? std::to_string(static_cast<int>(seconds)) + " s" : spoken_duration(seconds);
}

std::string steps_words(const RunRow& run) {
  std::string words = counted(run.jobs, "step", "steps");
  const auto add = [&words](std::int64_t count, std::string_view what) {
    if (count > 0) words += ", " + with_commas(count) + " " + std::string(what);
  };
  add(run.unfinished, "not over");
  add(run.unchanged, "unchanged");
  add(run.failed, "failed");
  add(run.skipped, "skipped");
  add(run.cancelled, "cancelled");
  return words;
}

std::string progress_words(const JobRow& job) {
  if (job.progress_total > 0) return with_commas(job.progress_done) + " of " + with_commas(job.progress_total);
  return job.progress_done > 0 ? with_commas(job.progress_done) : "";
}

std::string step_address(const JobRow& job) {
  return "/runs/" + std::to_string(number(job.run)) + "/steps/" + std::to_string(number(job.id));
}

void add_now(Dict& content, const Visit& visit, const pipeline::QueueState& queue) {
  std::string now = queue.running.empty()
                        ? "Nothing runs"
                        : counted(static_cast<std::int64_t>(queue.running.size()), "step runs", "steps run");
  const std::int64_t waiting = queue.unfinished - static_cast<std::int64_t>(queue.running.size());
  now += waiting > 0 ? ", " + counted(waiting, "waits", "wait") + "." : ", nothing waits.";
  if (queue.workers.empty()) now += " No worker is here: dais run or dais work does what waits.";
  set(content, "NOW", now);
  if (!queue.running.empty()) {
    Dict& table = add_section(content, "RUNNING");
    for (const JobRow& job : queue.running) {
      Dict& row = add_section(table, "STEP");
      set(row, "HREF", step_address(job));
      set(row, "TITLE", job.title);
      set(row, "ISO", job.started_at ? format_utc(*job.started_at) : "");
      set(row, "SINCE", clock_of(visit, job.started_at));
      set(row, "PROGRESS", progress_words(job));
      set(row, "ATTEMPT", std::to_string(job.attempt));
      set(row, "WORKER", job.worker);
    }
  }
  if (queue.schedules.empty()) return;
  Dict& schedules = add_section(content, "SCHEDULES");
  for (const pipeline::ScheduleRow& schedule : queue.schedules) {
    Dict& row = add_section(schedules, "SCHEDULE");
    set(row, "NAME", schedule.name);
    set(row, "SPEC", schedule.spec);
    set(row, "ZONE", schedule.zone);
    set(row, "NEXT", clock_of(visit, schedule.next_at));
    if (schedule.last_run == RunId::kNone) continue;
    Dict& last = add_section(row, "LAST_RUN");
    set(last, "RUN", std::to_string(number(schedule.last_run)));
    set(last, "LAST", clock_of(visit, schedule.last_due));
  }
}

/// What a state looks like: a run that only waits is not shown as one that is under way.
std::string look_of(const RunRow& run) { return run.pause ? "later" : run.state; }
std::string look_of(const JobRow& job) { return job.state; }

template <typename Row>
void set_state(Dict& into, const Visit& visit, const Row& row) {
  set(into, "STATE", look_of(row));
  set(into, "STATE_WORDS", pipeline::state_words(row, visit.site.config.instance.timezone, now()));
}

/// Where the log names what a run refused.
void add_refused(Dict& into, const RunRow& run) {
  if (run.refused == 0) return;
  set(add_section(into, "REFUSED"), "HREF",
      "/runs/" + std::to_string(number(run.id)) + "/steps/" + std::to_string(number(run.refusing)) + "#log");
}

void add_run_row(Dict& list, const Visit& visit, const RunRow& run) {
  Dict& row = add_section(list, "RUN");
  set(row, "ID", std::to_string(number(run.id)));
  set(row, "TITLE", run.title);
  set(row, "ORIGIN", run.origin == "schedule" ? "by itself" : run.origin == "rerun" ? "again" : "by hand");
  set(row, "ISO", format_utc(run.started_at));
  set(row, "STARTED", clock_of(visit, run.started_at));
  set(row, "TOOK", length_of(run.started_at, run.ended_at));
  set_state(row, visit, run);
  add_refused(row, run);
  set(row, "STEPS", steps_words(run));
}

Options options_of(const std::vector<std::string>& values) {
  Options options;
  for (const std::string& value : values) options.emplace_back(value, value);
  return options;
}

/// Buttons for the operator, the command for others.
void add_orders(Dict& content, const Visit& visit, const RunRow& run) {
  set(content, "ID", std::to_string(number(run.id)));
  if (!is_operator(visit)) {
    add_section(content, "COMMANDS");
    return;
  }
  Dict& orders = add_section(content, "ORDERS");
  add_section(orders, run.unfinished > 0 ? "CANCEL" : "AGAIN");
}

void add_steps(Dict& content, const Visit& visit, const pipeline::RunView& view) {
  std::map<JobId, std::string> after;
  for (const pipeline::EdgeRow& edge : view.edges) {
    std::string& words = after[edge.child];
    words += (words.empty() ? "" : ", ") + std::to_string(number(edge.parent));
  }
  for (const JobRow& job : view.jobs) {
    Dict& row = add_section(content, "STEP");
    set(row, "HREF", step_address(job));
    set(row, "TITLE", std::to_string(number(job.id)) + " · " + job.title);
    set_state(row, visit, job);
    show_text(row, "ERROR", job.error);
    set(row, "STARTED", clock_of(visit, job.started_at));
    set(row, "TOOK", length_of(job.started_at, job.ended_at));
    set(row, "ATTEMPT", job.attempt > 0 ? std::to_string(job.attempt) : "");
    set(row, "AFTER", after[job.id]);
  }
}

Result<pipeline::JobView> step_of(const Visit& visit) {
  const auto operations = operations_of(visit);
  if (!operations) return fail(operations.error());
  const auto run = number_in(visit, "id");
  if (!run) return fail(run.error());
  const auto step = number_in(visit, "step");
  if (!step) return fail(step.error());
  auto job = (*operations)->read([&](RunsReader& reader) { return reader.job(JobId(*step)); });
  if (job && job->job.run != RunId(*run)) return fail(ErrorCode::kNotFound, "that step is of another run");
  if (job && !is_operator(visit)) (*operations)->redact(*job);
  return job;
}

void add_facts(Dict& content, const Visit& visit, const pipeline::JobView& view) {
  const auto add = [&content](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    Dict& fact = add_section(content, "FACT");
    set(fact, "NAME", name);
    set(fact, "VALUE", value);
  };
  const JobRow& job = view.job;
  add("Started", clock_of(visit, job.started_at));
  add("Took", length_of(job.started_at, job.ended_at));
  add("Waited before", length_of(job.ready_at, job.started_at));
  add("Not before", job.state == "later" ? clock_of(visit, job.run_at) : "");
  add("Attempt", job.attempt > 0 ? std::to_string(job.attempt) : "");
  add("How far", progress_words(job));
  add("Host", job.host);
  add("Worker", job.worker);
  add("Fault", job.fault);
}

pipeline::Audience audience_of(const Visit& visit) {
  return is_operator(visit) ? pipeline::Audience::kOperator : pipeline::Audience::kReaders;
}

void add_log(Dict& content, const Visit& visit, const pipeline::JobView& view) {
  constexpr std::uint64_t kEachEnd = 16 * 1024;
  const pipeline::LogExcerpt log = visit.site.operations->log_of(view, kEachEnd, audience_of(visit));
  if (log.bytes == 0) {
    add_section(content, "NO_LOG");
    return;
  }
  Dict& section = add_section(content, "LOG");
  set(section, "FIRST", log.first);
  if (log.last.empty()) return;
  Dict& cut = add_section(section, "CUT");
  set(cut, "LAST", log.last);
  set(cut, "LEFT_OUT",
      with_commas(static_cast<std::int64_t>(log.bytes - log.first.size() - log.last.size())) + " bytes");
}

void add_earlier(Dict& content, const Visit& visit, const pipeline::JobView& view) {
  if (view.earlier.empty()) return;
  Dict& table = add_section(content, "EARLIER");
  for (const pipeline::AttemptRow& attempt : view.earlier) {
    Dict& row = add_section(table, "ATTEMPT");
    set(row, "NTH", std::to_string(attempt.attempt));
    set(row, "FAULT", attempt.fault);
    set(row, "WHAT", attempt.error);
    set(row, "ENDED", clock_of(visit, attempt.ended_at));
    set(row, "WORKER", attempt.worker);
  }
}

/// 303: the browser shows the run by a request of its own, and going back orders nothing twice.
http::Response see_run(RunId run) {
  http::Response response = redirect("/runs/" + std::to_string(number(run)));
  response.status = 303;
  return response;
}

Status no_parameters(const Visit& visit) {
  return Parameters(visit.request, visit.site.config.instance.timezone).check();
}

}  // namespace

Result<http::Response> runs_page(const Visit& visit) {
  const auto operations = operations_of(visit);
  if (!operations) return fail(operations.error());
  Parameters parameters(visit.request, visit.site.config.instance.timezone);
  pipeline::RunsFilter filter;
  filter.kind = parameters.text("kind");
  filter.state = parameters.choice("state", {"running", "succeeded", "failed", "cancelled"});
  filter.source = parameters.text("source");
  filter.event = parameters.text("event");
  if (!filter.event.empty() && !visit.reader.locate("event", filter.event))
    parameters.refuse("event", "is no meeting of this archive");
  const archive::Paging paging = parameters.paging();
  std::int64_t before = 0;
  if (!paging.cursor.empty()) {
    const std::string& cursor = paging.cursor;
    const auto [end, code] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), before);
    if (code != std::errc() || end != cursor.data() + cursor.size() || before < 1)
      parameters.refuse("cursor", "is none of this list");
  }
  if (auto ok = parameters.check(); !ok) return fail(ok.error());
  filter.before = RunId(before);
  filter.limit = paging.limit;

  Page page(visit.site, "runs.tpl", "What ran here");
  page.keep_out_of_indexes().canonical("/runs");
  Dict& content = page.content();
  const Status filled = (*operations)->read([&](RunsReader& reader) -> Status {
    const auto queue = reader.queue();
    if (!queue) return fail(queue.error());
    const auto found = reader.runs(filter);
    if (!found) return fail(found.error());
    const auto kinds = reader.kinds();
    if (!kinds) return fail(kinds.error());
    const auto sources = reader.sources();
    if (!sources) return fail(sources.error());
    if (filter.before == RunId::kNone) add_now(content, visit, *queue);
    add_options(content, "KIND_OPTION", options_of(*kinds), filter.kind);
    add_options(content, "STATE_OPTION", options_of({"running", "succeeded", "failed", "cancelled"}), filter.state);
    add_options(content, "SOURCE_OPTION", options_of(*sources), filter.source);
    set(content, "COUNT", counted(found->total, "run is remembered", "runs are remembered"));
    show(content, "NONE", found->runs.empty());
    if (!found->runs.empty()) {
      Dict& list = add_section(content, "LIST");
      for (const RunRow& run : found->runs) add_run_row(list, visit, run);
    }
    const auto narrowed = [&filter](const char* path) {
      return Address(path)
          .with("kind", filter.kind)
          .with("state", filter.state)
          .with("source", filter.source)
          .with("event", filter.event);
    };
    const Address here = narrowed("/runs");
    set(content, "JSON_HREF", narrowed("/api/v1/runs").str());
    show_text(content, "OF_MEETING", filter.event, "EVENT");
    include(content, "KEY", "runs_key.tpl");
    add_paging(content, here, paging, found->next == RunId::kNone ? "" : std::to_string(number(found->next)));
    return {};
  });
  if (!filled) return fail(filled.error());
  return page.finish();
}

Result<http::Response> run_page(const Visit& visit) {
  if (auto ok = no_parameters(visit); !ok) return fail(ok.error());
  const auto operations = operations_of(visit);
  if (!operations) return fail(operations.error());
  const auto id = number_in(visit, "id");
  if (!id) return fail(id.error());
  auto view = (*operations)->read([&](RunsReader& reader) { return reader.run(RunId(*id)); });
  if (!view) return fail(view.error());
  if (!is_operator(visit)) (*operations)->redact(view->jobs);
  const RunRow& run = view->run;

  Page page(visit.site, "run.tpl", run.title + ", run " + std::to_string(*id));
  page.keep_out_of_indexes();
  Dict& content = page.content();
  set(content, "TITLE", run.title);
  set_state(content, visit, run);
  add_refused(content, run);
  if (view->about) {
    Dict& about = add_section(content, "MEETING");
    set(about, "EVENT", view->about->event_id);
    set(about, "SESSION", std::to_string(view->about->session));
  }
  include(content, "KEY", "runs_key.tpl");
  set(content, "SUMMARY",
      "Started " + clock_of(visit, run.started_at) +
          (run.ended_at ? ", took " + length_of(run.started_at, run.ended_at) : "") + ". " + steps_words(run) + ".");
  if (run.rerun_of != RunId::kNone) show_text(content, "RERUN_OF", std::to_string(number(run.rerun_of)));
  add_orders(content, visit, run);
  Dict& graph = include(content, "GRAPH", "plot.tpl");
  // The picture may be wider than the screen; its caption stays where it is.
  set(graph, "SVG",
      "<div class=\"graph-frame\" tabindex=\"0\" role=\"region\" aria-label=\"Picture of the steps\">" +
          run_graph_svg(*view) + "</div>");
  set(graph, "CAPTION", "What follows from what: whole arrows for what is needed, dotted ones for what was added");
  add_steps(content, visit, *view);
  if (static_cast<std::size_t>(run.jobs) > view->jobs.size()) {
    Dict& more = add_section(content, "MORE");
    set(more, "SHOWN", with_commas(static_cast<std::int64_t>(view->jobs.size())));
    set(more, "TOTAL", with_commas(run.jobs));
  }
  return page.finish();
}

Result<http::Response> run_step_page(const Visit& visit) {
  if (auto ok = no_parameters(visit); !ok) return fail(ok.error());
  const auto view = step_of(visit);
  if (!view) return fail(view.error());
  const JobRow& job = view->job;
  Page page(visit.site, "run_step.tpl", job.title + ", step " + std::to_string(number(job.id)));
  page.keep_out_of_indexes();
  Dict& content = page.content();
  set(content, "RUN", std::to_string(number(job.run)));
  set(content, "ID", std::to_string(number(job.id)));
  set(content, "TITLE", job.title);
  set_state(content, visit, job);
  set(content, "KIND", job.kind);
  set(content, "INPUT", view->args);
  show_text(content, "OUTPUT", view->output);
  show_text(content, "ERROR", job.error);
  add_facts(content, visit, *view);
  add_section(content, is_operator(visit) ? "ORDERS" : "COMMANDS");
  add_log(content, visit, *view);
  add_earlier(content, visit, *view);
  return page.finish();
}

Result<http::Response> run_step_log(const Visit& visit) {
  if (auto ok = no_parameters(visit); !ok) return fail(ok.error());
  const auto view = step_of(visit);
  if (!view) return fail(view.error());
  constexpr std::uint64_t kWhole = 1ULL << 30U;
  const pipeline::LogExcerpt log = visit.site.operations->log_of(*view, kWhole, audience_of(visit));
  if (log.bytes == 0) return fail(ErrorCode::kNotFound, "that step has written nothing");
  http::Response response;
  response.content_type = "text/plain; charset=utf-8";
  response.body = log.first + log.last;
  add_safety_headers(response);
  return response;
}

namespace {

template <typename Order>
Result<http::Response> ordered(const Visit& visit, Order order) {
  const auto operations = operations_of(visit);
  if (!operations) return fail(operations.error());
  if (Status may = may_order(visit); !may) return fail(may.error());
  const auto run = (*operations)->order(order);
  if (!run) return fail(run.error());
  return see_run(*run);
}

}  // namespace

Result<http::Response> run_again(const Visit& visit) {
  const auto id = number_in(visit, "id");
  if (!id) return fail(id.error());
  return ordered(visit, [&](pipeline::Queue& queue) { return queue.rerun(RunId(*id)); });
}

Result<http::Response> run_cancel(const Visit& visit) {
  const auto id = number_in(visit, "id");
  if (!id) return fail(id.error());
  auto answer = ordered(visit, [&](pipeline::Queue& queue) -> Result<RunId> {
    if (Status done = queue.cancel_run(RunId(*id)); !done) return fail(done.error());
    return RunId(*id);
  });
  if (answer || answer.error().code != ErrorCode::kNotFound || visit.site.operations == nullptr) return answer;
  // The queue knows what is under way; whether there was such a run is known to its readers.
  const auto run = visit.site.operations->read([&](RunsReader& reader) { return reader.run(RunId(*id)); });
  if (!run) return fail(run.error());
  return fail(ErrorCode::kConflict, "Run " + std::to_string(*id) + " is over: there is nothing to cancel.");
}

Result<http::Response> run_step_again(const Visit& visit) {
  const auto run = number_in(visit, "id");
  if (!run) return fail(run.error());
  const auto step = number_in(visit, "step");
  if (!step) return fail(step.error());
  return ordered(visit, [&](pipeline::Queue& queue) { return queue.rerun_from(JobId(*step), RunId(*run)); });
}

}  // namespace dais::site
